import Brokerage

/// The name under which a symbol's variants meet: `EURUSD.m`, `EURUSD_pro` and `eurusd` are all EURUSD (risk-domain 1.5).
enum UnderlyingName {
    static func of(_ symbol: Symbol) -> String {
        if isPair(symbol) { return (symbol.base + symbol.profitCurrency).uppercased() }
        // Brokers write their suffixes in lower case; `BRK.B` is a share class and stays.
        let name = symbol.name
        guard let cut = name.lastIndex(where: { "._-#+".contains($0) }), cut > name.startIndex else { return name }
        let suffix = name[name.index(after: cut)...]
        guard suffix.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) }) else { return name }
        return String(name[..<cut])
    }

    /// Whether the name begins with the two three-letter currencies, so that its price is a rate between them.
    static func isPair(_ symbol: Symbol) -> Bool {
        let (base, quote) = (symbol.base.uppercased(), symbol.profitCurrency.uppercased())
        return base.utf8.count == 3 && quote.utf8.count == 3 && base != quote && symbol.name.uppercased().hasPrefix(base + quote)
    }
}
