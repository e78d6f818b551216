import Brokerage

/// What kind of thing a symbol is, as far as limits and stress scenarios care.
public enum AssetClass: String, Sendable, BitwiseCopyable, CaseIterable {
    case forexMajor = "forex_major"
    case forexMinor = "forex_minor"
    case metal, energy, index, crypto, other

    static let majors: Set<String> = ["USD", "EUR", "JPY", "GBP", "CAD", "CHF"]
    private static let metals: Set<String> = ["XAU", "XAG", "XPT", "XPD"]
    private static let coins: Set<String> = ["BTC", "ETH", "LTC", "XRP", "BCH", "ADA", "SOL", "DOG", "DOT", "BNB", "XLM", "TRX", "EOS"]
    private static let energies = ["USOIL", "UKOIL", "WTI", "BRENT", "XTI", "XBR", "XNG", "NGAS", "NATGAS", "CRUDE", "CL-OIL"]
    private static let indices = [
        "US30", "US500", "US100", "USTEC", "NAS100", "SPX", "SP500", "DJ30", "GER", "DE30", "DE40", "DAX", "UK100", "FTSE", "FRA40", "EU50",
        "STOXX", "JP225", "JPN225", "NIKKEI", "AUS200", "HK50", "CHINA", "ES35", "SPA35", "IT40", "US2000",
    ]

    /// Two currencies of the six majors are a major pair (risk-domain 12). Without a pair the server's own path decides, then the name.
    init(of symbol: Symbol, isPair: Bool) {
        let path = (symbol.path ?? "").lowercased()
        let name = symbol.name.uppercased()
        if isPair {
            let (base, quote) = (symbol.base.uppercased(), symbol.profitCurrency.uppercased())
            if Self.metals.contains(base) { self = .metal } else if Self.energies.contains(base) { self = .energy } else if Self.coins.contains(base) || path.contains("crypto") { self = .crypto } else {
                self = Self.majors.contains(base) && Self.majors.contains(quote) ? .forexMajor : .forexMinor
            }
        } else if path.contains("crypto") || Self.coins.contains(where: name.hasPrefix) {
            self = .crypto
        } else if path.contains("metal") || name.hasPrefix("GOLD") || name.hasPrefix("SILVER") {
            self = .metal
        } else if path.contains("energ") || Self.energies.contains(where: name.hasPrefix) {
            self = .energy
        } else if path.contains("indic") || path.contains("index") || Self.indices.contains(where: name.hasPrefix) {
            self = .index
        } else {
            self = .other
        }
    }
}

extension ExposureLimits {
    /// The limit in USD of a symbol's net.
    func limit(of name: String, _ assetClass: AssetClass) -> Double {
        symbols[name]
            ?? {
                switch assetClass {
                case .forexMajor: forexMajor
                case .forexMinor: forexMinor
                case .metal: metal
                case .index: index
                case .crypto: crypto
                case .energy, .other: other
                }
            }()
    }
}
