import Brokerage

@testable import Risk

/// A market with a reference, the broker's late copy of it, and clients of several kinds, all from one seed.
struct FeedWorld {
    enum Kind: String, CaseIterable {
        /// Acts 30 to 150 ms after the reference jumped.
        case latency
        /// The same in a third of the trades; the others at any time.
        case mixed
        /// Short trades at any time.
        case scalper
        /// Goes with the move it sees on the broker's own quotes.
        case breakout
        /// Trades the jumps in either direction, after the broker's quote moved.
        case news
        /// Trades in the liveliest moments, to either side.
        case lively
    }

    private struct Order {
        var time: Int64
        var client: Int
        /// Nil: the way the own quotes went.
        var isLong: Bool?
        /// Only while the quote is stale.
        var isChoosy = false
    }

    var bench = Bench()
    private var dice: Dice
    private let hasReference: Bool
    private(set) var clients: [(id: AccountID, kind: Kind)] = []
    private var orders: [Order] = []
    private var reference: [(time: Int64, mid: Int64)] = []
    private var own: [(time: Int64, mid: Int64, half: Int64)] = []
    private(set) var jumps: [(time: Int64, isUp: Bool)] = []
    private let length: Int64

    /// - Parameters:
    ///   - hours: of market.
    ///   - jumpEvery: seconds between jumps of 1 to 5 pips.
    init(seed: UInt64, clients each: Int, hours: Double = 1.5, jumpEvery: Int = 30, hasReference: Bool = true, trades: Int = 30) {
        dice = Dice(seed: seed)
        self.hasReference = hasReference
        length = Int64(hours * 3600e6)
        price(jumpEvery)
        copy()
        for kind in Kind.allCases {
            for _ in 0..<each {
                clients.append((bench.account(Int64(clients.count + 1)), kind))
                order(kind, clients.count - 1, trades)
            }
        }
        orders.sort { ($0.time, $0.client) < ($1.time, $1.client) }
    }

    private mutating func uniform(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(dice.below(Int(range.upperBound - range.lowerBound + 1)))
    }

    /// The reference in hundred-thousandths of a pip's tenth: a walk with jumps, livelier at times.
    private mutating func price(_ jumpEvery: Int) {
        var (time, mid, next, pace) = (Int64(0), Int64(108_700_000), uniform(1_000_000...Int64(2 * jumpEvery) * 1_000_000), Int64(1000))
        while time < length {
            time += uniform(100_000...600_000)
            if dice.below(500) == 0 { pace = uniform(400...2500) }
            if time >= next {
                let isUp = dice.chance(50)
                mid += (isUp ? 1 : -1) * uniform(12_000...50_000)
                jumps.append((time, isUp))
                next = time + uniform(1_000_000...Int64(2 * jumpEvery) * 1_000_000)
            } else {
                mid += uniform(-pace...pace)
            }
            reference.append((time, mid))
        }
    }

    /// The broker copies each quote 40 to 300 ms later, in order.
    private mutating func copy() {
        var last: Int64 = 0
        for quote in reference {
            last = max(last + 1, quote.time + uniform(40_000...150_000) + (dice.chance(20) ? uniform(0...150_000) : 0))
            own.append((last, quote.mid, uniform(3600...4400)))
        }
    }

    private mutating func order(_ kind: Kind, _ client: Int, _ trades: Int) {
        func add(_ time: Int64, _ isLong: Bool?, isChoosy: Bool = false) {
            orders.append(Order(time: time, client: client, isLong: isLong, isChoosy: isChoosy))
        }
        for trade in 0..<trades {
            let any = uniform(60_000_000...length - 70_000_000)
            let jump = jumps[dice.below(jumps.count)]
            switch kind {
            case .latency: for _ in 0..<2 { add(jump.time + uniform(30_000...150_000), jump.isUp, isChoosy: true) }
            case .mixed where trade % 3 == 0: for _ in 0..<2 { add(jump.time + uniform(30_000...150_000), jump.isUp, isChoosy: true) }
            case .mixed, .scalper: add(any, dice.chance(50))
            case .breakout: add(jump.time + uniform(200_000...800_000), nil)
            case .news: add(jump.time + uniform(350_000...1_500_000), dice.chance(50))
            case .lively: add(jump.time + uniform(-2_000_000...2_000_000), dice.chance(50))
            }
        }
    }

    /// Lives through the tape.
    mutating func run() {
        var (next, heard) = (0, 0)
        var moves: [(time: Int64, mid: Int64)] = []
        for (place, quote) in own.enumerated() {
            while next < orders.count, orders[next].time < quote.time {
                hear(upTo: orders[next].time, &heard)
                if place > 0 { fill(orders[next], own[place - 1], truth: reference[max(0, heard - 1)].mid, moves) }
                next += 1
            }
            hear(upTo: quote.time, &heard)
            tick(quote.mid - quote.half, quote.mid + quote.half, quote.time, feed: nil)
            moves.append((quote.time, quote.mid))
            if moves.count > 8 { moves.removeFirst() }
            if place % 2000 == 0 { bench.settle(Double(quote.time) / 1e6) }
        }
        bench.settle(Double(length) / 1e6)
        bench.engine.refreshPopulation()
        bench.settle(Double(length) / 1e6)
    }

    private mutating func hear(upTo time: Int64, _ heard: inout Int) {
        while heard < reference.count, reference[heard].time <= time {
            if hasReference { tick(reference[heard].mid - 1000, reference[heard].mid + 1000, reference[heard].time, feed: "lp") }
            heard += 1
        }
    }

    private mutating func tick(_ bid: Int64, _ ask: Int64, _ time: Int64, feed: String?) {
        let tick = Tick(
            symbol: "EURUSD", bid: Price(units: bid), ask: Price(units: ask), time: Timestamp(microseconds: Bench.start.microseconds + time),
            feed: feed)
        bench.engine.apply(tick, on: bench.connection)
    }

    private mutating func fill(
        _ order: Order, _ quote: (time: Int64, mid: Int64, half: Int64), truth: Int64, _ moves: [(time: Int64, mid: Int64)]
    ) {
        let isLong = order.isLong ?? ((moves.last?.mid ?? 0) >= (moves.first?.mid ?? 0))
        let price = Price(units: isLong ? quote.mid + quote.half : quote.mid - quote.half)
        if order.isChoosy, isLong ? truth <= price.units : truth >= price.units { return }
        let seconds = Double(order.time) / 1e6
        let position = bench.trade(clients[order.client].id, isLong ? .buy : .sell, "1", "EURUSD", "1", seconds: seconds) { $0.price = price }
        bench.trade(
            clients[order.client].id, isLong ? .sell : .buy, "1", "EURUSD", "1", position: position, entry: .out, seconds: seconds
        ) { ($0.price, $0.time) = (price, Timestamp(microseconds: Bench.start.microseconds + order.time + 1)) }
    }

    /// How many of a kind are accused of latency arbitrage.
    func accused(_ kind: Kind) -> Int {
        clients.filter { client in
            client.kind == kind && (bench.engine.score(of: client.id)?.reasons.contains { $0.code == "latency" } ?? false)
        }.count
    }
}
