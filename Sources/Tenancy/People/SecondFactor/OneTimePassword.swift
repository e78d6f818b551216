import Brokerage
import COpenSSL

/// One-time codes by time (RFC 6238): HMAC-SHA-1, six digits, a new one every 30 seconds, as every authenticator app makes them.
public enum OneTimePassword {
    /// Bytes of a secret: as many as SHA-1 gives (RFC 4226 section 4).
    static let secretSize = 20
    /// Seconds that a code is shown.
    static let period: Int64 = 30
    /// Steps by which the clocks of the server and of a telephone may differ, either way.
    static let tolerance: Int64 = 1

    /// The 30-second step that an instant lies in.
    static func step(at instant: Timestamp) -> Int64 { instant.seconds / period }

    /// The code of a step, six digits (RFC 4226 section 5.3).
    static func code(secret: [UInt8], step: Int64) throws -> String {
        let message = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        var digest = [UInt8](repeating: 0, count: 20)
        var count: UInt32 = 0
        guard HMAC(EVP_sha1(), secret, Int32(secret.count), message, message.count, &digest, &count) != nil, count == 20 else {
            throw TenancyError(.failed, "libcrypto has no HMAC-SHA-1.")
        }
        let offset = Int(digest[19] & 15)
        let number = digest[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// The step whose code was entered: the present one or a neighbour, and later than the last that was used. Nil for a wrong code.
    static func step(of code: String, secret: [UInt8], after last: Int64, at now: Timestamp) throws -> Int64? {
        let (entered, present) = (Array(code.utf8), step(at: now))
        for step in (present - tolerance)...(present + tolerance) where step > last {
            if ConstantTime.equal(Array(try self.code(secret: secret, step: step).utf8), entered) { return step }
        }
        return nil
    }
}

/// What an authenticator app needs to know, before the person has shown that it works.
public struct OneTimePasswordSetup: Sendable {
    /// In base32, to be typed where no camera is at hand.
    public var secret: String
    /// `otpauth://totp/…`, to be shown as a QR code.
    public var uri: String

    init(secret: [UInt8], email: EmailAddress, tenant: Tenant) {
        self.secret = Base32.text(secret)
        let issuer = OneTimePasswordSetup.escaped("Veles \(tenant.name)")
        let label = "\(issuer):\(OneTimePasswordSetup.escaped(email.rawValue))"
        uri = "otpauth://totp/\(label)?secret=\(self.secret)&issuer=\(issuer)&algorithm=SHA1&digits=6&period=\(OneTimePassword.period)"
    }

    /// Percent-encoded but for what RFC 3986 calls unreserved.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                escaped.append(byte)
            default: escaped += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
