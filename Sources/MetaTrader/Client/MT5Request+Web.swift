import JSON

extension MT5Request {
    /// Queries longer than this go into a body: servers and proxies cut long lines.
    private static let longestQuery = 1800

    /// The method, path and body of the HTTPS form.
    func web() -> (isPost: Bool, target: String, body: [UInt8]) {
        let query = parameters.map { "\($0.name)=\(Self.percentEncoded($0.value.joined))" }.joined(separator: "&")
        guard query.utf8.count > Self.longestQuery else { return (false, query.isEmpty ? path : "\(path)?\(query)", []) }
        let body = JSONWriter.bytes { writer in
            writer.beginObject()
            for parameter in parameters {
                writer.key(dynamic: parameter.name)
                switch parameter.value {
                case .text(let text): writer.string(text)
                case .list(let items):
                    writer.beginArray()
                    for item in items { writer.string(item) }
                    writer.endArray()
                }
            }
            writer.endObject()
        }
        return (true, path, body)
    }

    /// Everything but RFC 3986's unreserved characters and the comma between list items is encoded.
    static func percentEncoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ","):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: MT5Hex.encode([byte]).uppercased().utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
