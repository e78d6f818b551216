import Bridge
import Brokerage
import Desk
import Foundation
import Logging
import NIOPosix
import Risk
import Synchronization
import Tenancy

/// A tenant on a real file in a folder of its own, with a clock that only the test moves.
final class TestDesk: Sendable {
    let folder: String
    private let clock = Mutexed(Timestamp(seconds: 1_772_366_400))
    let directory: StateDirectory
    let desks: Desks
    let slug: TenantSlug

    convenience init(plan: Plan = .enterprise, licenseKeys: [Ed25519PublicKey]? = nil) throws {
        try self.init(folder: NSTemporaryDirectory() + "veles-desk-" + UUID().uuidString, licenseKeys: licenseKeys)
        _ = try directory.createTenant(slug: slug, name: "Acme", domain: nil, plan: plan, at: Timestamp(seconds: 1))
    }

    private init(folder: String, licenseKeys: [Ed25519PublicKey]? = nil) throws {
        self.folder = folder
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        directory = try StateDirectory.open(path: folder, licenseKeys: licenseKeys, logger: quiet)
        guard let slug = TenantSlug(rawValue: "acme") else { throw TenancyError(.invalid, "slug") }
        self.slug = slug
        let environment = DeskEnvironment(now: { [clock] in clock.value }, random: { 0.5 }, eventLoops: MultiThreadedEventLoopGroup.singleton)
        desks = Desks(directory: directory, environment: environment, logger: quiet)
    }

    /// Lets the clock of the desk go on.
    func pass(_ duration: Duration) { clock.value = clock.value + duration }
    var now: Timestamp { clock.value }

    func desk() async throws -> Desk { try await desks.desk(slug) }

    /// Who runs the appliance, in tests.
    static let administrator = Actor(kind: .administrator, label: "root", address: "", requestID: "")

    /// As a restart of the server would.
    func reopened() async throws -> Desk {
        await desks.close(slug)
        return try await desk()
    }

