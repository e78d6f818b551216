import Brokerage

/// Everything known of symbols and prices: descriptions, quotes and rates between currencies.
struct Market: Sendable {
    var currencies = Currencies()
    var instruments: [Instrument] = []
    /// Daily closes by underlying.
    var history = DailyHistory()
    private(set) var underlyings: [Underlying] = []
    private var underlyingNumbers: [String: Int] = [:]
    private(set) var connections: [ConnectionID] = []
    /// Per connection: symbol name to instrument.
    private var names: [[String: Int]] = []
    /// Two currencies' numbers to the pair that quotes one in the other.
    private var pairs: [UInt64: Int] = [:]
    /// Time of the newest quote of any symbol, in microseconds.
    private(set) var newestQuote: Int64 = .min

    mutating func connection(_ id: ConnectionID) -> Int {
        // A tenant has a handful.
        if let known = connections.firstIndex(of: id) { return known }
        connections.append(id)
        names.append([:])
        return connections.count - 1
    }

    /// The instrument of that name, described by its name alone when nobody described it.
    mutating func instrument(_ name: String, connection: Int) -> Int {
        if let known = names[connection][name] { return known }
        return create(.guess(name), connection: connection)
    }

    /// The instrument of that name; nil for a name that never came.
    func known(_ name: String, connection: Int) -> Int? { names[connection][name] }

    /// - Returns: the instrument, and whether figures built on its earlier description no longer hold. Nil when nothing is new.
    mutating func define(_ symbol: Symbol, connection: Int) -> (instrument: Int, isRevaluation: Bool)? {
        guard let known = names[connection][symbol.name] else { return (create(symbol, connection: connection), false) }
        let before = instruments[known]
        guard before.symbol != symbol else { return nil }
        instruments[known].describe(symbol)
        link(known)
        let after = instruments[known]
        let differs = before.contract != after.contract || before.profit != after.profit || before.asset != after.asset
        return (known, differs && before.isUsed)
    }

    private mutating func create(_ symbol: Symbol, connection: Int) -> Int {
        let number = instruments.count
        instruments.append(Instrument(symbol, connection: connection, underlying: 0))
        names[connection][symbol.name] = number
        link(number)
        return number
    }

    /// Sets what follows from a description: currencies, underlying, and the rate the instrument's price is.
    private mutating func link(_ number: Int) {
        let symbol = instruments[number].symbol
        let base = symbol.base.uppercased()
        let isOwnAsset = base.isEmpty || base == symbol.profitCurrency.uppercased()
        instruments[number].profit = currencies.number(of: symbol.profitCurrency)
        instruments[number].margin = currencies.number(of: symbol.marginCurrency)
        instruments[number].asset = isOwnAsset ? Currencies.unknown : currencies.number(of: base)
        join(number, underlying(of: instruments[number]))
        guard instruments[number].isPair else { return }
        pairs[Self.key(instruments[number].asset, instruments[number].profit)] = number
    }

    private mutating func join(_ number: Int, _ underlying: Int) {
        underlyings[instruments[number].underlying].members.removeAll { $0 == number }
        underlyings[underlying].members.append(number)
        instruments[number].underlying = underlying
    }

    private mutating func underlying(of instrument: Instrument) -> Int {
        let name = UnderlyingName.of(instrument.symbol)
        let assetClass = AssetClass(of: instrument.symbol, isPair: instrument.isPair)
        if let known = underlyingNumbers[name] {
            // A description says more than a guess did.
            if !instrument.symbol.isGuess { underlyings[known].assetClass = assetClass }
            return known
        }
        return create(name, assetClass)
    }

    private mutating func create(_ name: String, _ assetClass: AssetClass) -> Int {
        underlyings.append(Underlying(name: name, assetClass: assetClass))
        underlyingNumbers[name] = underlyings.count - 1
        return underlyings.count - 1
    }

    /// Enters an underlying before its symbols, so that it has the number it had.
    mutating func enter(underlying name: String, _ assetClass: AssetClass) {
        guard underlyingNumbers[name] == nil else { return }
        underlyingNumbers[name] = underlyings.count
        underlyings.append(Underlying(name: name, assetClass: assetClass))
    }

    /// The underlying of that name; one that no instrument has yet is made as it would be guessed.
    mutating func underlying(named name: String) -> Int {
        if let known = underlyingNumbers[name] { return known }
        let guess = Symbol.guess(name)
        return create(name, AssetClass(of: guess, isPair: UnderlyingName.isPair(guess)))
    }

    /// The price of a deal, for the daily closes: it stands where no quote of its day does.
    mutating func noteDeal(at price: Int64, time: Int64, of number: Int) {
        guard price != 0 else { return }
        history.deal(price, at: time, of: instruments[number].underlying)
    }

    /// Takes a quote in, and the rate to USD that it may be.
    mutating func take(_ quote: Quote, of number: Int) {
        instruments[number].quote = quote
        instruments[number].isRepriced = true
        newestQuote = max(newestQuote, quote.time)
        history.quote(quote.mid, at: quote.time, of: instruments[number].underlying)
        guard instruments[number].isPair, quote.mid > 0 else { return }
        let (asset, profit) = (instruments[number].asset, instruments[number].profit)
        if profit == Currencies.usd { currencies.setUSD(quote.midPrice, of: asset) }
        if asset == Currencies.usd { currencies.setUSD(1 / quote.midPrice, of: profit) }
    }

    mutating func settleQuotes() {
        for number in instruments.indices { instruments[number].isRepriced = false }
    }

    /// Units of `to` for one unit of `from` at current mids: directly, inversely or by way of USD. Nil while no quote leads there.
    func rate(from: Int, to: Int) -> Double? {
        guard from >= 0, to >= 0 else { return nil }
        if from == to { return 1 }
        let (source, sourceScale) = currencies.whole(from)
        let (target, targetScale) = currencies.whole(to)
        if source == target { return sourceScale / targetScale }
        if let pair = pairs[Self.key(source, target)], let quote = instruments[pair].quote, quote.mid > 0 {
            return quote.midPrice * sourceScale / targetScale
        }
        if let pair = pairs[Self.key(target, source)], let quote = instruments[pair].quote, quote.mid > 0 {
            return sourceScale / (quote.midPrice * targetScale)
        }
        guard let fromUSD = currencies.usd(from), let toUSD = currencies.usd(to) else { return nil }
        return fromUSD / toUSD
    }

    /// The rate from the profit currency to another where the deal itself tells it: one currency for both, or the price is the rate, as with
    /// USDJPY and USD.
    func plainRate(_ deal: borrowing Deal, of number: Int, in currency: Int) -> Double? {
        guard currency != Currencies.unknown else { return nil }
        if instruments[number].profit == currency { return 1 }
        guard instruments[number].isPair, instruments[number].asset == currency, deal.price.units > 0 else { return nil }
        return 1 / deal.price.statistic
    }

    private static func key(_ asset: Int, _ profit: Int) -> UInt64 {
        UInt64(UInt32(truncatingIfNeeded: asset)) << 32 | UInt64(UInt32(truncatingIfNeeded: profit))
    }
}

/// What the variants of a symbol have in common.
struct Underlying: Sendable {
    let name: String
    var assetClass: AssetClass
    /// The instruments, by number.
    var members: [Int] = []
}
