import Desk
import JSON
import Tenancy

/// Checks a tenant's audit trail.
struct VerifyAuditOperation: Operation {
    static let name = "audit-verify"

    struct Output: Codable, Sendable {
        var printout: Printout
        /// What is wrong with the first entry that is wrong; nil when all is as it was written.
        var fault: String?
    }

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Output {
        let desk = try await parts.desks.desk(input.tenant, evenSuspended: true)
        let check = try await desk.file.read { try $0.verifyAuditTrail() }
        let text = check.fault == nil ? "\(check.entries) entries, all as they were written. Head: \(check.hashText)" : ""
        let printout = Printout(text: text) { json in
            json.beginObject()
            json.key("ok"); json.bool(check.fault == nil)
            json.key("entries"); json.integer(check.entries)
            json.key("head"); json.string(check.hashText)
            json.key("fault"); json.optional(check.fault?.sentence)
            json.key("faulty_entry"); json.optional(check.fault.map { Int($0.entry) })
            json.endObject()
        }
        return Output(printout: printout, fault: check.fault?.sentence)
    }
}
