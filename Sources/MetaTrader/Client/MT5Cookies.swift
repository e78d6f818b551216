/// The cookies of one session. It has one host, so that names and values are all that matters.
struct MT5Cookies: Sendable {
    /// More than any server needs, and few enough that a hostile one cannot fill the memory.
    private static let most = 16
    private static let longest = 4096
    private var pairs: [(name: String, value: String)] = []

    /// The value of the `Cookie` header, or nil without cookies.
    var header: String? { pairs.isEmpty ? nil : pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }

    /// Takes in the values of `Set-Cookie` headers.
    mutating func take(_ values: some Sequence<Substring>) {
        for value in values {
            guard value.utf8.count <= Self.longest, let pair = value.split(separator: ";", maxSplits: 1).first,
                let equals = pair.firstIndex(of: "=")
            else { continue }
            let name = String(pair[..<equals].drop { $0 == " " })
            let text = String(pair[pair.index(after: equals)...])
            pairs.removeAll { $0.name == name }
            if !name.isEmpty, pairs.count < Self.most { pairs.append((name, text)) }
        }
    }
}
