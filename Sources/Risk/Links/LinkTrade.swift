import Brokerage

/// What the search for links needs to know of one trade.
struct LinkTrade: Sendable, Equatable, BitwiseCopyable {
    /// Microseconds since 1970.
    var time: Int64
    var deal: Int64
    /// Ticket of the position; zero where the source has none.
    var position: Int64
    /// In hundred-millionths.
    var price: Int64
    var lots: Double
    /// Units of the asset in one lot.
    var contract: Double
    /// The robot's number; zero for trades by hand.
    var expert: Int64
    /// The account by the engine's number, and the underlying by the market's.
    var account: Int32
    var underlying: Int32
    /// Bought, whether that opened or closed.
    var isLong: Bool
    var isOpening: Bool
    /// Placed by a declared signal subscription.
    var isSignal: Bool
    /// Fell in a moment in which a release of its currencies came out: who acts with whom then says nothing.
    var isRelease = false
    /// Fell in a moment in which many accounts opened at once: who goes with the crowd copies nobody.
    var isCrowded = false
    /// The account's first opening for a while: only such count in a crowd.
    var startsBurst = false
}

extension LinkTrade {
    /// Units of the asset, which compare between accounts with other contracts.
    var size: Double { lots * contract }

    static func < (left: Self, right: Self) -> Bool { (left.time, left.deal) < (right.time, right.deal) }
}

/// In which direction one account's trades go with another's.
public enum LinkKind: String, Sendable, CaseIterable {
    /// Both on the same side.
    case copy
    /// On opposite sides.
    case mirror
    /// Tied by who they are: device, payment, name.
    case identity
}
