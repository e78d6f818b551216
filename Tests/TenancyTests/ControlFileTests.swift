import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct ControlFileTests {
    let temporary: TemporaryTenant
    var control: ControlFile { temporary.state.control }
    var acme: TenantSlug { temporary.tenant.slug }

    init() throws { temporary = try TemporaryTenant() }

    @Test func aTenantIsFoundAsItWasMade() throws {
        let tenant = try control.tenant(acme)
        #expect(tenant == temporary.tenant)
        #expect(tenant.uid.utf8.count == 32)
        #expect(tenant.createdAt == noon)
        #expect(tenant.status == .active)
    }

    @Test func aSlugIsGivenOnce() throws {
        let refusal = code { _ = try temporary.state.createTenant(slug: acme, name: "B", domain: nil, plan: .starter, at: noon) }
        #expect(refusal == .conflict)
        #expect(try control.tenant(acme).name == "Acme")
    }

    @Test func aTenantIsSuspendedAndResumedAndChangesItsPlan() throws {
        try control.suspend(acme, at: noon)
        #expect(try control.tenant(acme).status == .suspended)
        try control.resume(acme, at: noon)
        #expect(try control.tenant(acme).status == .active)
        try control.setPlan(acme, .enterprise, at: noon)
        #expect(try control.tenant(acme).plan == .enterprise)
    }

    @Test func anUnknownTenantIsSaidToBeUnknown() throws {
        let nobody = try slug("nobody")
        #expect(code { _ = try control.tenant(nobody) } == .notFound)
        #expect(code { try control.suspend(nobody, at: noon) } == .notFound)
        #expect(code { try control.setPlan(nobody, .starter, at: noon) } == .notFound)
        #expect(code { try temporary.state.deleteTenant(nobody) } == .notFound)
    }

    @Test func plansHaveTheirLimits() {
        #expect(Plan.allCases.map(\.limits.servers) == [1, 5, nil])
        #expect(Plan.allCases.map(\.limits.accounts) == [100, 1000, nil])
        #expect(Plan.allCases == Plan.allCases.sorted())
    }

    @Test func aKeysPrefixFindsItsTenant() throws {
        let prefix = try control.reserveKeyPrefix(of: acme)
        #expect(prefix.utf8.count == 11)
        #expect(try control.reserveKeyPrefix(of: acme) != prefix)
        #expect(try control.tenant(ofKeyPrefix: prefix)?.slug == acme)
        #expect(try control.tenant(ofKeyPrefix: "vk_0123456z") == nil)
        try temporary.file.close()
        try temporary.state.deleteTenant(acme)
        #expect(try control.tenant(ofKeyPrefix: prefix) == nil)
        #expect(code { _ = try control.reserveKeyPrefix(of: acme) } == .notFound)
    }

    @Test func onlyActiveTenantsWithWorkAreNamed() throws {
        try control.setNextWork(acme, at: noon)
        #expect(try control.tenantsWithWork(at: noon) == [acme])
        #expect(try control.tenantsWithWork(at: noon - .seconds(1)) == [])
        try control.suspend(acme, at: noon)
        #expect(try control.tenantsWithWork(at: noon) == [])
        try control.resume(acme, at: noon)
        try control.setNextWork(acme, at: nil)
        #expect(try control.tenantsWithWork(at: noon) == [])
    }
}
