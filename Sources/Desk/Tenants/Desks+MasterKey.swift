import Brokerage
import Tenancy

/// What a change of the master key came to.
public struct KeyChange: Sendable {
    /// Tenants that are sealed with the new key.
    public var sealed = 0
    /// Tenants that could not be sealed anew, with the reasons: as long as there are any, both keys are kept.
    public var failed: [(tenant: TenantSlug, reason: String)] = []
}

extension Desks {
    /// Changes the master key while everything goes on: makes a new one, seals every tenant's data key with it and forgets the old one. Broken
    /// off at any moment, both keys open what they sealed, and the next call goes on where this one ended.
    public func changeMasterKey() async throws(DeskError) -> KeyChange {
        try asking { try directory.beginChangeOfMasterKey() }
        var change = KeyChange()
        for tenant in try asking({ try directory.control.tenants() }) {
            do {
                try await reseal(tenant.slug)
                change.sealed += 1
            } catch {
                // One that was deleted meanwhile needs no key any more.
                guard try asking({ try directory.control.tenants().contains { $0.uid == tenant.uid } }) else { continue }
                change.failed.append((tenant.slug, error.message))
            }
        }
        if change.failed.isEmpty { try asking { try directory.finishChangeOfMasterKey() } }
        return change
    }

    private func reseal(_ slug: TenantSlug) async throws(DeskError) {
        if let desk = openDesk(slug) {
            do {
                return try await DeskExecutor.run(on: .opening) { [directory] in try desk.file.reseal(with: directory.vault) }
            } catch let error as TenancyError where error.code == .closed {
                // It was closed meanwhile.
            } catch {
                throw DeskError(storing: error)
            }
        }
        try await whileClosed(slug) { [directory] in try directory.reseal(slug) }
    }
}
