import Brokerage
import Desk
import Foundation
import Logging
import NIOPosix
import Synchronization
import Tenancy

/// A tenant on a real file in a folder of its own, with a clock that only the test moves.
final class TestDesk: Sendable {
    let folder: String
    private let clock = Mutexed(Timestamp(seconds: 1_772_366_400))
    let directory: StateDirectory
    let desks: Desks
    let slug: TenantSlug

    init(plan: Plan = .enterprise) throws {
        folder = NSTemporaryDirectory() + "veles-desk-" + UUID().uuidString
        directory = try StateDirectory.open(path: folder)
        guard let slug = TenantSlug(rawValue: "acme") else { throw TenancyError(.invalid, "slug") }
        self.slug = slug
        _ = try directory.createTenant(slug: slug, name: "Acme", domain: nil, plan: plan, at: Timestamp(seconds: 1))
        let environment = DeskEnvironment(now: { [clock] in clock.value }, random: { 0.5 }, eventLoops: MultiThreadedEventLoopGroup.singleton)
        desks = Desks(directory: directory, environment: environment, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Lets the clock of the desk go on.
    func pass(_ duration: Duration) { clock.value = clock.value + duration }
    var now: Timestamp { clock.value }

    func desk() async throws -> Desk { try await desks.desk(slug) }

    /// As a restart of the server would.
    func reopened() async throws -> Desk {
        await desks.close(slug)
        return try await desk()
    }

    /// A push connection.
    func connection() async throws -> ConnectionID {
        try await desk().add(NewConnection(platform: .push, name: "push")).id
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
}
