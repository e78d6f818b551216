import ArgumentParser
import Brokerage
import Desk
import Foundation
import JSON
import Logging
import ServiceLifecycle
import Simulator
import Tenancy

/// `veles demo`: the whole product, with a demo tenant fed by the simulated MT5 server over the real wire protocol.
struct DemoVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run the whole product with a demo tenant on a simulated MT5 server. Prints one JSON line when ready.")

    @Option(help: "Port of the web server; 0 for any.") var port = 8080
    @Option(help: ArgumentHelp("Keep the demo's state here; without it a temporary folder is used and removed.", valueName: "dir"))
    var data: String?
    @Option(help: ArgumentHelp("Folder of the dashboard and the landing page.", valueName: "dir")) var assets: String?
    @OptionGroup var population: PopulationOptions

    private static let slug = "demo"
    private static let owner = "owner@demo.example"

    func run() async throws {
        let folder = data ?? NSTemporaryDirectory() + "veles-demo-\(ProcessInfo.processInfo.processIdentifier)"
        var configuration = try Configuration(environment: ProcessInfo.processInfo.environment)
        configuration.set("server", "listen", "127.0.0.1:\(port)")
        // For this machine alone, so that a browser opens it without a warning.
        configuration.set("tls", "mode", "off")
        configuration.set("state", "directory", folder)
        if let assets { configuration.set("server", "assets", assets) }
        var failure: (any Error)?
        do {
            try await serve(configuration)
        } catch {
            failure = error
        }
        if data == nil, FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
        if let failure { throw failure }
    }

    private func serve(_ configuration: Configuration) async throws {
        // Standard output is for the line that says how to sign in.
        let logger = try LogSetup.make(level: configuration.logLevel == "info" ? "warning" : configuration.logLevel, toStandardError: true)

        var options = population.simulation
        // Whoever looks at it on a Saturday wants to see it move too.
        options.tradesThroughWeekend = true
        let simulation = try await SimulationService.open(options, host: "127.0.0.1", port: 0)
        let (bound, found) = AsyncStream.makeStream(of: Int.self)
        let appliance = try Appliance.build(configuration, logger: logger, onBound: { found.yield($0) })
        let (access, connection) = try await prepare(appliance, simulation)
        let desk = try await appliance.desks.desk(access.tenant)
        let announcement = DemoAnnouncement(bound: bound, access: access)
        let surroundings = DemoSurroundings(simulation: simulation.simulation, desk: desk, connection: connection, logger: logger)
        try await appliance.run(with: [simulation, announcement, surroundings])
    }

    /// Makes the tenant, its owner, a key for programs and the connection; a state that is kept is used again.
    private func prepare(_ appliance: Appliance, _ simulation: SimulationService) async throws -> (DemoAccess, ConnectionID) {
        guard let slug = TenantSlug(rawValue: DemoVerb.slug), let email = EmailAddress(rawValue: DemoVerb.owner) else {
            throw VerbFailure("the demo's own names are not valid")
        }
        let now = SystemClock.now()
        if try !appliance.directory.control.tenants().contains(where: { $0.slug == slug }) {
            _ = try appliance.directory.createTenant(slug: slug, name: "Demo Brokerage", domain: nil, plan: .enterprise, at: now)
        }
        let password = VerbOutput.password()
        let hash = try Password.hash(password)
        // The feed must not start before the connection has the simulated server's port.
        let desks = Desks(directory: appliance.directory, environment: .live, runsFeeds: false, logger: appliance.logger)
        let desk = try await desks.desk(slug)
        let prefix = try appliance.directory.control.reserveKeyPrefix(of: slug)
        let token = try await desk.write { writer in
            if let user = try writer.reader.user(email) {
                try writer.setPassword(of: user.id, hash: hash, at: now)
            } else {
                _ = try writer.insert(user: email, name: "Demo Owner", role: .owner, passwordHash: hash, at: now)
            }
            let draft = APIKeyDraft(prefix: prefix, name: "demo", role: .owner, expiresAt: nil)
            return try writer.create(apiKey: draft, by: .administrator(.system), at: now)
        }
        let connection = try await connect(desk, simulation)
        await desks.closeAll()
        return (DemoAccess(tenant: slug, email: email.rawValue, password: password, apiKey: token.token), connection)
    }

    private func connect(_ desk: Desk, _ simulation: SimulationService) async throws -> ConnectionID {
        var new = NewConnection(platform: .mt5, name: "Simulated MT5")
        new.endpoint = "127.0.0.1:\(simulation.port)"
        new.login = simulation.simulation.options.managerLogin
        new.password = simulation.simulation.options.password
        new.transport = .https
        new.certificateSHA256 = simulation.certificateSHA256
        if let known = await desk.view().connections.first(where: { $0.connection.name == new.name }) {
            _ = try await desk.update(known.id, new, by: .system)
            return known.connection.id
        } else {
            return try await desk.add(new, by: .system).connection.id
        }
    }
}

/// How to get into the demo.
struct DemoAccess: Sendable {
    var tenant: TenantSlug
    var email: String
    var password: String
    var apiKey: String
}

/// Prints the one line that says where the demo is and how to get in, once the web server listens.
struct DemoAnnouncement: Service {
    let bound: AsyncStream<Int>
    let access: DemoAccess

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await port in bound { announce(port) }
        }
    }

    private func announce(_ port: Int) {
        VerbOutput.print { json in
            json.beginObject()
            json.key("url"); json.string("http://127.0.0.1:\(port)")
            json.key("tenant"); json.string(access.tenant.rawValue)
            json.key("email"); json.string(access.email)
            json.key("password"); json.string(access.password)
            json.key("api_key"); json.string(access.apiKey)
            json.endObject()
        }
    }
}

extension DemoAnnouncement: CustomStringConvertible {
    var description: String { "the demo's announcement" }
}
