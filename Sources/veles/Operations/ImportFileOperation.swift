import Brokerage
import Desk
import Foundation
import JSON
import MetaTrader

/// Imports one file whole, or refuses it whole.
struct ImportFileOperation: Operation {
    static let name = "import"

    struct Input: Codable, Sendable {
        var tenant: TenantSlug
        /// The file as the caller named it.
        var file: String
        var bytes: Data
        /// Nil for the push connection that is kept for imports.
        var connection: Int64?
        var account: Int64?
        var symbol: String?
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        let desk = try await parts.desks.desk(input.tenant)
        let target = if let id = input.connection { ConnectionID(id) } else { try await desk.importsConnection(by: parts.actor) }
        let report: ImportReport
        do {
            report = try await desk.importFile(
                [UInt8](input.bytes), name: (input.file as NSString).lastPathComponent, into: target, login: input.account, symbol: input.symbol,
                by: parts.actor)
        } catch {
            throw VerbFailure("\(input.file): \(error.message)")
        }
        return Printout(text: Self.text(report, input.file), json: { report.write(to: &$0) })
    }

    private static func text(_ report: ImportReport, _ file: String) -> String {
        var lines = ["\(file): \(report.kind), \(report.receipt.accepted) taken, \(report.receipt.duplicates) known already"]
        lines += report.checks.filter { $0.stated != nil }.map { "  \($0.ties ? "ties" : "DOES NOT TIE"): \($0.explanation)" }
        lines += report.warnings.map { "  note: \($0)" }
        return lines.joined(separator: "\n")
    }
}
