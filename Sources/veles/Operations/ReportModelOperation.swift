import Desk
import JSON

/// The model card of a tenant.
struct ReportModelOperation: Operation {
    static let name = "model-report"

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Printout {
        let report = try await parts.desks.desk(input.tenant).modelReport()
        return Printout(text: ModelTables(report).text, json: { $0.write(report) })
    }
}
