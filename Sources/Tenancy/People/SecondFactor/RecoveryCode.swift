/// A code that lets a person in once without the telephone: 80 random bits as `ABCD-EFGH-IJKL-MNOP`. Stored as a digest.
enum RecoveryCode {
    /// How many a person is given.
    static let count = 10

    static func make() throws -> String {
        let text = Array(Base32.text(try SecureRandom.bytes(10)))
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }.joined(separator: "-")
    }

    /// The digest under which it is stored; small letters, spaces and missing dashes are forgiven. Nil for what is no such code.
    static func digest(_ code: String) throws -> [UInt8]? {
        let letters = code.uppercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
        guard letters.count == 16 else { return nil }
        return try SHA256.digest(letters)
    }
}
