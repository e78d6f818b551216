/// Carries a state into bytes, or out of them. One list of fields serves both ways, so that the two cannot disagree.
///
/// Values go over as they lie in memory: the bytes are for the same build on the same machine only, which ``layout`` names, and they
/// must come from nobody else. Whoever stores them sees to that; here reading past the end is refused and nothing else is checked.
struct SnapshotCoder {
    private enum Way { case writing, reading, describing }

    private let way: Way
    private(set) var bytes: [UInt8] = []
    private var position = 0
    /// What was described: the types in their order, with their sizes.
    private(set) var layout = ""
    /// How many fields the outermost list has.
    private(set) var fields = 0
    private var depth = 0

    private init(_ way: Way) { self.way = way }

    static func writing() -> SnapshotCoder { SnapshotCoder(.writing) }
    static func describing() -> SnapshotCoder { SnapshotCoder(.describing) }
    static func reading(_ bytes: [UInt8]) -> SnapshotCoder {
        var coder = SnapshotCoder(.reading)
        coder.bytes = bytes
        return coder
    }

    var isReading: Bool { way == .reading }
    /// Whether all was read, and nothing is left.
    var isAtEnd: Bool { position == bytes.count }

    /// A value without arrays, texts or dictionaries inside.
    mutating func value<Value: BitwiseCopyable>(_ value: inout Value) throws(SnapshotError) {
        note(Value.self)
        switch way {
        case .writing: withUnsafeBytes(of: &value) { bytes.append(contentsOf: $0) }
        case .reading: value = try load(Value.self)
        case .describing: break
        }
    }

    mutating func list<Element: BitwiseCopyable>(_ list: inout [Element]) throws(SnapshotError) {
        note(Element.self)
        var count = list.count
        if way != .describing { try raw(&count) }
        switch way {
        case .writing: list.withUnsafeBytes { bytes.append(contentsOf: $0) }
        case .reading:
            guard count >= 0, count <= (bytes.count - position) / max(1, MemoryLayout<Element>.stride) else { throw SnapshotError() }
            list = try (0..<count).map { _ throws(SnapshotError) in
                defer { position += MemoryLayout<Element>.stride - MemoryLayout<Element>.size }
                return try load(Element.self)
            }
        case .describing: break
        }
    }

    mutating func text(_ text: inout String) throws(SnapshotError) {
        var utf8 = way == .writing ? Array(text.utf8) : []
        try list(&utf8)
        if way == .reading { text = String(decoding: utf8, as: UTF8.self) }
    }

    /// A part with a list of fields of its own.
    mutating func part<Part: SnapshotPart>(_ part: inout Part) throws(SnapshotError) {
        note(Part.self)
        depth += 1
        defer { depth -= 1 }
        try part.code(&self)
    }

    /// Parts of one kind.
    mutating func parts<Part: SnapshotPart>(_ parts: inout [Part], empty: Part) throws(SnapshotError) {
        note(Part.self)
        depth += 1
        defer { depth -= 1 }
        var count = parts.count
        switch way {
        case .describing:
            var one = empty
            try one.code(&self)
        case .writing:
            try raw(&count)
            for index in parts.indices { try parts[index].code(&self) }
        case .reading:
            try raw(&count)
            // Each part takes at least a byte.
            guard count >= 0, count <= bytes.count - position else { throw SnapshotError() }
            parts = [Part](repeating: empty, count: count)
            for index in parts.indices { try parts[index].code(&self) }
        }
    }

    private mutating func raw(_ count: inout Int) throws(SnapshotError) {
        if way == .reading { count = try load(Int.self) } else { withUnsafeBytes(of: &count) { bytes.append(contentsOf: $0) } }
    }

    private mutating func load<Value: BitwiseCopyable>(_ type: Value.Type) throws(SnapshotError) -> Value {
        let size = MemoryLayout<Value>.size
        guard size <= bytes.count - position else { throw SnapshotError() }
        defer { position += size }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Value.self) }
    }

    private mutating func note<Value>(_ type: Value.Type) {
        guard way == .describing else { return }
        if depth == 0 { fields += 1 }
        layout += "\(Value.self) \(MemoryLayout<Value>.size);"
    }
}

/// Something with a list of fields for ``SnapshotCoder``.
protocol SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError)
}

/// The bytes are not those of a snapshot.
struct SnapshotError: Error {}
