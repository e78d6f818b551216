/// A tradable instrument as a trading server describes it.
public struct Symbol: Sendable, Equatable {
    public var name: String
    public var digits: Int
    /// Units of the asset in one lot.
    public var contractSize: Quantity
    /// The asset: for forex the first currency, else the instrument itself or its currency.
    public var base: String
    public var profitCurrency: String
    public var marginCurrency: String
    public var description: String?
    public var path: String?
    public var tickSize: Quantity?
    public var tickValue: Quantity?
    public var swapLong: Quantity?
    public var swapShort: Quantity?
    /// True when nobody stated the contract size and it was taken from the name. Shown wherever it is used.
    public var isGuess = false

    public init(name: String, digits: Int, contractSize: Quantity, base: String, profitCurrency: String, marginCurrency: String) {
        self.name = name
        self.digits = digits
        self.contractSize = contractSize
        self.base = base
        self.profitCurrency = profitCurrency
        self.marginCurrency = marginCurrency
    }

    /// A first guess for a symbol that was traded before it was described: six letters are a currency pair of 100 000 units a
    /// lot, XAU 100 and XAG 5 000 ounces; anything else counts one unit a lot in USD.
    public static func guess(_ name: String) -> Symbol {
        let letters = String(name.prefix(6).uppercased())
        guard letters.utf8.count == 6, letters.utf8.allSatisfy({ (65...90).contains($0) }) else {
            var symbol = Symbol(name: name, digits: 2, contractSize: Quantity(1), base: name, profitCurrency: "USD", marginCurrency: "USD")
            symbol.isGuess = true
            return symbol
        }
        let (base, quote) = (String(letters.prefix(3)), String(letters.suffix(3)))
        let size = base == "XAU" ? 100 : base == "XAG" ? 5000 : 100_000
        let digits = base == "XAU" || base == "XAG" ? 2 : quote == "JPY" ? 3 : 5
        var symbol = Symbol(
            name: name, digits: digits, contractSize: Quantity(size), base: base, profitCurrency: quote, marginCurrency: base)
        symbol.isGuess = true
        return symbol
    }
}
