import ArgumentParser
import Brokerage
import Desk
import Foundation
import JSON
import MetaTrader

/// `veles import`: statements and history files.
struct ImportVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import MT4 and MT5 statements, deal and tick files, or kept events, into a tenant.")

    @Option(help: "The tenant's slug.") var tenant: String
    @Option(help: "Number of the connection that the accounts belong to; without it a push connection named \"Imports\" is used.")
    var connection: Int64?
    @Option(help: "The account number, for exports that do not name it.") var account: Int64?
    @Option(help: "The symbol, for tick files that do not name it.") var symbol: String?
    @Flag(help: "Print JSON.") var json = false
    @Argument(help: "The files.", completion: .file()) var files: [String]
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await state.withDesk(SlugArgument.parse(tenant)) { desk in
            for file in files { try await importOne(file, desk) }
        }
    }

    private func importOne(_ file: String, _ desk: Desk) async throws {
        guard let data = FileManager.default.contents(atPath: file) else { throw VerbFailure("\(file) cannot be read") }
        let target = if let connection { ConnectionID(connection) } else { try await desk.importsConnection() }
        let report: ImportReport
        do {
            report = try await desk.importFile(
                [UInt8](data), name: (file as NSString).lastPathComponent, into: target, login: account, symbol: symbol)
        } catch {
            throw VerbFailure("\(file): \(error.message)")
        }
        guard !json else { return VerbOutput.print { report.write(to: &$0) } }
        print("\(file): \(report.kind), \(report.receipt.accepted) taken, \(report.receipt.duplicates) known already")
        for check in report.checks where check.stated != nil { print("  \(check.ties ? "ties" : "DOES NOT TIE"): \(check.explanation)") }
        for warning in report.warnings { print("  note: \(warning)") }
    }
}
