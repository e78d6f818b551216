import Brokerage
import Risk
import Simulator

/// One simulated world played through one engine, in memory and in order of time.
///
/// A toxic flag is what the engine itself says in public: a score in the band high or critical, or an alert of the rules TX1 to TX4.
struct TapeRun {
    static let connection = ConnectionID(1)
    static let toxicRules: Set<String> = ["TX1", "TX2", "TX3", "TX4"]
    /// How often the engine is asked for what changed, and to take the population anew.
    private static let step = Duration.seconds(900)
    private static let populationSteps = 4

    let truth: Truth
    private(set) var engine = RiskEngine()
    private(set) var watches: [AccountWatch] = []
    private(set) var clock = RunClock()
    private var tape: SimulatedTape
    private var rates = DollarRates()
    private var places: [Int64: Int] = [:]
    private var fills = FillRecord()
    private var nextDeal = 0
    private var nextSession = 0
    private var nextTransfer = 0
    private var nextEvent = 0
    private var nextFill = 0

    init(_ tape: SimulatedTape) {
        self.tape = tape
        truth = Truth(tape.planted)
        for symbol in tape.symbols { engine.define(symbol, on: Self.connection) }
        for (place, account) in tape.accounts.enumerated() {
            places[account.login] = place
            engine.update(account, id: Self.id(place), on: Self.connection, scored: true)
            var watch = AccountWatch()
            watch.currency = account.currency ?? "USD"
            watches.append(watch)
        }
    }

    static func id(_ place: Int) -> AccountID { AccountID(Int64(place + 1)) }
    static func place(_ id: AccountID) -> Int { Int(id.rawValue) - 1 }

    var seed: UInt64 { tape.seed }
    var days: Double { tape.span.upperBound.seconds(since: tape.span.lowerBound) / 86_400 }

    /// Plays the whole tape.
    mutating func play() {
        let middle = tape.span.lowerBound + (tape.span.upperBound - tape.span.lowerBound) / 2
        var (now, steps, isPastMiddle) = (tape.span.lowerBound, 0, false)
        while now < tape.span.upperBound {
            let next = min(now + Self.step, tape.span.upperBound)
            play(until: next, ticks: tape.ticks(in: now..<next))
            now = next
            steps += 1
            if steps % Self.populationSteps == 0 { clock.measure(.population, count: 1) { engine.refreshPopulation() } }
            let changes = clock.measure(.settle, count: 1) { engine.settle(at: now) }
            take(changes, at: now)
            if !isPastMiddle, now >= middle {
                isPastMiddle = true
                noteMiddle()
            }
        }
        noteEnd()
    }

    // MARK: Feeding

    /// Ticks come before what happened in the same instant.
    private mutating func play(until end: Timestamp, ticks: [Tick]) {
        var tick = 0
        while let time = nextTime(before: end) {
            let from = tick
            while tick < ticks.count, ticks[tick].time <= time { tick += 1 }
            feed(ticks[from..<tick])
            feedEvents(at: time)
        }
        feed(ticks[tick...])
    }

    private mutating func feed(_ ticks: ArraySlice<Tick>) {
        guard !ticks.isEmpty else { return }
        for tick in ticks { rates.see(tick) }
        clock.measure(.ticks, count: ticks.count) {
            for tick in ticks { engine.apply(tick, on: Self.connection) }
        }
    }

    private func nextTime(before end: Timestamp) -> Timestamp? {
        let times = [
            nextDeal < tape.deals.count ? tape.deals[nextDeal].time : nil,
            nextSession < tape.sessions.count ? tape.sessions[nextSession].time : nil,
            nextTransfer < tape.transfers.count ? tape.transfers[nextTransfer].time : nil,
            nextEvent < tape.calendar.count ? announced(tape.calendar[nextEvent]) : nil,
            nextFill < tape.fills.count ? tape.fills[nextFill].time : nil,
        ]
        guard let first = times.compactMap({ $0 }).min(), first < end else { return nil }
        return first
    }

    /// A release is known a day ahead.
    private func announced(_ event: CalendarEvent) -> Timestamp { event.time - .seconds(86_400) }

