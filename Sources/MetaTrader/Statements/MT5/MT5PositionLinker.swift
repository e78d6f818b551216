import Brokerage

/// Finds the position of every deal. The table of deals does not name positions, but a position's number is the number of the order
/// that opened it, and the table of positions says when and how each was closed.
struct MT5PositionLinker {
    /// A position that is open while the deals are gone through.
    private struct Open {
        var side: Side
        var remaining: Lots
        var openedAt: Timestamp
        /// When the table of positions says it was closed; nil when it does not.
        var closedAt: Timestamp?
        /// What is still open of it when the report ends.
        var kept = Lots.zero
    }

    /// Which closes belong together: one symbol at one time.
    private struct Close: Hashable {
        var symbol: String
        var time: Timestamp
    }

    /// Positions of one symbol by age, with those that are closed by now left out from time to time.
    private struct Queue {
        var tickets: [Int64] = []
        var start = 0

        mutating func append(_ ticket: Int64) { tickets.append(ticket) }

        /// The oldest positions that are still open, up to a number.
        mutating func oldest(_ count: Int, where isOpen: (Int64) -> Bool) -> [Int64] {
            while start < tickets.count, !isOpen(tickets[start]) { start += 1 }
            var found: [Int64] = []
            var closed = 0
            for ticket in tickets[start...] {
                if isOpen(ticket) { found.append(ticket) } else { closed += 1 }
                if found.count == count { break }
            }
            if start + closed > 1024 {
                tickets = tickets[start...].filter(isOpen)
                start = 0
            }
            return found
        }
    }

    private let isNetting: Bool
    private var open: [Int64: Open] = [:]
    /// For each symbol the positions in the order in which they were opened; some may be closed by now.
    private var order: [String: Queue] = [:]
    private var rows: [Int64: MT5Document.ClosedPosition] = [:]
    private var closes: [Close: [Int64]] = [:]
    /// The volumes of the deals out of a symbol at a time.
    private var volumesOut: [Close: [Lots]] = [:]
    private var kept: [Int64: Lots] = [:]
    private var nets: [String: (ticket: Int64, signed: Lots)] = [:]
    /// Deals out whose position could only be told by the order in which positions were opened.
    private(set) var inferred = 0
    /// Deals out without any position to which they could belong.
    private(set) var unmatched = 0

    /// So many closes at one time, and so many open positions of one symbol, are looked at for one deal.
    private static let reach = 512
    private static let reachBack = 128

    /// - Parameter deals: in order of time.
    init(_ document: MT5Document, deals: [Deal]) {
        isNetting = document.account?.mode == .netting || deals.contains { $0.entry == .inOut }
        for row in document.positions where rows.updateValue(row, forKey: row.ticket) == nil {
            closes[Close(symbol: row.symbol, time: row.closedAt), default: []].append(row.ticket)
        }
        guard !isNetting else { return }
        for deal in deals where deal.side != nil && deal.entry != .in {
            volumesOut[Close(symbol: deal.symbol, time: deal.time), default: []].append(deal.volume)
        }
        for position in document.open { kept[position.ticket] = position.volume }
        // Positions that were opened before the first deal of the file.
        let opened = Set(deals.lazy.filter { $0.entry == .in && $0.side != nil }.map(\.order))
        for row in document.positions where !opened.contains(row.ticket) {
            hold(row.ticket, row.symbol, Open(side: row.side, remaining: row.volume, openedAt: row.openedAt, closedAt: row.closedAt))
        }
        for position in document.open where !opened.contains(position.ticket) {
            hold(
                position.ticket, position.symbol,
                Open(side: position.side, remaining: position.volume, openedAt: position.openedAt, kept: position.volume))
        }
    }

    private mutating func hold(_ ticket: Int64, _ symbol: String, _ position: Open) {
        guard open.updateValue(position, forKey: ticket) == nil else { return }
        order[symbol, default: Queue()].append(ticket)
    }

    /// The position of a deal; zero for operations on the balance. Deals must come in order of time.
    mutating func position(of deal: Deal) -> Int64 {
        guard let side = deal.side else { return 0 }
        if isNetting { return netting(deal, side) }
        return deal.entry == .in ? opened(deal, side) : closed(deal, side)
    }

    // MARK: Hedging

    private mutating func opened(_ deal: Deal, _ side: Side) -> Int64 {
        let ticket = deal.order != 0 ? deal.order : deal.ticket
        if open[ticket] != nil {
            // One order filled in pieces: each piece is a deal of its own.
            open[ticket]?.remaining += deal.volume
        } else {
            hold(
                ticket, deal.symbol,
                Open(side: side, remaining: deal.volume, openedAt: deal.time, closedAt: rows[ticket]?.closedAt, kept: kept[ticket] ?? .zero))
        }
        return ticket
    }

