import Foundation

/// Base64 without padding: with `-` and `_` for tokens, with `+` and `/` in password hashes.
enum Base64 {
    static func urlText(_ bytes: [UInt8]) -> String {
        String(text(bytes).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    static func text(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    /// Nil when it is not base64 of the alphabet with `-` and `_`.
    static func urlBytes(_ text: some StringProtocol) -> [UInt8]? {
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }) else { return nil }
        return bytes(String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }))
    }

    /// Nil when it is not base64 of that alphabet.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: String(text) + padding).map { Array($0) }
    }
}
