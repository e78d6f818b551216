import Brokerage

/// Quotes of all symbols as functions of time.
struct Market: Sendable {
    let seed: UInt64
    let instruments = InstrumentCatalogue.all
    private(set) var path: PricePath
    private(set) var delay: FeedDelay
    private var clock: WallClock
    private let weekendOpen: Bool
    private var rates = ConversionRates()

    /// Ticks fall into cells of this length, at most one each.
    private static let cell: Int64 = 50
    /// Every so many cells there is a tick for certain.
    private static let certainCell: Int64 = 200

    init(seed: UInt64, origin: Int64, clock: ServerClock, weekendOpen: Bool) {
        self.seed = seed
        self.clock = WallClock(clock)
        self.weekendOpen = weekendOpen
        delay = FeedDelay(seed: seed)
        // Two hours before the origin, so that the first delayed quote has something to show.
        path = PricePath(seed: seed, origin: origin - 7_200_000, clock: WallClock(clock), weekendOpen: weekendOpen)
        path.extend(to: origin + 3_600_000)
    }

    mutating func extend(to instant: Int64) { path.extend(to: instant) }

    // MARK: Hours

    mutating func wall(_ instant: Int64) -> Int64 { clock.wall(instant) }

    func instant(ofWall wall: Int64) -> Int64 { clock.instant(ofWall: wall) }

    mutating func isOpen(_ symbol: Int, at instant: Int64) -> Bool {
        if weekendOpen { return true }
        let (weekday, minute) = WallClock.weekdayAndMinute(clock.wall(instant))
        return instruments[symbol].hours.session(on: weekday)?.contains(minute) ?? false
    }

    /// The first instant at or after `instant` at which the symbol is traded.
    mutating func nextOpen(_ symbol: Int, from instant: Int64) -> Int64 {
        if isOpen(symbol, at: instant) { return instant }
        var probe = instant / 60_000 * 60_000
        for _ in 0..<(4 * 1440) where !isOpen(symbol, at: probe) { probe += 60_000 }
        return probe
    }

    /// The last instant at or before `instant` at which the symbol was traded.
    private mutating func lastOpen(_ symbol: Int, before instant: Int64) -> Int64 {
        if isOpen(symbol, at: instant) { return instant }
        let wall = clock.wall(instant)
        let (weekday, minute) = WallClock.weekdayAndMinute(wall)
        for back in 0..<7 {
            let day = (weekday + 7 - back) % 7
            guard let session = instruments[symbol].hours.session(on: day), back > 0 || session.upperBound <= minute else { continue }
            let end = wall / 86_400_000 * 86_400_000 - Int64(back) * 86_400_000 + Int64(session.upperBound) * 60_000
            return clock.instant(ofWall: end - 1)
        }
        return instant
    }

    // MARK: Prices

    /// True mid price, ahead of the broker's feed.
    func trueMiddle(_ symbol: Int, at instant: Int64) -> Double { exponential(trueLog(symbol, at: instant)) }

    /// Change of the true price in basis points over the next `milliseconds`. Limited to what is known.
    func futureMove(_ symbol: Int, from instant: Int64, over milliseconds: Int64) -> Double {
        let later = min(instant + milliseconds, path.end - 1)
        return (trueLog(symbol, at: later) - trueLog(symbol, at: instant)) * 10_000
    }

    private func trueLog(_ symbol: Int, at instant: Int64) -> Double {
        switch instruments[symbol].source {
        case .factor(let index): path.logPrice(index, at: instant)
        case .ratio(let above, let below): path.logPrice(above, at: instant) - path.logPrice(below, at: instant)
        case .product(let one, let other): path.logPrice(one, at: instant) + path.logPrice(other, at: instant)
        }
    }

    func nodeMiddle(_ symbol: Int, node: Int) -> Double {
        switch instruments[symbol].source {
        case .factor(let index): exponential(path.nodeLogPrice(index, node: node))
        case .ratio(let above, let below): exponential(path.nodeLogPrice(above, node: node) - path.nodeLogPrice(below, node: node))
        case .product(let one, let other): exponential(path.nodeLogPrice(one, node: node) + path.nodeLogPrice(other, node: node))
        }
    }

    /// Expected absolute change in basis points over a time, from the walk's own sigma.
    func expectedMove(_ symbol: Int, over milliseconds: Int64, at instant: Int64) -> Double {
        let factors = InstrumentCatalogue.factors
        let sigma =
            switch instruments[symbol].source {
            case .factor(let index): factors[index].dailySigma
            case .ratio(let one, let other), .product(let one, let other): (factors[one].dailySigma + factors[other].dailySigma) * 0.62
            }
        let share = Double(milliseconds) / 86_400_000 * ActivityCurve.weight(atMilliseconds: instant)
        return 0.8 * sigma * share.squareRoot() * 10_000
    }

    /// The broker's newest quote at an instant.
    mutating func quote(_ symbol: Int, at instant: Int64) -> Quote {
        let tick = lastTick(symbol, at: instant)
        return quote(symbol, madeAt: tick)
    }

    /// The quote that a tick of the broker's feed made at this instant shows.
    mutating func quote(_ symbol: Int, madeAt tick: Int64) -> Quote {
        let instrument = instruments[symbol]
        let middle = exponential(trueLog(symbol, at: tick - delay.delay(at: tick)))
        let half = instrument.spreadPoints * widening(symbol, at: tick) * instrument.point / 2
        let bid = instrument.price(middle - half)
        return Quote(time: tick, bid: bid, ask: max(instrument.price(middle + half), bid + instrument.pointPrice))
    }

