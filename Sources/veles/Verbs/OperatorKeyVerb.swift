import ArgumentParser

/// `veles operator-key`: keys for the operator API.
struct OperatorKeyVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator-key", abstract: "Make, list and revoke keys for the operator API.", subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a key. It is printed once and never again.")
        @Option(help: "What the key is for.") var name: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            VerbOutput.print(try await state.perform(CreateOperatorKeyOperation.self, .init(name: name)), asJSON: json)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws { VerbOutput.print(try await state.perform(ListOperatorKeysOperation.self, .init()), asJSON: json) }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a key at once.")
        @Argument(help: "The key's number.") var id: Int64
        @OptionGroup var state: StateOptions

        func run() async throws { _ = try await state.perform(RevokeOperatorKeyOperation.self, .init(id: id)) }
    }
}
