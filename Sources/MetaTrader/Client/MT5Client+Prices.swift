import Brokerage

extension MT5Client {
    /// The most characters of symbol names the server takes at once.
    private static let longestSymbolList = 4096

    /// The newest quote of each symbol that changed since an earlier answer.
    /// - Parameters:
    ///   - symbols: names, or masks of full paths such as `Forex\*`.
    ///   - transaction: the number that the earlier answer gave, or 0 for all.
    /// - Returns: the quotes and the number to give next time.
    public func lastTicks(_ symbols: [String], since transaction: Int64, clock: ServerClock) async throws(MT5Error) -> (
        ticks: MT5List<Tick>, transaction: Int64
    ) {
        var ticks = MT5List<Tick>(records: [])
        var next: Int64?
        for part in Self.parts(symbols) {
            let parameters: [(String, MT5Request.Value)] = [("symbol", .list(part)), ("trans_id", .text(String(transaction)))]
            let reply = try await perform(MT5Request("quotes", "TICK_LAST", "/api/tick/last", parameters))
            let list = try reply.records { bytes throws(MT5Error) in try MT5RecordReader<MT5TickRecord>.read(bytes, clock: clock) }
            ticks.records += list.records
            ticks.faults += list.faults
            if list.completeness != .whole { ticks.completeness = list.completeness }
            // Of several answers the earliest number misses nothing. Where there is none, nothing changed.
            let number = reply.value("TRANS_ID").flatMap { Int64($0) } ?? transaction
            next = min(next ?? number, number)
        }
        return (ticks, next ?? transaction)
    }

    /// Every quote of a symbol in a span, oldest first. When it is ``MT5Completeness/partial``, ask again from the last one.
    public func tickHistory(_ symbol: String, _ span: MT5Span, clock: ServerClock) async throws(MT5Error) -> MT5List<Tick> {
        let parameters: [(String, MT5Request.Value)] = [("symbol", .text(symbol))] + span.parameters + [("data", .text(MT5TickRows.columns))]
        let reply = try await perform(MT5Request("tick history", "TICK_HISTORY_GET", "/api/tick/history", parameters))
        var list = try reply.records { bytes throws(MT5Error) in try MT5TickRows.read(bytes, symbol: symbol, clock: clock) }
        if reply.code == .doneWithoutData { list.completeness = .pending }
        return list
    }

    /// The symbols in lists that the server takes.
    static func parts(_ symbols: [String]) -> [[String]] {
        var parts: [[String]] = []
        var part: [String] = []
        var length = 0
        for symbol in symbols {
            let added = symbol.utf8.count + 1
            if length + added > longestSymbolList, !part.isEmpty {
                parts.append(part)
                (part, length) = ([], 0)
            }
            part.append(symbol)
            length += added
        }
        return part.isEmpty ? parts : parts + [part]
    }
}