    /// Spreads breathe with the minute, widen at night, around rollover and around releases.
    private mutating func widening(_ symbol: Int, at tick: Int64) -> Double {
        var factor = 0.8 + 0.5 * Chance.unit(Chance.hash(seed, UInt64(symbol) &+ 0x7370, UInt64(tick / 7000)))
        factor *= 1.25 - 0.25 * min(1.2, ActivityCurve.weight(atMilliseconds: tick))
        let minute = clock.wall(tick) / 60_000 % 1440
        if minute >= 1435 || minute < 10 { factor *= 2.6 }
        if let event = newsEvent(around: tick, before: 5000, after: 60_000) {
            let since = Double(tick - event.time) / 60_000
            factor *= 1 + 3 * max(0, 1 - abs(since))
        }
        return factor
    }

    /// A release in the window around an instant.
    func newsEvent(around instant: Int64, before: Int64, after: Int64) -> NewsEvent? {
        let events = path.news
        var (low, high) = (0, events.count)
        while low < high {
            let middle = (low + high) / 2
            if events[middle].time < instant - after { low = middle + 1 } else { high = middle }
        }
        guard low < events.count, events[low].time <= instant + before else { return nil }
        return events[low]
    }

    // MARK: Ticks

    private mutating func lastTick(_ symbol: Int, at instant: Int64) -> Int64 {
        var limit = lastOpen(symbol, before: instant)
        if let freeze = delay.freeze(at: limit) { limit = freeze.lowerBound }
        var cell = limit / Self.cell
        let chance = tickChance(symbol, at: limit)
        while true {
            if let tick = tick(symbol, inCell: cell, chance: chance), tick <= limit { return tick }
            cell -= 1
        }
    }

    private func tickChance(_ symbol: Int, at instant: Int64) -> Double {
        min(0.6, (0.1 + 0.012 * instruments[symbol].popularity) * ActivityCurve.weight(atMilliseconds: instant / 60_000 * 60_000))
    }

    private func tick(_ symbol: Int, inCell cell: Int64, chance: Double) -> Int64? {
        let bits = Chance.hash(seed, UInt64(symbol) &+ 0x7469_636B, UInt64(bitPattern: cell))
        guard cell % Self.certainCell == 0 || Chance.unit(bits) < chance else { return nil }
        return cell * Self.cell + Int64(bits & 0xFF) % Self.cell
    }

    /// The broker's ticks in a stretch of time, oldest first, those without a new price left out.
    /// - Returns: at most `limit` ticks; ask again from the last one's time for more.
    mutating func ticks(_ symbol: Int, from: Int64, through: Int64, limit: Int) -> [Quote] {
        var found: [Quote] = []
        var instant = max(from, path.origin + 7_200_000)
        let last = min(through, path.end - 1)
        while instant <= last, found.count < limit {
            // By the minute, as the density of ticks and the opening hours are.
            let minuteEnd = min(last, instant / 60_000 * 60_000 + 59_999)
            if isOpen(symbol, at: instant) { appendTicks(symbol, from: instant, through: minuteEnd, limit: limit, to: &found) }
            instant = minuteEnd + 1
        }
        return found
    }

    private mutating func appendTicks(_ symbol: Int, from: Int64, through: Int64, limit: Int, to found: inout [Quote]) {
        let chance = tickChance(symbol, at: from)
        for cell in (from / Self.cell)...(through / Self.cell) where found.count < limit {
            guard let tick = tick(symbol, inCell: cell, chance: chance), tick >= from, tick <= through, delay.freeze(at: tick) == nil else {
                continue
            }
            let quote = quote(symbol, madeAt: tick)
            if let last = found.last, last.bid == quote.bid, last.ask == quote.ask { continue }
            found.append(quote)
        }
    }

    /// Calls with the instant of every tick of the broker's feed in a stretch of time, oldest first, those included that show no new price.
    /// Beside it stands an even draw of the tick's own, by which a reader may thin the feed.
    mutating func forEachTickTime(_ symbol: Int, from: Int64, through: Int64, _ body: (inout Market, Int64, Double) -> Void) {
        var instant = max(from, path.origin + 7_200_000)
        let last = min(through, path.end - 1)
        while instant <= last {
            let minuteEnd = min(last, instant / 60_000 * 60_000 + 59_999)
            if isOpen(symbol, at: instant) {
                let chance = tickChance(symbol, at: instant)
                for cell in (instant / Self.cell)...(minuteEnd / Self.cell) {
                    guard let time = tick(symbol, inCell: cell, chance: chance), time >= instant, time <= minuteEnd, delay.freeze(at: time) == nil
                    else { continue }
                    body(&self, time, Chance.unit(Chance.hash(seed, UInt64(symbol) &+ 0x7468_696E, UInt64(bitPattern: cell))))
                }
            }
            instant = minuteEnd + 1
        }
    }

    // MARK: Conversion

    /// How much of one currency a unit of another buys, in hundred-millionths, at the second of an instant.
    mutating func rate(from: String, to: String, at instant: Int64) -> Int64 {
        if from == to { return 100_000_000 }
        let (above, below) = (dollars(from, at: instant), dollars(to, at: instant))
        return Exact.divide(above, below)
    }

    /// Dollars in a unit of the currency, in hundred-millionths.
    private mutating func dollars(_ currency: String, at instant: Int64) -> Int64 {
        guard let (index, inverted) = ConversionRates.factor(of: currency) else { return 100_000_000 }
        let second = instant / 1000
        if let known = rates.value(index, second: second) { return known }
        let price = Int64((exponential(path.logPrice(index, at: second * 1000)) * 100_000).rounded()) * 1000
        let value = inverted ? Exact.divide(100_000_000, price) : price
        rates.store(index, second: second, value: value)
        return value
    }
}
