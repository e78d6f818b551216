import Brokerage

/// The order in which symbols, underlyings and currencies were met. States of accounts speak of them by number, so that a new process
/// must number them alike before it takes up any.
struct MarketNames: SnapshotPart {
    private var currencies: [String] = []
    private var connections: [ConnectionID] = []
    private var underlyings: [(name: String, assetClass: AssetClass)] = []
    private var instruments: [(name: String, connection: Int, underlying: Int)] = []

    init() {}

    init(_ market: Market) {
        currencies = market.currencies.names
        connections = market.connections
        underlyings = market.underlyings.map { ($0.name, $0.assetClass) }
        instruments = market.instruments.map { ($0.symbol.name, $0.connection, $0.underlying) }
    }

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&connections)
        currencies = try entries(currencies, "", &coder) { name, coder throws(SnapshotError) in try coder.text(&name) }
        underlyings = try entries(underlyings, ("", .other), &coder) { entry, coder throws(SnapshotError) in
            try coder.text(&entry.name)
            try coder.value(&entry.assetClass)
        }
        instruments = try entries(instruments, ("", 0, 0), &coder) { entry, coder throws(SnapshotError) in
            try coder.text(&entry.name)
            try coder.value(&entry.connection)
            try coder.value(&entry.underlying)
        }
    }

    private func entries<Entry>(
        _ known: [Entry], _ empty: Entry, _ coder: inout SnapshotCoder, _ code: (inout Entry, inout SnapshotCoder) throws(SnapshotError) -> Void
    ) throws(SnapshotError) -> [Entry] {
        var (entries, count) = (known, known.count)
        try coder.value(&count)
        for index in 0..<max(0, count) {
            if coder.isReading { entries.append(empty) }
            try code(&entries[index], &coder)
        }
        return entries
    }

    /// An empty market with everything numbered alike; nil when the symbols' descriptions no longer lead there.
    func market(describedBy symbols: [ConnectionID: [String: Symbol]]) -> Market? {
        var market = Market()
        for name in currencies { _ = market.currencies.number(of: name) }
        for connection in connections { _ = market.connection(connection) }
        for underlying in underlyings { market.enter(underlying: underlying.name, underlying.assetClass) }
        for (number, instrument) in instruments.enumerated() {
            guard connections.indices.contains(instrument.connection) else { return nil }
            let symbol = symbols[connections[instrument.connection]]?[instrument.name] ?? .guess(instrument.name)
            guard let entered = market.define(symbol, connection: instrument.connection), entered.instrument == number,
                market.instruments[number].underlying == instrument.underlying
            else { return nil }
        }
        return market.currencies.names == currencies && market.underlyings.count == underlyings.count ? market : nil
    }
}

extension RiskEngine {
    /// The numbers of symbols and currencies, for ``restore(names:symbols:)``: accounts' snapshots rest on them.
    public func names() -> [UInt8] {
        var (names, coder) = (MarketNames(market), SnapshotCoder.writing())
        // Writing takes whatever there is.
        guard (try? names.code(&coder)) != nil else { return [] }
        return coder.bytes
    }

    /// How many symbols, connections and currencies are numbered: with another count ``names()`` says something new.
    public var namesCount: Int { market.instruments.count + market.connections.count + market.currencies.names.count + market.underlyings.count }

    /// Numbers symbols and currencies as an earlier run did. The first thing that an engine is given.
    /// - Parameter symbols: all descriptions that the file holds.
    /// - Returns: false, and nothing changed, when they cannot be numbered so: then no account's snapshot may be used.
    public mutating func restore(names: [UInt8], symbols: [(symbol: Symbol, connection: ConnectionID)]) -> Bool {
        guard market.instruments.isEmpty, accounts.isEmpty else { return false }
        var (list, coder) = (MarketNames(), SnapshotCoder.reading(names))
        do {
            try list.code(&coder)
        } catch {
            return false
        }
        var described: [ConnectionID: [String: Symbol]] = [:]
        for (symbol, connection) in symbols { described[connection, default: [:]][symbol.name] = symbol }
        guard coder.isAtEnd, let restored = list.market(describedBy: described) else { return false }
        market = restored
        return true
    }
}
