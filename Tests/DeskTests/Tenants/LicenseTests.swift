import Brokerage
import Foundation
import Tenancy
import Testing

@testable import Desk

struct LicenseTests {
    let maker: Ed25519PrivateKey
    let test: TestDesk

    init() throws {
        maker = try Ed25519PrivateKey()
        test = try TestDesk(plan: .professional, licenseKeys: [maker.publicKey])
    }

    /// Good for a year from the clock of the test.
    private func license(plan: String = "professional", extra: String = "") throws -> String {
        let (from, until) = (test.now - .seconds(86_400), test.now + .seconds(365 * 86_400))
        let payload = Array(
            #"{"format":1,"id":"L-1","customer":"Acme","plan":"\#(plan)",\#(extra)"not_before":"\#(from)","not_after":"\#(until)"}"#.utf8)
        return encode(payload) + "." + encode(try maker.sign(Array("veles-license-1\n".utf8) + payload))
    }

    private func encode(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    @Test func plansAndTenantsDoNotGoBeyondIt() async throws {
        try await test.desks.install(license: try license(extra: #""tenants":2,"#), by: TestDesk.administrator)
        let refusal = await #expect(throws: DeskError.self) { try await test.desks.setPlan(test.slug, .enterprise, by: TestDesk.administrator) }
        #expect(refusal?.code == .planLimit && refusal?.message.contains("professional") == true)
        _ = try await create("second", .professional)
        #expect(await #expect(throws: DeskError.self) { try await create("third", .starter) }?.code == .planLimit)
        let standing = try await test.desks.licenseStanding()
        #expect(standing.state == .valid && standing.tenants == 2)
        try await test.end()
    }

    @Test func itsLimitsCountAtOnceAndItsEndCostsNoData() async throws {
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = (1...150).map { Make.account($0) }
        _ = try await desk.ingest(batch, from: connection)
        try await test.desks.install(license: try license(extra: #""accounts":120,"#), by: TestDesk.administrator)
        #expect(await scored(desk) == 120)
        test.pass(.seconds(340 * 86_400))
        await test.desks.refreshStandings()
        #expect(await scored(desk) == 120)
        #expect(try await desk.planUse().warnings.map(\.code) == ["plan_limit", "license"])
        test.pass(.seconds(30 * 86_400))
        await test.desks.refreshStandings()
        #expect(await scored(desk) == 100)
        #expect(await desk.view().accounts.count == 150)
        #expect(try await test.desks.licenseStanding().state == .expired)
        #expect(try await desk.planUse().warnings.last?.detail.contains("ended") == true)
        try await test.desks.install(license: try license(), by: TestDesk.administrator)
        #expect(await scored(desk) == 150)
        try await test.end()
    }

    @Test func itIsThereAgainAfterARestartAndAForgedOneIsNeverTaken() async throws {
        let stranger = try Ed25519PrivateKey()
        let good = try license()
        let payload = Array(good.prefix { $0 != "." })
        let forged = String(payload) + "." + encode(try stranger.sign(Array("veles-license-1\n".utf8)))
        #expect(await #expect(throws: DeskError.self) { try await test.desks.install(license: forged, by: TestDesk.administrator) }?.code == .invalid(field: "license"))
        #expect(try await test.desks.licenseStanding().license == nil)
        try await test.desks.install(license: good, by: TestDesk.administrator)
        #expect(try await test.shell().licenseStanding().license?.id == "L-1")
        try await test.end()
    }

    private func scored(_ desk: Desk) async -> Int { await desk.view().accounts.count { $0.isScored } }

    private func create(_ slug: String, _ plan: Plan) async throws -> Tenant {
        let slug = try #require(TenantSlug(rawValue: slug))
        return try await test.desks.create(NewTenant(slug: slug, name: "T", plan: plan), by: TestDesk.administrator) { _ in }
    }
}
