/// The text of a license: comment lines that begin with `#`, and one line of `PAYLOAD.SIGNATURE`, both in base64url.
public enum LicenseFile {
    /// Bytes of the longest text that is looked at.
    public static let longest = 16_384
    /// Signed before the payload, so that a signature made for anything else is worth nothing here.
    static let purpose = Array("veles-license-1\n".utf8)

    /// - Parameter keys: the public keys of whoever may grant licenses.
    /// - Throws: ``TenancyError/Code/invalid`` when the text is no license or nobody of them signed it.
    public static func read(_ text: String, signedBy keys: [Ed25519PublicKey]) throws -> License {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
        let parts = lines.count == 1 ? lines[0].split(separator: ".", omittingEmptySubsequences: false) : []
        guard text.utf8.count <= longest, parts.count == 2, let payload = Base64.urlBytes(parts[0]), let signature = Base64.urlBytes(parts[1]) else {
            throw TenancyError(.invalid, "This is no license file: it must hold one line of two parts with a dot between, beside lines that begin with #.")
        }
        guard keys.contains(where: { $0.verify(signature, of: purpose + payload) }) else {
            throw TenancyError(.invalid, "The license was not signed by the maker of Veles, or it was altered. Ask for the file once more.")
        }
        return try License(payload: payload)
    }
}
