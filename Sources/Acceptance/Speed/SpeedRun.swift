import Brokerage
import Risk

/// How fast the engine is in memory on one core with everything on, and what an account costs.
enum SpeedRun {
    private static let connection = ConnectionID(1)

    private static func engine(accounts: Int) -> RiskEngine {
        var engine = RiskEngine()
        for (name, _, _) in DealStream.symbols { engine.define(Symbol.guess(name), on: connection) }
        for place in 0..<accounts {
            var account = Account(login: Int64(place + 1))
            (account.group, account.currency, account.leverage, account.balance) = ("real\\bench", "USD", 100, Money(10_000))
            engine.update(account, id: AccountID(Int64(place + 1)), on: connection, scored: true)
        }
        return engine
    }

    /// Deals between two settlements: what a desk commits at once when deals come as fast as it takes them, some 30 ms of work.
    private static let settlement = 4000

    /// Plays so many deals with four quotes a deal, a quarter of them the reference feed's.
    private static func play(_ count: Int, _ stream: inout DealStream, _ engine: inout RiskEngine, _ clock: inout RunClock) {
        var done = 0
        while done < count {
            let size = min(100, count - done)
            var deals: [(account: Int, deal: Deal)] = []
            var ticks: [Tick] = []
            for index in 0..<size {
                deals.append(stream.next())
                for quote in 0..<4 { ticks.append(stream.tick((done + index) * 4 + quote)) }
            }
            let first = stream.count - Int64(size)
            clock.measure(.deals, count: size) {
                for (index, entry) in deals.enumerated() {
                    engine.apply(entry.deal, id: DealID(first + Int64(index) + 1), account: AccountID(Int64(entry.account + 1)))
                }
            }
            clock.measure(.ticks, count: ticks.count) { for tick in ticks { engine.apply(tick, on: connection) } }
            done += size
            if stream.count % Int64(settlement) == 0 { clock.measure(.settle, count: settlement) { _ = engine.settle(at: stream.now) } }
        }
    }

    /// Cost of a deal at each size of the history: the deals from half the size to the size.
    static func curve(upTo most: Int) -> [Measure] {
        var (stream, engine) = (DealStream(accounts: 1000, pace: 250_000), engine(accounts: 1000))
        var measures: [Measure] = []
        var (done, size) = (0, 10_000)
        while size <= most {
            var (warm, clock) = (RunClock(), RunClock())
            play(size / 2 - done, &stream, &engine, &warm)
            play(size / 2, &stream, &engine, &clock)
            done = size
            let (deal, settled) = (clock.microseconds(.deals) ?? 0, clock.microseconds(.settle) ?? 0)
            measures.append(
                Measure(
                    name: "speed.microseconds_a_deal.\(size)", value: deal + settled, n: size / 2, target: .atMost(8),
                    beside: [("apply", deal), ("settle", settled), ("tick", clock.microseconds(.ticks) ?? 0)]))
            measures.last?.show()
            if size == 1_000_000 {
                Measure(name: "speed.deals_per_second", value: 1e6 / (deal + settled), n: size / 2, target: .atLeast(120_000)).show()
            }
            size *= 10
        }
        return measures
    }

    /// Bytes a further account with a usual history costs, the account itself among them: 250 deals over four symbols, all but the last
    /// markouts resolved.
    ///
    /// Deals that wait for their last markout cost by the pace of the tape, however many accounts there are. So a tenth of the accounts,
    /// at the same pace and for longer than any markout takes, is taken off; and the same once before, for what a first run brings in of
    /// the program. All of them live to the end, and nothing ran before: what was freed would take in the new without growing.
    static func memory(accounts: Int = 4000, deals: Int = 250) -> Measure {
        let first = played(accounts: accounts / 10, deals: deals)
        let before = MemoryUse.resident
        let few = played(accounts: accounts / 10, deals: deals)
        let between = MemoryUse.resident
        let many = played(accounts: accounts, deals: deals)
        let after = MemoryUse.resident
        defer { withExtendedLifetime((first, few, many)) {} }
        guard let before, let between, let after else { return .missing("memory.bytes_an_account", "the kernel does not say") }
        let (small, large, further) = (between - before, after - between, many.house.accounts - few.house.accounts)
        return Measure(
            name: "memory.bytes_an_account", value: Double(large - small) / Double(further), n: accounts, target: .atMost(6144),
            beside: [("deals_an_account", Double(deals)), ("with_waiting_deals", Double(large) / Double(accounts))])
    }

    private static func played(accounts: Int, deals: Int) -> RiskEngine {
        var engine = engine(accounts: accounts)
        var (stream, clock) = (DealStream(accounts: accounts, pace: 250_000), RunClock())
        play(accounts * deals, &stream, &engine, &clock)
        return engine
    }
}
