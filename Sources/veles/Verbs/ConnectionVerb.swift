import ArgumentParser
import Brokerage
import Desk
import Tenancy

/// `veles connection`: the trading servers of a tenant.
struct ConnectionVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connection", abstract: "Add, list, test and remove trading servers.", subcommands: [Add.self, List.self, Test.self, Remove.self])

    /// What a person states of a trading server.
    struct Server: ParsableArguments {
        @Option(help: "mt5 or push.") var platform = "mt5"
        @Option(help: "A name to show.") var name = ""
        @Option(help: "host:port of the access server.") var endpoint: String?
        @Option(help: "The manager's login.") var login: Int64?
        @Option(help: "https or tcp.") var transport: String?
        @Option(help: "For tcp: aes256 or none.") var encryption: String?
        @Option(help: "Group masks to read, comma separated.") var groups: String?
        @Option(name: .customLong("certificate-sha256"), help: "SHA-256 of the server's certificate, or off.") var certificate: String?

        /// The secret is read from standard input.
        func parse() throws -> NewConnection {
            guard let platform = Platform(rawValue: platform) else { throw VerbFailure(status: 2, "--platform must be mt5 or push") }
            var new = NewConnection(platform: platform, name: name)
            if let transport {
                guard let known = Connection.Transport(rawValue: transport) else { throw VerbFailure(status: 2, "--transport must be https or tcp") }
                new.transport = known
            }
            (new.endpoint, new.login, new.encryption) = (endpoint, login, encryption)
            (new.groups, new.certificateSHA256) = (groups, certificate)
            if platform == .mt5 { new.password = try VerbOutput.secret("API password of manager \(login ?? 0)") }
            return new
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a trading server. The API password is read from standard input.")
        @Option(help: "The tenant's slug.") var tenant: String
        @OptionGroup var server: Server
        @OptionGroup var state: StateOptions

        func run() async throws {
            guard !server.name.isEmpty else { throw VerbFailure(status: 2, "--name is needed: what to call the server") }
            let input = AddConnectionOperation.Input(tenant: try SlugArgument.parse(tenant), connection: try server.parse())
            VerbOutput.print(try await state.perform(AddConnectionOperation.self, input), asJSON: true)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the trading servers of a tenant.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            let input = TenantInput(tenant: try SlugArgument.parse(tenant))
            VerbOutput.print(try await state.perform(ListConnectionsOperation.self, input), asJSON: json)
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a trading server step by step: a stored one by its number, or one that is described and not stored.")
        @Option(help: "The tenant's slug, for a stored server.") var tenant: String?
        @Argument(help: "The stored server's number.") var id: Int64?
        @OptionGroup var server: Server
        @OptionGroup var state: StateOptions

        func run() async throws {
            let outcome = try await outcome()
            VerbOutput.print(outcome.report, asJSON: true)
            guard !outcome.isOK else { return }
            throw VerbFailure(status: outcome.isReached ? 1 : 3, "the server cannot be used yet: see the failed step")
        }

        private func outcome() async throws -> TestConnectionOperation.Output {
            // What is not stored needs neither the state directory nor the server.
            guard let id else { return .init(try await Desk.test(server.parse(), environment: .live)) }
            guard let tenant else { throw VerbFailure(status: 2, "--tenant is needed: whose server \(id) is") }
            let input = ConnectionInput(tenant: try SlugArgument.parse(tenant), connection: id)
            return try await state.perform(TestConnectionOperation.self, input)
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a trading server. Its accounts and deals stay.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Argument(help: "The connection's number.") var id: Int64
        @OptionGroup var state: StateOptions

        func run() async throws {
            let input = ConnectionInput(tenant: try SlugArgument.parse(tenant), connection: id)
            _ = try await state.perform(RemoveConnectionOperation.self, input)
        }
    }
}
