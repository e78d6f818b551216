/// What came from one source in one go, in the field's own words. It is applied whole or not at all.
///
/// Order inside a batch: symbols, accounts, then deals and ticks by time, then positions, then the rest. The
/// order within each list is kept.
public struct Batch: Sendable {
    public var symbols: [Symbol] = []
    public var accounts: [Account] = []
    public var deals: [Deal] = []
    public var positions: [Position] = []
    public var ticks: [Tick] = []
    public var sessions: [ClientSession] = []
    public var transfers: [Transfer] = []
    public var calendar: [CalendarEvent] = []
    public var fills: [ProviderFill] = []
    /// Tickets of deals that the server no longer has. They are kept and marked.
    public var deletedDeals: [Int64] = []

    public init() {}

    public var count: Int {
        symbols.count + accounts.count + deals.count + positions.count + ticks.count + sessions.count + transfers.count
            + calendar.count + fills.count + deletedDeals.count
    }

    public var isEmpty: Bool { count == 0 }
}
