import Brokerage
import Tenancy

/// The trades of all accounts in order of (time, id), as the search for links takes them in: some sixty bytes each.
struct TradeTape: Sequence {
    /// A trade without its texts.
    private struct Row {
        var time: Int64
        var id: Int64
        var account: Int64
        var position: Int64
        var volume: Int64
        var price: Int64
        var expert: Int64
        var platformAction: Int32
        var symbol: UInt16
        var action: DealAction
        var entry: DealEntry
        var reason: DealReason
    }

    private var rows: [Row] = []
    private var symbols: [String] = []

    private let stop: StopFlag?
    /// How often the flag is looked at.
    private static let stride = 4096

    /// Reads the trades after one deal and up to another.
    /// - Parameter stop: ends the reading with an error, and the tape before its end.
    init(_ reader: TenantReader, after first: DealID, upTo last: DealID, stop: StopFlag? = nil) throws {
        self.stop = stop
        var numbers: [String: UInt16] = [:]
        var isSorted = true
        try reader.forEachTrade(after: first, upTo: last) { account, stored in
            if rows.count % Self.stride == 0 { try stop?.check() }
            let deal = stored.deal
            // More symbols than that no server has; the rest is not linked.
            guard let symbol = numbers[deal.symbol] ?? UInt16(exactly: symbols.count) else { return }
            if Int(symbol) == symbols.count {
                symbols.append(deal.symbol)
                numbers[deal.symbol] = symbol
            }
            if let before = rows.last, deal.time.microseconds < before.time { isSorted = false }
            rows.append(
                Row(
                    time: deal.time.microseconds, id: stored.id.rawValue, account: account.rawValue, position: deal.position,
                    volume: deal.volume.units, price: deal.price.units, expert: deal.expert, platformAction: deal.platformAction, symbol: symbol,
                    action: deal.action, entry: deal.entry, reason: deal.reason))
        }
        if !isSorted { rows.sort { ($0.time, $0.id) < ($1.time, $1.id) } }
    }

    var count: Int { rows.count }

    func makeIterator() -> AnyIterator<(id: DealID, deal: Deal, account: AccountID)> {
        var next = 0
        return AnyIterator {
            guard next < rows.count, next % Self.stride != 0 || stop?.isSet != true else { return nil }
            next += 1
            return trade(rows[next - 1])
        }
    }

    private func trade(_ row: Row) -> (id: DealID, deal: Deal, account: AccountID) {
        var deal = Deal(ticket: row.id, login: 0, action: row.action, time: Timestamp(microseconds: row.time))
        (deal.symbol, deal.entry, deal.reason) = (symbols[Int(row.symbol)], row.entry, row.reason)
        (deal.volume, deal.price, deal.position) = (Lots(units: row.volume), Price(units: row.price), row.position)
        (deal.expert, deal.platformAction) = (row.expert, row.platformAction)
        return (DealID(row.id), deal, AccountID(row.account))
    }
}
