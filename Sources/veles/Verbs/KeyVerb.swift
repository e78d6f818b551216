import ArgumentParser

/// `veles key`: the master key of the appliance.
struct KeyVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "key", abstract: "Change the master key.", subcommands: [Rotate.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new master key and seal every tenant with it, while the server runs. A change that was broken off is ended.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws { VerbOutput.print(try await state.perform(RotateKeyOperation.self, .init()), asJSON: json) }
    }
}
