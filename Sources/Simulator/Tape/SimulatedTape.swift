import Brokerage

/// A simulated broker's whole record in memory, in the vocabulary of the trade and in order of time: what an engine would have been fed by a
/// trading server, a reference feed, a calendar and the client office together.
///
/// One seed gives one record. The truth stands in ``planted`` and nowhere else.
public struct SimulatedTape: Sendable {
    public let seed: UInt64
    /// From the first day of history to its end.
    public let span: Range<Timestamp>
    public let symbols: [Symbol]
    public let accounts: [Account]
    /// Trades and balance operations in order of time.
    public let deals: [Deal]
    public let calendar: [CalendarEvent]
    public let sessions: [ClientSession]
    public let transfers: [Transfer]
    /// The house's fills for the accounts of book A. About one in a hundred is missing, as in life.
    public let fills: [ProviderFill]
    public let planted: [PlantedAccount]
    /// When the broker's feed stood still, in all symbols at once.
    public let freezes: [Range<Timestamp>]
    private var ticks: TickTape

    /// Builds market and population and lives through their history; about three seconds for a thousand accounts and thirty days.
    /// - Parameters:
    ///   - accounts: clients, without the house's own accounts.
    ///   - end: the instant at which the record ends.
    ///   - density: share of the broker's regular ticks that are on the tape; around jumps all are. Thinner is faster.
    public init(seed: UInt64, accounts: Int, days: Int, end: Timestamp, density: Double = 0.25) {
        let clock = ServerClock(standardOffset: 7200, rule: .unitedStates)
        let world = World(seed: seed, accounts: accounts, historyDays: days, start: end, clock: clock, weekendOpen: false)
        let server = world.server
        self.seed = seed
        let span = (end - .seconds(days * 86_400))..<end
        self.span = span
        symbols = server.market.instruments.map { $0.symbol }
        let record = RecordOfDeals(server)
        let office = ClientOffice(seed: seed, world: world, span: span)
        self.accounts = office.accounts
        sessions = office.sessions
        transfers = office.transfers
        deals = record.deals
        fills = record.fills(seed: seed)
        let (first, last) = (span.lowerBound.milliseconds, span.upperBound.milliseconds)
        calendar = server.market.path.news.filter { $0.time >= first && $0.time < last }.map { $0.event }
        let delay = server.market.delay
        freezes = (first / 86_400_000...last / 86_400_000).flatMap { day in
            [0, 1].map { delay.freeze($0, ofDay: day) }.sorted { $0.lowerBound < $1.lowerBound }
                .map { Timestamp(milliseconds: $0.lowerBound)..<Timestamp(milliseconds: $0.upperBound) }
        }.filter { span.contains($0.lowerBound) }
        planted = world.truth.map { entry in
            PlantedAccount(entry, group: server.group(of: server.indexOfLogin[entry.login] ?? 0))
        }
        ticks = TickTape(market: server.market, density: density)
    }

    /// Ticks of all symbols between two instants (the second not included), the broker's own and the reference feed's, in order of time.
    ///
    /// The reference feed is named `reference`; it has the true price without the broker's delay, under the broker's symbol names.
    public mutating func ticks(in stretch: Range<Timestamp>) -> [Tick] {
        ticks.ticks(from: stretch.lowerBound.milliseconds, to: stretch.upperBound.milliseconds)
    }
}

extension NewsEvent {
    var event: CalendarEvent {
        CalendarEvent(time: Timestamp(milliseconds: time), currency: currency, impact: "high", title: title)
    }
}

extension Instrument {
    /// As a trading server describes it.
    var symbol: Symbol {
        var symbol = Symbol(
            name: name, digits: digits, contractSize: Quantity(Int(contractSize)), base: base, profitCurrency: profitCurrency,
            marginCurrency: marginCurrency)
        (symbol.description, symbol.path) = (description, path)
        (symbol.swapLong, symbol.swapShort) = (Quantity(rounding: swapLong), Quantity(rounding: swapShort))
        return symbol
    }
}
