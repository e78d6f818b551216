import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct OneTimePasswordTests {
    private static let secret = Array("12345678901234567890".utf8)

    /// RFC 4226 appendix D.
    @Test func `The codes of the counter standard are reproduced`() throws {
        let codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
        for (counter, code) in codes.enumerated() { #expect(try OneTimePassword.code(secret: Self.secret, step: Int64(counter)) == code) }
    }

    /// RFC 6238 appendix B, SHA-1, the last six of the eight digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ])
    func `The codes of the time standard are reproduced`(_ vector: (seconds: Int64, code: String)) throws {
        let step = OneTimePassword.step(at: Timestamp(seconds: vector.seconds))
        #expect(try OneTimePassword.code(secret: Self.secret, step: step) == vector.code)
    }

    @Test func `The step before and the one after are taken, those beyond are not`() throws {
        let now = Timestamp(seconds: 1_111_111_111)
        let present = OneTimePassword.step(at: now)
        for distance in Int64(-3)...3 {
            let code = try OneTimePassword.code(secret: Self.secret, step: present + distance)
            let found = try OneTimePassword.step(of: code, secret: Self.secret, after: 0, at: now)
            #expect(found == (abs(distance) <= 1 ? present + distance : nil))
        }
    }

    @Test(arguments: ["", "0", "28708", "2870822", "28708a", "２８７０８２", "-87082", String(repeating: "2", count: 10_000)])
    func `What is no code is wrong`(_ code: String) throws {
        #expect(try OneTimePassword.step(of: code, secret: Self.secret, after: 0, at: Timestamp(seconds: 59)) == nil)
    }

    /// RFC 4648 section 10.
    @Test(arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")])
    func `Base32 is that of the standard`(_ vector: (plain: String, text: String)) {
        #expect(Base32.text(vector.plain.utf8) == vector.text)
    }
}

@Suite struct SecondFactorTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let user: UserID

    init() throws {
        temporary = try TemporaryTenant()
        user = try temporary.file.write { try $0.insert(user: email("a@b.c"), name: "A", role: .owner, passwordHash: "h", at: noon) }
    }

    private func prepare() throws -> OneTimePasswordSetup {
        try file.write { try $0.prepareOTP(of: user, tenant: temporary.tenant) }
    }

    private func storedSecret() throws -> [UInt8] {
        let sealed = try file.read { try $0.db.row("SELECT otp_secret FROM users") { $0.blob() } }
        return try file.vault.open(sealed ?? [], table: "users", row: String(user.rawValue))
    }

    private func code(at now: Timestamp) throws -> String { try OneTimePassword.code(secret: storedSecret(), step: OneTimePassword.step(at: now)) }

    private func spend(_ code: String, at now: Timestamp) throws -> Bool { try file.write { try $0.spend(code: code, of: user, at: now) } }

    /// Turned on with the code of noon.
    private func enable() throws -> [String] {
        _ = try prepare()
        let code = try code(at: noon)
        return try #require(try file.write { try $0.enableOTP(of: user, code: code, by: .system, at: noon) })
    }

    @Test func `The app is told the secret and a link to scan`() throws {
        let setup = try prepare()
        #expect(setup.secret == Base32.text(try storedSecret()))
        #expect(
            setup.uri
                == "otpauth://totp/Veles%20Acme:a%40b.c?secret=\(setup.secret)&issuer=Veles%20Acme&algorithm=SHA1&digits=6&period=30")
    }

    @Test func `The second factor is on when the app has shown that it works, and not before`() throws {
        #expect(refusal { _ = try file.write { try $0.enableOTP(of: user, code: "123456", by: .system, at: noon) } } == .conflict)
        _ = try prepare()
        #expect(try file.write { try $0.enableOTP(of: user, code: "000000x", by: .system, at: noon) } == nil)
        #expect(try file.read { try $0.user(user) }.otpSince == nil)
        let codes = try enable()
        #expect(codes.count == 10 && Set(codes).count == 10)
        #expect(try file.read { try $0.user(user) }.otpSince == noon)
        #expect(refusal { _ = try prepare() } == .conflict)
    }

    @Test func `A code is good once`() throws {
        _ = try enable()
        #expect(try spend(code(at: noon), at: noon) == false)
        let later = noon + .seconds(60)
        let code = try code(at: later)
        #expect(try spend(code, at: later))
        #expect(try spend(code, at: later) == false)
        #expect(try spend(self.code(at: later - .seconds(30)), at: later) == false)
        #expect(try spend(String(code.prefix(3)) + " " + code.suffix(3), at: later) == false)
        let next = try self.code(at: later + .seconds(30))
        #expect(try spend(String(next.prefix(3)) + " " + next.suffix(3), at: later))
    }

    @Test func `A recovery code is good once, however it is typed`() throws {
        let codes = try enable()
        #expect(try spend(codes[0], at: noon))
        #expect(try spend(codes[0], at: noon) == false)
        #expect(try spend(codes[1].lowercased().replacing("-", with: " "), at: noon))
        #expect(try file.read { try $0.recoveryCodesLeft(of: user) } == 8)
        for wrong in ["", "AAAA-AAAA-AAAA-AAAA", String(repeating: "A", count: 100_000)] { #expect(try spend(wrong, at: noon) == false) }
        let renewed = try file.write { try $0.renewRecoveryCodes(of: user, by: .system, at: noon) }
        #expect(try spend(codes[2], at: noon) == false)
        #expect(try spend(renewed[0], at: noon))
    }

    @Test func `Another's codes are worth nothing`() throws {
        let codes = try enable()
        let other = try file.write { try $0.insert(user: email("b@b.c"), name: "B", role: .owner, passwordHash: "h", at: noon) }
        #expect(try file.write { try $0.spend(code: codes[0], of: other, at: noon) } == false)
        #expect(try spend(codes[0], at: noon))
    }

    @Test func `Turned off, no code of before is good any more`() throws {
        let codes = try enable()
        try file.write { try $0.disableOTP(of: user, by: .system, at: noon) }
        #expect(try file.read { try $0.user(user) }.otpSince == nil)
        #expect(try spend(codes[0], at: noon) == false)
        #expect(refusal { _ = try file.write { try $0.renewRecoveryCodes(of: user, by: .system, at: noon) } } == .conflict)
    }

    @Test func `A reset ends the sign-ins and is in the audit trail`() throws {
        _ = try enable()
        let session = try file.write {
            try $0.startSession(of: user, address: "10.0.0.1", userAgent: "", lifetime: SessionLifetime(), at: noon)
        }.session
        try file.write { try $0.resetOTP(of: user, by: .administrator(.system), at: noon) }
        #expect(try file.read { try $0.isLive(family: session.family, at: noon) } == false)
        #expect(try file.read { try $0.auditRecords(AuditFilter(), limit: 10) }.map(\.action) == ["user.reset_otp", "user.enable_otp"])
    }

    @Test func `Neither the secret nor a recovery code stands in the file`() throws {
        let codes = try enable()
        let secret = try storedSecret()
        try file.checkpoint()
        for suffix in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath + suffix))
            for plain in [secret, Array(Base32.text(secret).utf8), Array(codes[0].utf8)] { #expect(bytes.range(of: Data(plain)) == nil) }
        }
    }

    @Test func `A sealed secret moved to another person does not open`() throws {
        _ = try enable()
        let other = try file.write { try $0.insert(user: email("b@b.c"), name: "B", role: .owner, passwordHash: "h", at: noon) }
        let move = "UPDATE users SET otp_secret = (SELECT otp_secret FROM users WHERE id = ?) WHERE id = ?"
        try file.write { try $0.db.run(move, [user.rawValue, other.rawValue]) }
        #expect(refusal { _ = try file.write { try $0.spend(code: "123456", of: other, at: noon) } } == .sealBroken)
    }
}

/// As ``code(of:)``, which a method of this suite hides.
private func refusal(_ body: () throws -> Void) -> TenancyError.Code? { code(of: body) }
