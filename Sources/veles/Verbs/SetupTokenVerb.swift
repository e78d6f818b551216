import ArgumentParser

/// `veles setup-token`: another way in when the first set-up link has run out.
struct SetupTokenVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup-token", abstract: "Make a new link to set up an appliance that has no tenant. It is good for 60 minutes.")

    @OptionGroup var state: StateOptions

    func run() async throws {
        let address = try state.configuration().publicAddress()
        print(FirstRun.link(address, try await state.perform(MakeSetupTokenOperation.self, .init()).token))
    }
}
