import ArgumentParser
import Brokerage
import Desk
import Tenancy

/// `veles model`: what is measured about the risk engine itself.
struct ModelVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Tell how well the risk engine does on a tenant's own data.", subcommands: [Report.self])

    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the model card: what forecasts were worth by month and horizon, and how often rules were right.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() throws {
            let report = try state.openTenant(SlugArgument.parse(tenant)) { _, file in try ModelReport.read(file, at: SystemClock.now()) }
            if json { VerbOutput.print { $0.write(report) } } else { print(ModelTables(report).text) }
        }
    }
}
