import Brokerage

extension RiskEngine {
    /// Open positions summed, one row a key, sorted by key. Rows by symbol, group and book cost no pass over the accounts.
    public func exposure(by grouping: ExposureGrouping) -> [ExposureRow] {
        switch grouping {
        case .symbol: symbolRows()
        case .currency: currencyRows()
        case .group: groupRows()
        case .book: bookRows()
        case .client: accountRows { String($0.id.rawValue) }
        case .introducer: accountRows { $0.introducer }
        }
    }

    /// The house's net in a symbol; nil while it cannot be valued.
    func symbolExposure(_ underlying: Int) -> SymbolExposure? {
        let name = market.underlyings[underlying].name
        var (usd, lots) = (0.0, Int64(0))
        var slippage = SlippageTally()
        for number in market.underlyings[underlying].members {
            slippage.add(market.instruments[number].slippage)
            let held = houseHolding(number).lots
            guard held != 0 else { continue }
            guard let value = market.netUSD(lots: held, of: number) else { return nil }
            usd += value
            lots &+= held
        }
        let limit = settings.exposure.limit(of: name, market.underlyings[underlying].assetClass)
        return SymbolExposure(name: name, houseNetUSD: usd, limit: limit, netLots: Lots(units: lots), slippage: slippage)
    }

    // MARK: By symbol

    private func symbolRows() -> [ExposureRow] {
        holders.clients.indices.filter { holders.clients[$0] > 0 }.map { symbolRow($0, accounts: holders.clients[$0]) }
            .sorted { $0.key < $1.key }
    }

    func symbolRow(_ underlying: Int, accounts: Int) -> ExposureRow {
        var sum = ExposureSum()
        for number in market.underlyings[underlying].members {
            let (all, kept) = (market.instruments[number].held(keptOnly: false), market.instruments[number].held(keptOnly: true))
            sum.add(all, of: number, kept: kept, houseLots: houseHolding(number).lots, market)
        }
        var row = sum.row(market.underlyings[underlying].name, accounts: accounts)
        let limit = settings.exposure.limit(of: row.key, market.underlyings[underlying].assetClass)
        row.limitShare = limit > 0 ? row.houseNetUSD.map { abs($0) / limit } : nil
        return row
    }

    // MARK: By group, book, introducer and client

    private func groupRows() -> [ExposureRow] {
        holders.groups.filter { $0.accounts > 0 }.map { group in
            var sum = ExposureSum(isMixed: true)
            group.forEach { number, all, kept in sum.add(all, of: number, kept: kept, houseLots: 0 &- kept.netLots, market) }
            return sum.row(group.name, accounts: group.accounts)
        }.sorted { $0.key < $1.key }
    }

    private func bookRows() -> [ExposureRow] {
        [Book.a, .b, .c].filter { holders.books[$0.position] > 0 }.map { book in
            var sum = ExposureSum(isMixed: true)
            for number in market.instruments.indices {
                let held = market.instruments[number].totals[book.position]
                let kept = book == .a ? Holding() : held
                sum.add(held, of: number, kept: kept, houseLots: 0 &- kept.netLots, market)
            }
            return sum.row(book.rawValue, accounts: holders.books[book.position])
        }
    }

    private func accountRows(_ key: (borrowing ClientAccount) -> String?) -> [ExposureRow] {
        var sums: [String: (sum: ExposureSum, accounts: Int)] = [:]
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].heldSymbols > 0 {
            guard let name = key(accounts[index]) else { continue }
            let isKept = accounts[index].book != .a
            for symbol in accounts[index].history.symbols where !symbol.holding.isEmpty {
                let kept = isKept ? symbol.holding : Holding()
                sums[name, default: (ExposureSum(isMixed: true), 0)].sum.add(
                    symbol.holding, of: symbol.instrument, kept: kept, houseLots: 0 &- kept.netLots, market)
            }
            sums[name]?.accounts += 1
        }
        return sums.map { $1.sum.row($0, accounts: $1.accounts) }.sorted { $0.key < $1.key }
    }

    // MARK: By currency

    private func currencyRows() -> [ExposureRow] {
        var legs = CurrencyLegs()
        for number in market.instruments.indices {
            legs.add(market.instruments[number].held(keptOnly: false), house: houseHolding(number), of: number, market)
        }
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].heldSymbols > 0 {
            legs.countAccount(accounts[index].history.symbols, market)
        }
        return legs.rows(market)
    }
}
