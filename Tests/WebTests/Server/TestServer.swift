import Brokerage
import Desk
import Foundation
import JSON
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Tenancy
import Testing

@testable import Web

/// The real server on a free port, over a real state directory of its own, with one tenant and one owner.
struct TestServer: Sendable {
    static let email = "owner@example.com"
    static let password = "correct horse battery staple"

    let port: Int
    let directory: StateDirectory
    let desks: Desks
    let clock: TestClock
    let web: WebServer
    let shutdown: @Sendable () async -> Void

    /// Runs a test against a server of its own and takes everything away again.
    static func run(
        assets: String = "/nonexistent", hasTenant: Bool = true, logger: Logger = quiet, configure: (inout WebConfiguration) -> Void = { _ in },
        _ body: @Sendable @escaping (TestServer) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/veles-web-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock = TestClock()
        let directory = try StateDirectory.open(path: folder)
        if hasTenant { try addTenant("demo", in: directory, at: clock.now) }
        let environment = DeskEnvironment(now: { clock.now }, random: { 0.5 }, eventLoops: MultiThreadedEventLoopGroup.singleton)
        let desks = Desks(directory: directory, environment: environment, logger: logger)
        var configuration = WebConfiguration(assets: assets)
        configuration.port = 0
        configure(&configuration)
        let bound = AsyncStream<Int>.makeStream()
        let server = try buildWebServer(configuration: configuration, desks: desks, clock: clock.web, logger: logger) { bound.continuation.yield($0) }
        let group = ServiceGroup(services: [desks, server], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var ports = bound.stream.makeAsyncIterator()
            guard let port = await ports.next() else { return }
            let test = TestServer(port: port, directory: directory, desks: desks, clock: clock, web: server) { await group.triggerGracefulShutdown() }
            do {
                try await body(test)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try directory.close()
    }

    /// Says only what must not happen in a test.
    static var quiet: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    /// Enters a tenant with an owner whose password is ``password``.
    static func addTenant(_ name: String, in directory: StateDirectory, at now: Timestamp) throws {
        let slug = try #require(TenantSlug(rawValue: name))
        let email = try #require(EmailAddress(rawValue: email))
        let hash = try TestServer.hash.get()
        _ = try directory.createTenant(slug: slug, name: name.capitalized, domain: nil, plan: .professional, at: now) { writer in
            _ = try writer.insert(user: email, name: "Olive Owner", role: .owner, passwordHash: hash, at: now)
        }
    }

    /// Made once: a hash takes a noticeable part of a second.
    private static let hash = Result { try Password.hash(password) }

    var client: TestClient { TestClient(port: port) }

    func desk(_ name: String = "demo") async throws -> Desk { try await desks.desk(try #require(TenantSlug(rawValue: name))) }

    /// Signs in by the real route. - Returns: an access token.
    func token(tenant: String = "demo", email: String = TestServer.email) async throws -> String {
        let answer = try await client.post(
            "/api/v1/auth/login", json: #"{"tenant":"\#(tenant)","email":"\#(email)","password":"\#(TestServer.password)"}"#)
        return try #require(try answer.json["access_token"]?.string)
    }

    /// The text of a new API key.
    func key(
        role: Role = .owner, scopes: Set<Permission>? = nil, from networks: [AddressRange] = [], expiresAt: Timestamp? = nil, tenant: String = "demo"
    ) async throws -> String {
        let now = clock.now
        let prefix = try directory.control.reserveKeyPrefix(of: try #require(TenantSlug(rawValue: tenant)))
        let draft = APIKeyDraft(prefix: prefix, name: "test", role: role, scopes: scopes, allowedAddresses: networks, expiresAt: expiresAt)
        return try await desk(tenant).write { try $0.create(apiKey: draft, by: .administrator(.system), at: now).token }
    }

    /// Adds a person whose password is ``password``. - Returns: an access token of theirs.
    func person(_ email: String, role: Role, tenant: String = "demo") async throws -> String {
        let (now, hash, address) = (clock.now, try TestServer.hash.get(), try #require(EmailAddress(rawValue: email)))
        try await desk(tenant).write { _ = try $0.insert(user: address, name: "", role: role, passwordHash: hash, at: now) }
        return try await token(tenant: tenant, email: email)
    }

    /// Adds a door for pushed events. - Returns: its id.
    func pushConnection() async throws -> Int64 {
        try await desk().add(NewConnection(platform: .push, name: "Push"), by: .system).id.rawValue
    }
}

/// A clock that stands still until it is moved; sleeping is real.
final class TestClock: Sendable {
    private let time = Mutex(Timestamp(seconds: 1_800_000_000))

    var now: Timestamp { time.withLock { $0 } }
    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }

    var web: WebClock {
        WebClock(now: { self.now }, uptime: { self.now - Timestamp(seconds: 0) }, sleep: { try await ContinuousClock().sleep(for: $0) })
    }
}
