import ArgumentParser
import Bridge
import Brokerage
import Desk
import JSON
import Tenancy

/// `veles connection`: the trading servers of a tenant.
struct ConnectionVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connection", abstract: "Add, list, test and remove trading servers.", subcommands: [Add.self, List.self, Test.self, Remove.self])

    /// What a person states of a trading server.
    struct Server: ParsableArguments {
        @Option(help: "mt5 or push.") var platform = "mt5"
        @Option(help: "A name to show.") var name: String
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
            let new = try server.parse()
            try await state.withDesk(SlugArgument.parse(tenant)) { desk in
                let view = try await desk.add(new)
                VerbOutput.print { view.write(to: &$0) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the trading servers of a tenant.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            let connections = try state.openTenant(SlugArgument.parse(tenant)) { _, file in try file.read { try $0.connections() } }
            guard json else {
                for connection in connections {
                    let place = connection.endpoint ?? "pushed"
                    print("\(connection.id.rawValue)\t\(connection.platform.rawValue)\t\(connection.status.rawValue)\t\(connection.name)\t\(place)")
                }
                return
            }
            VerbOutput.print { writer in
                writer.beginArray()
                for connection in connections {
                    writer.beginObject()
                    writer.key("id"); writer.integer(connection.id.rawValue)
                    writer.key("platform"); writer.string(connection.platform.rawValue)
                    writer.key("name"); writer.string(connection.name)
                    writer.key("endpoint"); writer.optional(connection.endpoint)
                    writer.key("state"); writer.string(connection.status.rawValue)
                    writer.key("reason"); writer.optional(connection.reason)
                    writer.endObject()
                }
                writer.endArray()
            }
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Try a trading server step by step; nothing is stored.")
        @OptionGroup var server: Server

        func run() async throws {
            let report = try await Desk.test(server.parse(), environment: .live)
            VerbOutput.print { report.write(to: &$0) }
            guard !report.isOK else { return }
            let isReached = report.findings.contains { $0.step == .dial && $0.isOK }
            throw VerbFailure(status: isReached ? 1 : 3, "the server cannot be used yet: see the failed step")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a trading server. Its accounts and deals stay.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Argument(help: "The connection's number.") var id: Int64
        @OptionGroup var state: StateOptions

        func run() async throws {
            try await state.withDesk(SlugArgument.parse(tenant)) { try await $0.remove(ConnectionID(id)) }
        }
    }
}

extension StateOptions {
    /// Opens a tenant's desk, without its feeds, for one verb.
    func withDesk(_ slug: TenantSlug, _ body: (Desk) async throws -> Void) async throws {
        let configuration = try configuration()
        let directory = try StateDirectory.open(path: configuration.stateDirectory)
        let desks = Desks(directory: directory, environment: .live, logger: try LogSetup.make(level: configuration.logLevel, toStandardError: true))
        var failure: (any Error)?
        do {
            try await body(desks.desk(slug, withFeeds: false))
        } catch {
            failure = error
        }
        await desks.close(slug)
        try directory.close()
        if let failure { throw failure }
    }
}
