import Brokerage

/// The trading server and everyone who acts on it. Time passes only by ``advance(to:)``.
struct World: Sendable {
    var server: TradingServer
    private(set) var now: Int64
    private(set) var board: TickBoard
    let truth: [TruthEntry]
    private let liveFrom: Int64
    private var queue = EventQueue()
    private var traders: [any Strategy]
    private var followings: [Following]
    private var followersOf: [Int: [Int]] = [:]
    private var cash: CashDesk
    let arrivals: [PopulationPlan.Arrival]

    /// How far ahead levels are searched and skills may look.
    private static let horizon: Int64 = 6 * 3_600_000

    /// Builds the population and lives through its history, up to `start`.
    init(seed: UInt64, accounts: Int, historyDays: Int, start: Timestamp, clock: ServerClock, weekendOpen: Bool) {
        let live = start.milliseconds
        let origin = live - Int64(historyDays) * 86_400_000
        let market = Market(seed: seed, origin: origin, clock: clock, weekendOpen: weekendOpen)
        var plan = PopulationPlan(seed: seed, origin: origin, liveFrom: live, server: TradingServer(market: market))
        plan.fill(accounts: accounts)
        server = plan.server
        traders = plan.traders
        followings = plan.followings
        truth = plan.truth
        cash = CashDesk(seed: seed)
        liveFrom = live
        now = origin
        board = TickBoard(count: server.market.instruments.count)
        for (index, following) in followings.enumerated() { followersOf[following.leader, default: []].append(index) }
        arrivals = plan.arrivals
        for (index, arrival) in arrivals.enumerated() { queue.add(.arrive(index), at: arrival.time) }
        queue.add(.marginSweep, at: origin + 600_000)
        queue.add(.rollover, at: nextMidnight(after: origin))
        advance(to: start)
    }

    /// Lives through everything that is due up to an instant, and no further back than it has come already.
    mutating func advance(to instant: Timestamp) {
        let target = max(now, instant.milliseconds)
        while let (time, event) = queue.take(dueBy: target) {
            now = max(now, time)
            server.market.extend(to: now + 2 * Self.horizon)
            handle(event)
            noteFills()
        }
        now = target
        server.market.extend(to: now + 2 * Self.horizon)
        for symbol in server.market.instruments.indices { board.note(symbol, server.quote(symbol, at: now)) }
    }

    private mutating func handle(_ event: EventQueue.Event) {
        switch event {
        case .arrive(let index):
            let arrival = arrivals[index]
            cash.firstDeposit(arrival.account, arrival.deposit, at: now, on: &server)
            queue.add(.act(arrival.account), at: arrival.firstAct)
            if arrival.usesCashDesk { queue.add(.cash(arrival.account), at: now + 3 * 86_400_000) }
        case .act(let account):
            let next = traders[account].act(at: now, on: &server)
            server.checkMargin(of: account, at: now)
            queue.add(.act(account), at: max(next, now + 1))
        case .protect(let ticket, let version):
            guard let position = server.positions[ticket], position.version == version else { return }
            if !server.protect(ticket, at: now) { watch(position) }
        case .watch(let ticket, let version):
            guard let position = server.positions[ticket], position.version == version else { return }
            watch(position)
        case .trigger(let ticket):
            if server.trigger(ticket, at: now) == nil, server.orders[ticket] != nil { watch(order: ticket) }
        case .watchOrder(let ticket): watch(order: ticket)
        case .expire(let ticket): server.withdraw(ticket, as: .expired, at: now)
        case .follow(let plan, let fill): followings[plan].follow(fill, at: now, on: &server)
        case .unfollow(let plan, let leader): followings[plan].unfollow(leader, at: now, on: &server)
        case .cash(let account): queue.add(.cash(account), at: cash.visit(account, at: now, on: &server))
        case .marginSweep:
            for account in server.accounts.indices { server.checkMargin(of: account, at: now) }
            queue.add(.marginSweep, at: now + (now >= liveFrom ? 1000 : 600_000))
        case .rollover:
            server.rollOver(at: now)
            queue.add(.rollover, at: nextMidnight(after: now))
        }
    }

    private mutating func nextMidnight(after instant: Int64) -> Int64 {
        let next = (server.market.wall(instant) / 86_400_000 + 1) * 86_400_000
        return max(instant + 1, server.market.instant(ofWall: next))
    }

    /// Plans what follows from the fills and orders of the last event.
    private mutating func noteFills() {
        let fills = server.fills
        server.fills.removeAll(keepingCapacity: true)
        for fill in fills {
            let position = server.positions[fill.position]
            if let position { watch(position) }
            for plan in followersOf[fill.account] ?? [] {
                let lag = Int64(followings[plan].chance.uniform(followings[plan].lag))
                if fill.isOpening {
                    if followings[plan].chance.happens(followings[plan].share) { queue.add(.follow(plan: plan, fill), at: now + lag) }
                } else if position == nil {
                    queue.add(.unfollow(plan: plan, leader: fill.position), at: now + lag)
                }
            }
        }
        let placed = server.placed
        server.placed.removeAll(keepingCapacity: true)
        for ticket in placed {
            watch(order: ticket)
            if let order = server.orders[ticket], order.expiration > 0 { queue.add(.expire(ticket), at: order.expiration) }
        }
    }

    private mutating func watch(_ position: OpenPosition) {
        let barriers = server.barriers(of: position)
        guard !barriers.below.isZero || !barriers.above.isZero else { return }
        if let hit = server.market.firstReach(position.symbol, barriers, from: now + 1, through: now + Self.horizon) {
            queue.add(.protect(position.ticket, version: position.version), at: hit)
        } else {
            queue.add(.watch(position.ticket, version: position.version), at: now + Self.horizon)
        }
    }

    private mutating func watch(order ticket: Int64) {
        guard let order = server.orders[ticket] else { return }
        if let hit = server.market.firstReach(order.symbol, server.barriers(of: order), from: now + 1, through: now + Self.horizon) {
            queue.add(.trigger(ticket), at: hit)
        } else {
            queue.add(.watchOrder(ticket), at: now + Self.horizon)
        }
    }
}
