import Brokerage
import JSON

/// A record while its fields come in.
protocol MT5Draft {
    associatedtype Record: Sendable
    /// The kind of record in words, for faults.
    static var kind: String { get }
    static var fields: MT5FieldTable<Self> { get }
    /// Ticket, login or name, for faults.
    var identity: String { get }
    init()
    /// The finished record, with stamps turned into instants by the server's clock, or nil when it says nothing.
    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> Record?
}

/// Which field of a draft each name of a record fills. Names that are not listed are passed over.
struct MT5FieldTable<Draft>: Sendable, ExpressibleByDictionaryLiteral {
    typealias Setter = @Sendable (inout Draft, inout MT5Field) -> Void
    let names: [String]
    let setters: [Setter]

    init(dictionaryLiteral fields: (String, Setter)...) {
        names = fields.map(\.0)
        setters = fields.map(\.1)
    }
}

/// Reads the records of an answer one after another, without building a tree of them.
///
/// All records of an answer have the same fields in the same order, so the reader learns the order from the first record
/// and afterwards only compares each name with the one expected.
struct MT5RecordReader<Draft: MT5Draft> {
    private struct Expected {
        var name: [UInt8]
        var setter: Int?
    }

    private var order: [Expected] = []
    private let clock: ServerClock
    private var list = MT5List<Draft.Record>(records: [])

    private init(clock: ServerClock) { self.clock = clock }

    /// - Parameter bytes: an array of records, one record, or nothing.
    /// - Throws: ``MT5Error/Code/protocolViolation`` when the answer as a whole is no JSON. Single bad records become faults.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, clock: ServerClock) throws(MT5Error) -> MT5List<Draft.Record> {
        var reader = MT5RecordReader(clock: clock)
        do {
            try reader.readAll(bytes)
        } catch {
            throw .protocolViolation("The server's answer is not the JSON it should be: \(error).", cause: error)
        }
        return reader.list
    }

    private mutating func readAll(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var scanner = JSONScanner(bytes)
        switch scanner.peek() {
        case nil: return
        case UInt8(ascii: "{"): try readRecord(&scanner)
        case UInt8(ascii: "["):
            try scanner.beginArray()
            while try scanner.nextElement() {
                if scanner.peek() == UInt8(ascii: "{") { try readRecord(&scanner) } else { try readOther(&scanner) }
            }
        // Some builds answer an empty text or null where there is nothing.
        default: _ = try scanner.scalar()
        }
        try scanner.end()
    }

    private mutating func readOther(_ scanner: inout JSONScanner) throws(JSONError) {
        try scanner.skipValue()
        list.faults.append(MT5RecordFault(kind: Draft.kind, identity: "", field: "record", reason: "is no object"))
    }

    private mutating func readRecord(_ scanner: inout JSONScanner) throws(JSONError) {
        var draft = Draft()
        var fault: MT5RecordFault?
        var position = 0
        try scanner.beginObject()
        while let name = try scanner.nextKey() {
            let setter = setter(of: name, at: position)
            position += 1
            guard let setter else {
                try scanner.skipValue()
                continue
            }
            let next = scanner.peek()
            guard next != UInt8(ascii: "["), next != UInt8(ascii: "{") else {
                try scanner.skipValue()
                fault = fault ?? self.fault(MT5FieldFault("is a list where one value is due"), Draft.fields.names[setter])
                continue
            }
            var field = MT5Field(try scanner.scalar())
            Draft.fields.setters[setter](&draft, &field)
            if let reason = field.fault { fault = fault ?? self.fault(reason, Draft.fields.names[setter]) }
        }
        finish(draft, fault)
    }

    private mutating func finish(_ draft: Draft, _ fault: MT5RecordFault?) {
        guard var fault else {
            do throws(MT5FieldFault) {
                if let record = try draft.finish(clock) { list.records.append(record) }
            } catch {
                var fault = self.fault(error, "record")
                fault.identity = draft.identity
                list.faults.append(fault)
            }
            return
        }
        fault.identity = draft.identity
        list.faults.append(fault)
    }

    private func fault(_ fault: MT5FieldFault, _ name: String) -> MT5RecordFault {
        MT5RecordFault(kind: Draft.kind, identity: "", field: fault.field.map { "\($0)" } ?? name, reason: fault.reason)
    }

    private mutating func setter(of name: UnsafeBufferPointer<UInt8>, at position: Int) -> Int? {
        if position < order.count, Self.equal(order[position].name, name) { return order[position].setter }
        let text = String(decoding: name, as: UTF8.self)
        let setter = Draft.fields.names.firstIndex(of: text)
        if position == order.count { order.append(Expected(name: Array(name), setter: setter)) }
        return setter
    }

    @inline(__always) private static func equal(_ expected: [UInt8], _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard expected.count == name.count else { return false }
        for index in 0..<name.count where expected[index] != name[index] { return false }
        return true
    }
}
