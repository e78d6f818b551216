import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct SettingsAndReportTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }

    init() throws { temporary = try TemporaryTenant() }

    @Test func settingsAreKeptChangedAndForgotten() throws {
        try file.write { try $0.set(setting: "zone", "Europe/Nicosia") }
        try file.write { try $0.set(setting: "zone", "UTC") }
        #expect(try file.read { try $0.setting("zone") } == "UTC")
        #expect(try file.read { try $0.settings() } == ["zone": "UTC"])
        try file.write { try $0.delete(setting: "zone") }
        #expect(try file.read { try $0.setting("zone") } == nil)
    }

    @Test func riskStateIsKeptApart() throws {
        try file.write { try $0.set(riskState: "population", "1 2 3") }
        #expect(try file.read { try $0.riskState("population") } == "1 2 3")
        #expect(try file.read { try $0.setting("population") } == nil)
    }

    @Test func aReportGoesFromQueuedToReady() throws {
        let id = try file.write { try $0.insert(report: "exposure", format: "pdf", parameters: "{}", user: nil, at: noon) }
        var report = try file.read { try $0.report(id) }
        #expect(report.status == .queued)
        (report.status, report.progress, report.fileURL, report.finishedAt) = (.ready, 1, "exposure-1.pdf", noon)
        try file.write { try $0.update(report: report) }
        #expect(try file.read { try $0.reports(limit: 10) } == [report])
        #expect(try file.read { try $0.reports(before: (report.createdAt, id), limit: 10) } == [])
    }

    @Test func aReportThatThereIsNotIsRefused() throws {
        #expect(code { _ = try file.read { try $0.report(ReportID(9)) } } == .notFound)
    }
}
