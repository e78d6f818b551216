import ArgumentParser

/// `veles audit`: the trail of what was done.
struct AuditVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check what was done and by whom.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every entry of a tenant's audit trail. Ends with status 1 when one was altered, cut off or left out.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            let input = TenantInput(tenant: try SlugArgument.parse(tenant))
            let outcome = try await state.perform(VerifyAuditOperation.self, input)
            VerbOutput.print(outcome.printout, asJSON: json)
            if let fault = outcome.fault { throw VerbFailure("the audit trail of \(tenant) is not whole: \(fault)") }
        }
    }
}