    private mutating func feedEvents(at time: Timestamp) {
        while nextSession < tape.sessions.count, tape.sessions[nextSession].time <= time {
            let session = tape.sessions[nextSession]
            if let place = places[session.login] { engine.apply(session, account: Self.id(place)) }
            nextSession += 1
        }
        while nextTransfer < tape.transfers.count, tape.transfers[nextTransfer].time <= time {
            let transfer = tape.transfers[nextTransfer]
            if let place = places[transfer.login] { engine.apply(transfer, account: Self.id(place)) }
            nextTransfer += 1
        }
        while nextEvent < tape.calendar.count, announced(tape.calendar[nextEvent]) <= time {
            engine.apply(tape.calendar[nextEvent])
            nextEvent += 1
        }
        let from = nextDeal
        while nextDeal < tape.deals.count, tape.deals[nextDeal].time <= time { nextDeal += 1 }
        feedDeals(from..<nextDeal)
        while nextFill < tape.fills.count, tape.fills[nextFill].time <= time {
            engine.apply(tape.fills[nextFill], on: Self.connection)
            nextFill += 1
        }
    }

    private mutating func feedDeals(_ range: Range<Int>) {
        clock.measure(.deals, count: range.count) {
            for index in range {
                guard let place = places[tape.deals[index].login] else { continue }
                engine.apply(tape.deals[index], id: DealID(Int64(index + 1)), account: Self.id(place))
            }
        }
        for index in range { note(tape.deals[index], index) }
    }

    private mutating func note(_ deal: Deal, _ index: Int) {
        guard let place = places[deal.login], let side = deal.side else { return }
        let rate = rates.usd(watches[place].currency)
        watches[place].usd += deal.net.statistic * rate
        if deal.entry == .in || deal.entry == .inOut { watches[place].opens += 1 }
        watches[place].features.see(deal, usd: deal.net.statistic * rate)
        fills.note(index + 1, place: place, side: side, price: deal.price, isOpening: deal.entry == .in)
    }

    // MARK: Watching

    private mutating func take(_ changes: RiskChanges, at now: Timestamp) {
        for fact in changes.markouts {
            guard let known = fills[fact.deal] else { continue }
            watches[known.place].features.see(fact, side: known.side, price: known.price)
        }
        var touched = Set(changes.scores.map { Self.place($0.account) })
        for alert in changes.alerts {
            guard let account = alert.account else { continue }
            watches[Self.place(account)].rules.insert(alert.rule)
            touched.insert(Self.place(account))
        }
        for change in changes.scores { watches[Self.place(change.account)].isToxic = change.brief.band >= .high }
        for place in touched.sorted() where watches[place].firstToxic == nil {
            guard isFlagged(place) else { continue }
            watches[place].firstToxic = (watches[place].opens, watches[place].usd, now)
        }
        for change in changes.accounts {
            let place = Self.place(change)
            // A little more than the round number: the engine is asked every few minutes only.
            if watches[place].opens <= 33, isFlagged(place) { watches[place].wasToxicBy30 = true }
            if watches[place].opens <= 303, isFlagged(place) { watches[place].wasToxicBy300 = true }
        }
    }

    private func isFlagged(_ place: Int) -> Bool { watches[place].isToxic || !watches[place].rules.isDisjoint(with: Self.toxicRules) }

    private mutating func noteMiddle() {
        for place in watches.indices {
            watches[place].usdAtMiddle = watches[place].usd
            watches[place].featuresAtMiddle = watches[place].features.values
            guard let score = engine.score(of: Self.id(place)) else { continue }
            // The points before rounding, so that accounts of one score are told apart.
            watches[place].scoreAtMiddle = score.reasons.reduce(score.basePoints) { $0 + $1.points }
            watches[place].lossAtMiddle = score.expectedLoss?.usd ?? -.greatestFiniteMagnitude
        }
    }

    private mutating func noteEnd() {
        for place in watches.indices {
            for reason in engine.score(of: Self.id(place))?.reasons ?? [] where reason.points >= 0 { watches[place].codes.insert(reason.code) }
        }
    }
}
