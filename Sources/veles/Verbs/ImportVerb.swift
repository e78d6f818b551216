import ArgumentParser
import Foundation

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
        let slug = try SlugArgument.parse(tenant)
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: file) else { throw VerbFailure("\(file) cannot be read") }
            let input = ImportFileOperation.Input(
                tenant: slug, file: file, bytes: bytes, connection: connection, account: account, symbol: symbol)
            VerbOutput.print(try await state.perform(ImportFileOperation.self, input), asJSON: json)
        }
    }
}
