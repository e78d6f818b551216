import Brokerage
import Foundation
import GRDB

extension TenantWriter {
    /// Makes a secret for a person's authenticator app. It counts from ``enableOTP(of:code:by:at:)`` on.
    /// - Throws: ``TenancyError/Code/conflict`` when a second factor is on already.
    public func prepareOTP(of id: UserID, tenant: Tenant) throws -> OneTimePasswordSetup {
        let user = try reader.user(id)
        guard user.otpSince == nil else {
            throw TenancyError(.conflict, "Two-factor sign-in is on. Turn it off before you set up another device.")
        }
        let secret = try SecureRandom.bytes(OneTimePassword.secretSize)
        let sealed = try vault.seal(secret, table: "users", row: String(id.rawValue))
        try db.run("UPDATE users SET otp_secret = ?, otp_last_step = 0 WHERE id = ?", [Data(sealed), id.rawValue])
        return OneTimePasswordSetup(secret: secret, email: user.email, tenant: tenant)
    }

    /// Turns the second factor on, when the code shows that the app has the secret.
    /// - Returns: The recovery codes, which are told once; nil for a wrong code.
    /// - Throws: ``TenancyError/Code/conflict`` when nothing was prepared, or it is on already.
    public func enableOTP(of id: UserID, code: String, by actor: Actor, at now: Timestamp) throws -> [String]? {
        let user = try reader.user(id)
        guard user.otpSince == nil else { throw TenancyError(.conflict, "Two-factor sign-in is on already.") }
        guard try hasOTPSecret(id) else { throw TenancyError(.conflict, "There is no device being set up. Ask for a secret first.") }
        guard try spendTimeCode(code, of: id, at: now) else { return nil }
        try db.run("UPDATE users SET otp_since = ? WHERE id = ?", [now.milliseconds, id.rawValue])
        let codes = try makeRecoveryCodes(of: id)
        try record(AuditEntry(.otpEnabled, user.subject), by: actor, at: now)
        return codes
    }

    /// Turns a person's second factor off at their own wish.
    public func disableOTP(of id: UserID, by actor: Actor, at now: Timestamp) throws {
        let user = try reader.user(id)
        try clearOTP(of: id)
        try record(AuditEntry(.otpDisabled, user.subject), by: actor, at: now)
    }

    /// Turns another's second factor off: the way back in for who has lost the device and the recovery codes. Their sign-ins end.
    public func resetOTP(of id: UserID, by manager: Manager, at now: Timestamp) throws {
        let user = try managed(id, by: manager)
        try clearOTP(of: id)
        try revokeSessions(of: id, at: now)
        try record(AuditEntry(.otpReset, user.subject), by: manager.actor, at: now)
    }

    /// New recovery codes in place of all earlier ones.
    /// - Throws: ``TenancyError/Code/conflict`` when no second factor is on.
    public func renewRecoveryCodes(of id: UserID, by actor: Actor, at now: Timestamp) throws -> [String] {
        let user = try reader.user(id)
        guard user.otpSince != nil else { throw TenancyError(.conflict, "Two-factor sign-in is off: there is nothing to recover.") }
        let codes = try makeRecoveryCodes(of: id)
        try record(AuditEntry(.recoveryCodesMade, user.subject), by: actor, at: now)
        return codes
    }

    /// Whether the code is good for a person's second factor: from the app or a recovery code. It is spent by that.
    public func spend(code: String, of id: UserID, at now: Timestamp) throws -> Bool {
        if try spendTimeCode(code, of: id, at: now) { return true }
        guard let digest = try RecoveryCode.digest(code) else { return false }
        try db.run("DELETE FROM recovery_codes WHERE user_id = ? AND hash = ?", [id.rawValue, Data(digest)])
        return db.changesCount == 1
    }

    private func spendTimeCode(_ code: String, of id: UserID, at now: Timestamp) throws -> Bool {
        let found = try db.row("SELECT otp_secret, otp_last_step FROM users WHERE id = ?", [id.rawValue]) {
            (sealed: $0.optionalBlob(), last: $0.integer())
        }
        guard let found, let sealed = found.sealed else { return false }
        let secret = try vault.open(sealed, table: "users", row: String(id.rawValue))
        guard let step = try OneTimePassword.step(of: code.filter { $0 != " " }, secret: secret, after: found.last, at: now) else { return false }
        try db.run("UPDATE users SET otp_last_step = ? WHERE id = ?", [step, id.rawValue])
        return true
    }

    private func hasOTPSecret(_ id: UserID) throws -> Bool {
        try db.row("SELECT 1 FROM users WHERE id = ? AND otp_secret IS NOT NULL", [id.rawValue]) { _ in true } ?? false
    }

    private func clearOTP(of id: UserID) throws {
        try db.run("UPDATE users SET otp_secret = NULL, otp_since = NULL, otp_last_step = 0 WHERE id = ?", [id.rawValue])
        try db.run("DELETE FROM recovery_codes WHERE user_id = ?", [id.rawValue])
    }

    private func makeRecoveryCodes(of id: UserID) throws -> [String] {
        try db.run("DELETE FROM recovery_codes WHERE user_id = ?", [id.rawValue])
        return try (0..<RecoveryCode.count).map { _ in
            let code = try RecoveryCode.make()
            guard let digest = try RecoveryCode.digest(code) else { throw TenancyError(.failed, "A recovery code has a wrong form.") }
            try db.run("INSERT INTO recovery_codes (user_id, hash) VALUES (?, ?)", [id.rawValue, Data(digest)])
            return code
        }
    }
}

extension TenantReader {
    /// Recovery codes that a person has not used yet.
    public func recoveryCodesLeft(of id: UserID) throws -> Int {
        try db.row("SELECT count(*) FROM recovery_codes WHERE user_id = ?", [id.rawValue]) { $0.int() } ?? 0
    }
}