    /// Desks as a command has them that works while no server runs.
    func shell() -> Desks {
        Desks(directory: directory, environment: desks.environment, runsFeeds: false, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// A push connection.
    func connection() async throws -> ConnectionID {
        try await desk().add(NewConnection(platform: .push, name: "push"), by: .system).id
    }

    /// What a machine that lost its power would find on its disk now.
    func killed() throws -> TestDesk {
        let copy = folder + "-killed-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        let killed = try TestDesk(folder: copy)
        killed.clock.value = now
        return killed
    }

    /// How many accounts have their state in the file.
    func states() throws -> Int {
        try withFile { file in
            var count = 0
            try file.read { try $0.forEachSnapshot(layout: RiskEngine.snapshotLayout) { _ in count += 1 } }
            return count
        }
    }

    func deleteStates() throws { try withFile { file in try file.write { try $0.deleteSnapshots() } } }

    /// The file before a desk has it.
    private func withFile<T>(_ body: (TenantFile) throws -> T) throws -> T {
        let file = try directory.openTenant(slug)
        let result = Result { try body(file) }
        try file.close()
        return try result.get()
    }

    func end() async throws {
        await desks.close(slug)
        try directory.close()
        try FileManager.default.removeItem(atPath: folder)
    }
}

/// A value behind a lock, shared by reference.
final class Mutexed: Sendable {
    private let state: Mutex<Timestamp>
    init(_ value: Timestamp) { state = Mutex(value) }
    var value: Timestamp {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

/// A generator of test data that gives the same for the same seed.
struct Draws {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 2 &+ 1 }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}

/// Deals as tests need them.
enum Make {
    static func account(_ login: Int64, currency: String = "USD", balance: Int = 10_000) -> Account {
        var account = Account(login: login)
        (account.group, account.currency, account.leverage, account.balance) = ("real\\a", currency, 100, Money(balance))
        return account
    }

    static func trade(
        _ ticket: Int64, _ login: Int64, _ action: DealAction, _ entry: DealEntry, _ lots: String, _ price: String, position: Int64, at time: Timestamp,
        symbol: String = "EURUSD", profit: Int = 0
    ) -> Deal {
        var deal = Deal(ticket: ticket, login: login, action: action, time: time)
        (deal.symbol, deal.entry, deal.position, deal.order) = (symbol, entry, position, ticket)
        (deal.volume, deal.price, deal.profit) = (Lots(lots) ?? .zero, Price(price) ?? .zero, Money(profit))
        return deal
    }

    static func tick(_ bid: String, _ ask: String, at time: Timestamp, symbol: String = "EURUSD") -> Tick {
        Tick(symbol: symbol, bid: Price(bid) ?? .zero, ask: Price(ask) ?? .zero, time: time)
    }

    /// A random history of some accounts, with quotes in between, as batches in order of time.
    static func history(_ seed: UInt64, accounts: Int = 8, batches: Int = 60) -> [Batch] {
        var draws = Draws(seed)
        var time = Timestamp(seconds: 1_772_000_000)
        var ticket: Int64 = 1
        var price = 108_500
        var open: [[(position: Int64, buy: Bool, lots: String)]] = Array(repeating: [], count: accounts)
        var result = [Batch()]
        result[0].accounts = (0..<accounts).map { account(100 + Int64($0)) }
        for _ in 0..<batches {
            var batch = Batch()
            for _ in 0..<(1 + draws.below(12)) {
                time = time + .milliseconds(50 + draws.below(20_000))
                price += draws.below(21) - 10
                if draws.below(3) > 0 {
                    batch.ticks.append(tick("1.0\(price - 100_000)", "1.0\(price - 99_999)", at: time))
                }
                let index = draws.below(accounts)
                let text = "1.0\(price - 100_000)"
                if open[index].isEmpty || draws.below(3) == 0 {
                    let lots = "0.\(1 + draws.below(9))"
                    let buy = draws.below(2) == 0
                    batch.deals.append(trade(ticket, 100 + Int64(index), buy ? .buy : .sell, .in, lots, text, position: ticket, at: time))
                    open[index].append((ticket, buy, lots))
                } else {
                    let closed = open[index].removeFirst()
                    batch.deals.append(
                        trade(
                            ticket, 100 + Int64(index), closed.buy ? .sell : .buy, .out, closed.lots, text, position: closed.position, at: time,
                            profit: draws.below(200) - 100))
                }
                ticket += 1
            }
            result.append(batch)
        }
        return result
    }

    /// Statements of positions and accounts, edits, deletions and late deals in any mixture.
    static func correctedHistory(_ seed: UInt64) -> [Delivery] {
        var draws = Draws(seed)
        var (sent, held): ([Deal], [Deal]) = ([], [])
        return history(seed, batches: 40).map { batch in
            var delivery = Delivery(batch)
            // One deal in eight comes a batch late.
            let late = held
            held = delivery.batch.deals.filter { _ in draws.below(8) == 0 }
            delivery.batch.deals = delivery.batch.deals.filter { deal in !held.contains { $0.ticket == deal.ticket } } + late
            if let deal = sent.isEmpty ? nil : sent[draws.below(sent.count)], draws.below(3) == 0 {
                var edited = deal
                edited.profit = deal.profit + Money(1 + draws.below(9))
                delivery.batch.deals.append(edited)
            }
            if let deal = sent.isEmpty ? nil : sent[draws.below(sent.count)], draws.below(5) == 0 { delivery.batch.deletedDeals = [deal.ticket] }
            for deal in delivery.batch.deals where deal.entry == .in && draws.below(2) == 0 {
                delivery.batch.positions.append(statement(of: deal, &draws))
            }
            if draws.below(4) == 0 { delivery.batch.accounts = [account(100 + Int64(draws.below(8)), balance: 10_000 + draws.below(500))] }
            sent += delivery.batch.deals
            return delivery
        }
    }

    private static func statement(of deal: Deal, _ draws: inout Draws) -> Position {
        let volume = draws.below(4) == 0 ? Lots.zero : draws.below(2) == 0 ? deal.volume : Lots("0.07") ?? .zero
        var position = Position(
            ticket: deal.position, login: deal.login, symbol: deal.symbol, side: deal.side ?? .buy, volume: volume, priceOpen: deal.price,
            openedAt: deal.time)
        position.swap = Money(draws.below(3))
        return position
    }
}