    private mutating func closed(_ deal: Deal, _ side: Side) -> Int64 {
        guard let ticket = exactClose(deal, side) ?? likelyClose(deal, side), let position = open[ticket] else {
            unmatched += 1
            return deal.order != 0 ? deal.order : deal.ticket
        }
        let left = position.remaining - deal.volume
        if left > .zero {
            open[ticket]?.remaining = left
        } else {
            open[ticket] = nil
            forget(ticket, closedBy: deal)
        }
        return ticket
    }

    private mutating func forget(_ ticket: Int64, closedBy deal: Deal) {
        let close = Close(symbol: deal.symbol, time: deal.time)
        guard let index = closes[close]?.prefix(Self.reach).firstIndex(of: ticket) else { return }
        closes[close]?.remove(at: index)
    }

    /// A position that the table closes at the deal's time with the deal's volume; of several, the one of the same price and profit.
    private func exactClose(_ deal: Deal, _ side: Side) -> Int64? {
        guard let tickets = closes[Close(symbol: deal.symbol, time: deal.time)] else { return nil }
        var best: (ticket: Int64, fit: Int)?
        for ticket in tickets.prefix(Self.reach) {
            guard let position = open[ticket], position.side == side.opposite, position.remaining == deal.volume, let row = rows[ticket] else {
                continue
            }
            let fit = (row.profit == deal.profit ? 4 : 0) + (row.priceClose == deal.price ? 2 : 0) + (row.swap == deal.swap ? 1 : 0)
            if fit == 7 { return ticket }
            if fit > best?.fit ?? -1 { best = (ticket, fit) }
        }
        return best?.ticket
    }

    /// Part of a position, or a position of which no table tells. First come positions whose last part is known to be what this deal
    /// leaves of them, then the oldest that has the volume, exactly if there is one.
    private mutating func likelyClose(_ deal: Deal, _ side: Side) -> Int64? {
        guard let tickets = order[deal.symbol]?.oldest(Self.reachBack, where: { open[$0] != nil }) else { return nil }
        let candidates = tickets.filter { mayClose($0, deal, side) }
        guard candidates.count > 1 else { return candidates.first }
        let told = candidates.filter { leavesKnownPart($0, deal) }
        if told.count == 1 { return told[0] }
        inferred += 1
        if let first = told.first { return first }
        let later = candidates.filter { open[$0]?.closedAt.map { $0 > deal.time } ?? true }
        let fitting = later.isEmpty ? candidates : later
        let untold = fitting.first { open[$0].map { $0.closedAt == nil && $0.remaining - $0.kept == deal.volume } ?? false }
        return untold ?? fitting.first { open[$0].map { $0.remaining > deal.volume } ?? false } ?? fitting.first
    }

    private func mayClose(_ ticket: Int64, _ deal: Deal, _ side: Side) -> Bool {
        guard let position = open[ticket] else { return false }
        return position.side == side.opposite && position.openedAt <= deal.time && position.remaining - position.kept >= deal.volume
    }

    private func leavesKnownPart(_ ticket: Int64, _ deal: Deal) -> Bool {
        guard let position = open[ticket] else { return false }
        let left = position.remaining - deal.volume
        guard let closedAt = position.closedAt else { return !position.kept.isZero && left == position.kept }
        guard closedAt > deal.time, left > .zero else { return false }
        return volumesOut[Close(symbol: deal.symbol, time: closedAt)]?.prefix(Self.reach).contains(left) ?? false
    }

    // MARK: Netting

    /// One position a symbol at a time; it keeps its number until it is flat, also through a reversal.
    private mutating func netting(_ deal: Deal, _ side: Side) -> Int64 {
        let signed = side == .buy ? deal.volume : .zero - deal.volume
        let own = deal.order != 0 ? deal.order : deal.ticket
        guard let current = nets[deal.symbol] else {
            if deal.entry == .in || deal.entry == .inOut {
                nets[deal.symbol] = (own, signed)
                return own
            }
            // A close of what was opened before the file: the table may name it.
            let known = closes[Close(symbol: deal.symbol, time: deal.time)]?.first
            if known == nil { unmatched += 1 }
            return known ?? own
        }
        let sum = current.signed + signed
        nets[deal.symbol] = sum.isZero ? nil : (current.ticket, sum)
        return current.ticket
    }
}
