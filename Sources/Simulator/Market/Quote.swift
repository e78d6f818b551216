import Brokerage

/// A broker quote at the UTC millisecond it was made.
struct Quote: Sendable, Equatable {
    var time: Int64
    var bid: Price
    var ask: Price

    /// What a client of that side pays on opening, or receives when closing a position of the other side.
    func price(for side: Side) -> Price { side == .buy ? ask : bid }
}
