import Brokerage

extension RiskEngine {
    /// Open positions summed, one row a key, sorted by key.
    public func exposure(by grouping: ExposureGrouping) -> [ExposureRow] {
        switch grouping {
        case .symbol: symbolRows()
        case .currency: currencyRows()
        case .group: accountRows { $0.group }
        case .book: accountRows { $0.book.rawValue }
        }
    }

    /// The house's net in a symbol; nil while it cannot be valued.
    func symbolExposure(_ underlying: Int) -> SymbolExposure? {
        let name = market.underlyings[underlying].name
        var (usd, lots) = (0.0, Int64(0))
        var slippage = SlippageTally()
        for number in market.underlyings[underlying].members {
            slippage.add(market.instruments[number].slippage)
            let held = market.instruments[number].held(keptOnly: true)
            guard held.netLots != 0 else { continue }
            guard let value = market.netUSD(held, of: number) else { return nil }
            usd -= value
            lots &-= held.netLots
        }
        let limit = settings.exposure.limit(of: name, market.underlyings[underlying].assetClass)
        return SymbolExposure(name: name, houseNetUSD: usd, limit: limit, netLots: Lots(units: lots), slippage: slippage)
    }

    // MARK: By symbol

    private func symbolRows() -> [ExposureRow] {
        var holders = [Int](repeating: 0, count: market.underlyings.count)
        for index in accounts.indices where !accounts[index].isExcluded {
            var seen: [Int] = []
            for symbol in accounts[index].history.symbols where !symbol.holding.isEmpty {
                let underlying = market.instruments[symbol.instrument].underlying
                if !seen.contains(underlying) { seen.append(underlying) }
            }
            for underlying in seen { holders[underlying] += 1 }
        }
        return market.underlyings.indices.filter { holders[$0] > 0 }.map { symbolRow($0, accounts: holders[$0]) }.sorted { $0.key < $1.key }
    }

    private func symbolRow(_ underlying: Int, accounts: Int) -> ExposureRow {
        var sum = ExposureSum()
        for number in market.underlyings[underlying].members {
            let (all, kept) = (market.instruments[number].held(keptOnly: false), market.instruments[number].held(keptOnly: true))
            sum.add(all, of: number, kept: kept, market)
        }
        var row = sum.row(market.underlyings[underlying].name, accounts: accounts)
        let limit = settings.exposure.limit(of: row.key, market.underlyings[underlying].assetClass)
        row.limitShare = limit > 0 ? row.houseNetUSD.map { abs($0) / limit } : nil
        return row
    }

    // MARK: By group and book

    private func accountRows(_ key: (borrowing ClientAccount) -> String) -> [ExposureRow] {
        var sums: [String: (sum: ExposureSum, accounts: Int)] = [:]
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].history.positions.count > 0 {
            var sum = sums[key(accounts[index])] ?? (ExposureSum(isMixed: true), 0)
            let isKept = accounts[index].book != .a
            for symbol in accounts[index].history.symbols where !symbol.holding.isEmpty {
                sum.sum.add(symbol.holding, of: symbol.instrument, kept: isKept ? symbol.holding : Holding(), market)
            }
            sum.accounts += 1
            sums[key(accounts[index])] = sum
        }
        return sums.map { $1.sum.row($0, accounts: $1.accounts) }.sorted { $0.key < $1.key }
    }

    // MARK: By currency

    private func currencyRows() -> [ExposureRow] {
        var legs = CurrencyLegs()
        for number in market.instruments.indices {
            legs.add(market.instruments[number].held(keptOnly: false), kept: market.instruments[number].held(keptOnly: true), of: number, market)
        }
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].history.positions.count > 0 {
            legs.countAccount(accounts[index].history.symbols, market)
        }
        return legs.rows(market)
    }

    /// The whole tenant in a few numbers.
    public var house: HouseFigures {
        var total = ExposureSum(isMixed: true)
        var (net, gross) = (0.0, 0.0)
        for underlying in market.underlyings.indices {
            let held = symbolRow(underlying, accounts: 0).houseNetUSD ?? 0
            net += held
            gross += abs(held)
        }
        for number in market.instruments.indices {
            total.add(
                market.instruments[number].held(keptOnly: false), of: number, kept: market.instruments[number].held(keptOnly: true), market)
        }
        let today = closedToday()
        var figures = HouseFigures(accounts: accounts.count, scored: 0, bands: [:], deals: 0)
        if total.reason == nil {
            (figures.netUSD, figures.grossUSD) = (net, gross)
            (figures.floatingUSD, figures.clientFloatingUSD) = (-total.keptFloating, total.floating)
        }
        figures.closedTodayUSD = today.usd
        figures.reason = total.reason ?? today.reason
        for index in accounts.indices {
            figures.deals += accounts[index].history.ledger.deals
            if let time = accounts[index].watermark { figures.lastDealAt = max(figures.lastDealAt ?? time, time) }
            guard let brief = accounts[index].brief else { continue }
            figures.scored += 1
            figures.bands[brief.band, default: 0] += 1
        }
        return figures
    }

    /// The house's closed result of the UTC day of the last settlement, on what it keeps.
    private func closedToday() -> (usd: Double?, reason: MissingReason?) {
        let today = Whole.floorDivide(now.microseconds, 86_400_000_000)
        var usd = 0.0
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].book != .a {
            guard accounts[index].history.ledger.day == today, !accounts[index].history.ledger.dayProfit.isZero else { continue }
            guard let rate = market.currencies.usd(accounts[index].currency) else {
                return (nil, accounts[index].currency == Currencies.unknown ? .noCurrency : .noConversion)
            }
            usd -= accounts[index].history.ledger.dayProfit.statistic * rate
        }
        return (usd, nil)
    }
}
