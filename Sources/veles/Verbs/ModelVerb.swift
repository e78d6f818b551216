import ArgumentParser

/// `veles model`: what is measured about the risk engine itself.
struct ModelVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Tell how well the risk engine does on a tenant's own data.", subcommands: [Report.self])

    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the model card: what forecasts were worth by month and horizon, and how often rules were right.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            let input = TenantInput(tenant: try SlugArgument.parse(tenant))
            VerbOutput.print(try await state.perform(ReportModelOperation.self, input), asJSON: json)
        }
    }
}
