import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct LicenseTests {
    let maker: Ed25519PrivateKey

    init() throws { maker = try Ed25519PrivateKey(seed: [UInt8](repeating: 9, count: 32)) }

    static let payload = """
        {"format":1,"id":"L-1","customer":"Acme Markets","plan":"professional","tenants":2,"accounts":500,\
        "not_before":"2026-01-01T00:00:00Z","not_after":"2027-01-01T00:00:00Z"}
        """

    private func text(_ payload: String = Self.payload, by key: Ed25519PrivateKey? = nil, purpose: [UInt8] = LicenseFile.purpose) throws -> String {
        let bytes = Array(payload.utf8)
        return "# Acme\n\(Base64.urlText(bytes)).\(Base64.urlText(try (key ?? maker).sign(purpose + bytes)))\n"
    }

    private func read(_ text: String) throws -> License { try LicenseFile.read(text, signedBy: [maker.publicKey]) }

    @Test func aSignedLicenseSaysForWhomForWhatAndForHowLong() throws {
        let license = try read(text())
        #expect(license.id == "L-1" && license.customer == "Acme Markets" && license.plan == .professional)
        #expect(license.tenants == 2 && license.limits == PlanLimits(servers: nil, accounts: 500))
        #expect(license.notAfter == Timestamp(rfc3339: "2027-01-01T00:00:00Z"))
    }

    @Test func everyAlteredCharacterIsRefused() throws {
        let good = try text()
        let start = good.index(after: try #require(good.firstIndex(of: "\n")))
        for index in good[start...].indices where good[index] != "\n" && index.utf16Offset(in: good) % 7 == 0 {
            var altered = good
            altered.replaceSubrange(index...index, with: good[index] == "A" ? "B" : "A")
            #expect(code { _ = try read(altered) } == .invalid)
        }
    }

    @Test func whatAnotherSignedOrTheMakerSignedForAnotherPurposeIsRefused() throws {
        let stranger = try Ed25519PrivateKey()
        #expect(code { _ = try read(text(by: stranger)) } == .invalid)
        #expect(code { _ = try read(text(purpose: [])) } == .invalid)
    }

    @Test(arguments: [
        "", "# only a comment", "one", "one.two.three", "one.two\nthree.four", "....", "é.é", String(repeating: "A", count: 20_000),
    ]) func whatIsNoLicenseIsSaidToBeNone(text: String) {
        #expect(code { _ = try read(text) } == .invalid)
    }

    @Test(arguments: [
        "{}", "[]", "null", #"{"format":2}"#, #"{"format":1,"id":"a","customer":"b","plan":"golden"}"#,
        #"{"format":1,"id":"a","customer":"b","plan":"starter","not_before":"2027-01-01T00:00:00Z","not_after":"2026-01-01T00:00:00Z"}"#,
        #"{"format":1,"id":"a","customer":"b","plan":"starter","tenants":0,"not_before":"2026-01-01T00:00:00Z","not_after":"2027-01-01T00:00:00Z"}"#,
    ]) func aSignedTextThatStatesTooLittleIsRefused(payload: String) throws {
        #expect(code { _ = try read(text(payload)) } == .invalid)
    }

    @Test func theMakersKeysAreKeys() throws { #expect(try LicenseKeys.all().count == 1) }

    @Test func aLicenseIsStoredAndAForgedOneIsNot() throws {
        let folder = try TemporaryFolder()
        let state = try StateDirectory.open(path: folder.path, licenseKeys: [maker.publicKey], logger: quiet)
        #expect(try state.license() == nil)
        #expect(code { _ = try state.install(license: text(by: Ed25519PrivateKey()), at: noon) } == .invalid)
        #expect(try state.license() == nil)
        #expect(try state.install(license: text(), at: noon).id == "L-1")
        #expect(try state.license()?.id == "L-1")
        try state.close()
    }

    // MARK: What it allows

    private func entitlement(_ plan: Plan, _ day: String) throws -> Entitlement {
        Entitlement(plan: plan, license: try read(text()), at: try #require(Timestamp(rfc3339: "\(day)T00:00:00Z")))
    }

    @Test func withoutALicenseThePlanAloneCounts() {
        for plan in Plan.allCases { #expect(Entitlement(plan: plan, license: nil, at: noon).limits == plan.limits) }
    }

    @Test func aPlanDoesNotGoBeyondTheLicense() throws {
        #expect(try entitlement(.enterprise, "2026-03-01").limits == PlanLimits(servers: 5, accounts: 500))
        #expect(try entitlement(.starter, "2026-03-01").limits == PlanLimits(servers: 1, accounts: 100))
        #expect(try entitlement(.starter, "2026-03-01").licenseNotice == nil)
    }

    @Test func itsEndIsToldThirtyDaysBeforeAndThenTheSmallestPlanHolds() throws {
        #expect(try entitlement(.enterprise, "2026-12-01").licenseNotice == nil)
        let soon = try entitlement(.enterprise, "2026-12-02")
        #expect(soon.licenseNotice?.contains("2027-01-01") == true && soon.limits.accounts == 500)
        let ended = try entitlement(.enterprise, "2027-01-01")
        #expect(ended.licenseNotice?.contains("2027-01-01") == true && ended.limits == Plan.starter.limits)
        #expect(try entitlement(.enterprise, "2025-12-31").limits == Plan.starter.limits)
    }
}
