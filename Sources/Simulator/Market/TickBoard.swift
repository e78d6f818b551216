/// The newest quote of every symbol, and the number of the change that brought it.
struct TickBoard: Sendable {
    private(set) var quotes: [Quote?]
    private var changes: [Int64]
    /// The number of the newest change.
    private(set) var change: Int64 = 0

    init(count: Int) {
        quotes = [Quote?](repeating: nil, count: count)
        changes = [Int64](repeating: 0, count: count)
    }

    mutating func note(_ symbol: Int, _ quote: Quote) {
        guard quotes[symbol] != quote else { return }
        change += 1
        quotes[symbol] = quote
        changes[symbol] = change
    }

    /// Whether a symbol has changed after that change.
    func hasChanged(_ symbol: Int, since change: Int64) -> Bool { changes[symbol] > change }
}
