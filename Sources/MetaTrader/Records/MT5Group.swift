import Brokerage

/// What accounts of one group have in common. The mail password that servers send along is not read.
public struct MT5Group: Sendable, Equatable {
    /// How positions and margin are kept. The raw values are MetaTrader's.
    public enum MarginMode: Int32, Sendable {
        case retailNetting = 0
        case exchange, retailHedging
    }

    /// With backslashes, as in `real\retail\usd`.
    public var name: String
    public var company = ""
    /// The deposit currency of its accounts.
    public var currency = ""
    public var currencyDigits: Int32 = 2
    /// MetaTrader's own number; see ``marginMode``.
    public var marginModeNumber: Int32 = 0
    /// 0: margin call and stop-out are percents of margin; 1: they are money.
    public var stopOutMode: Int32 = 0
    public var marginCall = Quantity.zero
    public var stopOut = Quantity.zero

    public init(name: String) { self.name = name }

    /// Nil for modes this release does not know.
    public var marginMode: MarginMode? { MarginMode(rawValue: marginModeNumber) }
    /// Margin level in percent at which positions are closed; nil when the group states money instead.
    public var stopOutLevel: Double? { stopOutMode == 0 ? stopOut.statistic : nil }
}

/// The record of a group.
struct MT5GroupRecord: MT5Draft {
    static let kind = "group"
    static let fields: MT5FieldTable<Self> = [
        "Group": { $0.group.name = $1.text() },
        "Company": { $0.group.company = $1.text() },
        "Currency": { $0.group.currency = $1.text() },
        "CurrencyDigits": { $0.group.currencyDigits = $1.small() },
        "MarginMode": { $0.group.marginModeNumber = $1.small() },
        "MarginSOMode": { $0.group.stopOutMode = $1.small() },
        "MarginCall": { $0.group.marginCall = $1.decimal() },
        "MarginStopOut": { $0.group.stopOut = $1.decimal() },
    ]

    private var group = MT5Group(name: "")
    var identity: String { group.name }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> MT5Group? {
        guard !group.name.isEmpty else { throw MT5FieldFault("is missing", in: "Group") }
        guard (0...8).contains(group.currencyDigits) else { throw MT5FieldFault("is out of range", in: "CurrencyDigits") }
        return group
    }
}
