import Brokerage

/// A symbol as the trading server describes it. Enumerations stay the server's own numbers.
public struct MT5Symbol: Sendable, Equatable {
    public var symbol: Symbol
    /// 0 disabled, 1 long only, 2 short only, 3 close only, 4 full.
    public var tradeMode: Int32 = 4
    /// 0 and 5 forex, 1 and 33 futures, 2 to 4 CFD; see the page of enumerations for the rest.
    public var calculationMode: Int32 = 0
    /// In points.
    public var spread: Int32 = 0
    public var swapMode: Int32 = 0
    /// 0 Sunday to 6 Saturday: the day whose rollover counts three times; 7 never.
    public var swapTripleDay: Int32 = 7
    public var marginInitial = Quantity.zero
    public var marginHedged = Quantity.zero

    public init(symbol: Symbol) { self.symbol = symbol }
}

/// The record of a symbol.
struct MT5SymbolRecord: MT5Draft {
    static let kind = "symbol"
    static let fields: MT5FieldTable<Self> = [
        "Symbol": { $0.name = $1.text() },
        "Path": { $0.path = $1.text() },
        "Description": { $0.description = $1.text() },
        "CurrencyBase": { $0.base = $1.text() },
        "CurrencyProfit": { $0.profit = $1.text() },
        "CurrencyMargin": { $0.margin = $1.text() },
        "Digits": { $0.digits = $1.small() },
        "ContractSize": { $0.contractSize = $1.decimal() },
        "TickSize": { $0.tickSize = $1.decimal() },
        "TickValue": { $0.tickValue = $1.decimal() },
        "SwapLong": { $0.swapLong = $1.decimal() },
        "SwapShort": { $0.swapShort = $1.decimal() },
        "TradeMode": { $0.tradeMode = $1.small() },
        "CalcMode": { $0.calculationMode = $1.small() },
        "Spread": { $0.spread = $1.small() },
        "SwapMode": { $0.swapMode = $1.small() },
        "Swap3Day": { $0.swapTripleDay = $1.small() },
        "MarginInitial": { $0.marginInitial = $1.decimal() },
        "MarginHedged": { $0.marginHedged = $1.decimal() },
    ]

    private var name = ""
    private var path = ""
    private var description = ""
    private var base = ""
    private var profit = ""
    private var margin = ""
    private var digits: Int32 = 0
    private var contractSize = Quantity.zero
    private var tickSize = Quantity.zero
    private var tickValue = Quantity.zero
    private var swapLong = Quantity.zero
    private var swapShort = Quantity.zero
    private var tradeMode: Int32 = 4
    private var calculationMode: Int32 = 0
    private var spread: Int32 = 0
    private var swapMode: Int32 = 0
    private var swapTripleDay: Int32 = 7
    private var marginInitial = Quantity.zero
    private var marginHedged = Quantity.zero

    var identity: String { name }

    /// Forex is dealt in its first currency. Elsewhere servers often repeat the profit currency there, which is not the asset.
    private var asset: String {
        let isForex = calculationMode == 0 || calculationMode == 5
        return base.isEmpty || (!isForex && base == profit) ? name : base
    }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> MT5Symbol? {
        guard !name.isEmpty else { throw MT5FieldFault("is missing", in: "Symbol") }
        guard (0...8).contains(digits) else { throw MT5FieldFault("is out of range", in: "Digits") }
        guard contractSize > .zero else { throw MT5FieldFault("is not above zero", in: "ContractSize") }
        var symbol = Symbol(
            name: name, digits: Int(digits), contractSize: contractSize, base: asset, profitCurrency: profit,
            marginCurrency: margin.isEmpty ? profit : margin)
        symbol.path = path.isEmpty ? nil : path
        symbol.description = description.isEmpty ? nil : description
        (symbol.tickSize, symbol.tickValue) = (stated(tickSize), stated(tickValue))
        (symbol.swapLong, symbol.swapShort) = (swapLong, swapShort)
        var result = MT5Symbol(symbol: symbol)
        (result.tradeMode, result.calculationMode, result.spread) = (tradeMode, calculationMode, spread)
        (result.swapMode, result.swapTripleDay) = (swapMode, swapTripleDay)
        (result.marginInitial, result.marginHedged) = (marginInitial, marginHedged)
        return result
    }

    private func stated(_ quantity: Quantity) -> Quantity? { quantity.isZero ? nil : quantity }
}
