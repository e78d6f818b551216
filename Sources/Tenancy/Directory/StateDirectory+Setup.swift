import Brokerage
import Foundation
import JSON

/// The first tenant of an appliance and its owner.
public struct FirstTenant: Sendable {
    public var slug: TenantSlug
    public var name: String
    public var timeZone: String
    public var owner: EmailAddress
    public var passwordHash: String

    public init(slug: TenantSlug, name: String, timeZone: String, owner: EmailAddress, passwordHash: String) {
        (self.slug, self.name, self.timeZone, self.owner, self.passwordHash) = (slug, name, timeZone, owner, passwordHash)
    }
}

extension StateDirectory {
    /// Where the set-up token lies for whoever may read the folder, until it is used.
    public var setupTokenPath: String { path + "/setup-token" }

    /// Makes a set-up token and writes it to ``setupTokenPath``. Any earlier one is worth nothing from now on.
    /// - Throws: ``TenancyError/Code/conflict`` when there is a tenant.
    public func makeSetupToken(at now: Timestamp) throws -> String {
        let token = try control.makeSetupToken(at: now)
        try removeSetupTokenFile()
        try PrivateFiles.makeFile(setupTokenPath, holding: Array("\(token)\n".utf8))
        return token
    }

    /// Makes the first tenant with its owner, for whoever holds the set-up token. Of two at once one is refused.
    /// - Returns: nil when the token is not good.
    public func setUp(_ first: FirstTenant, token: String, address: String, requestID: String, at now: Timestamp) throws -> Tenant? {
        guard try control.spend(setupToken: token, at: now) else { return nil }
        let tenant = try createTenant(slug: first.slug, name: first.name, domain: nil, plan: .starter, at: now) { writer in
            let actor = Actor(kind: .administrator, label: "set-up", address: address, requestID: requestID)
            try writer.set(timeZone: first.timeZone)
            let subject = AuditSubject(kind: "tenant", id: first.slug.rawValue, label: first.name)
            try writer.record(AuditEntry(.tenantCreated, subject, after: ["plan": .string(Plan.starter.rawValue)]), by: actor, at: now)
            _ = try writer.add(
                first.owner, name: "", role: .owner, passwordHash: first.passwordHash, by: .administrator(actor), at: now)
        }
        try removeSetupTokenFile()
        return tenant
    }

    private func removeSetupTokenFile() throws {
        if PrivateFiles.exists(setupTokenPath) { try PrivateFiles.remove(setupTokenPath) }
    }
}
