import Brokerage

extension RiskEngine {
    /// Counts a fill against the price that was requested, with the account and with the symbol.
    mutating func slip(_ deal: borrowing Deal, _ index: Int, symbol: Int) {
        guard !deal.priceRequested.isZero, deal.reason.isDecision else { return }
        let isBuy = deal.action == .buy
        var fill = SlippageTally()
        fill.add(requested: deal.priceRequested.units, filled: deal.price.units, isBuy: isBuy)
        let instrument = accounts[index].history.withSymbol(symbol) { entry in
            entry.slippage[isBuy ? 0 : 1].add(fill)
            return entry.instrument
        }
        if !accounts[index].isExcluded { market.instruments[instrument].slippage.add(fill) }
    }

    /// Takes an account's fills out of those of its symbols, before it is built again.
    mutating func forgetSlippage(_ index: Int) {
        for symbol in accounts[index].history.symbols {
            market.instruments[symbol.instrument].slippage.remove(symbol.slippage[0])
            market.instruments[symbol.instrument].slippage.remove(symbol.slippage[1])
        }
    }

    mutating func restoreSlippage(_ index: Int) {
        for symbol in accounts[index].history.symbols {
            market.instruments[symbol.instrument].slippage.add(symbol.slippage[0])
            market.instruments[symbol.instrument].slippage.add(symbol.slippage[1])
        }
    }

    /// Whether clients are filled as often better as worse than they requested (risk-domain 6.17): for all deals that state the requested
    /// price, and by symbol and side.
    public func executionQuality() -> ExecutionQuality {
        var rows: [String: InlineArray<2, SlippageTally>] = [:]
        var total = SlippageTally()
        for index in accounts.indices where !accounts[index].isExcluded {
            for symbol in accounts[index].history.symbols {
                let name = market.underlyings[market.instruments[symbol.instrument].underlying].name
                for side in 0..<2 where symbol.slippage[side].fills > 0 {
                    rows[name, default: InlineArray(repeating: SlippageTally())][side].add(symbol.slippage[side])
                    total.add(symbol.slippage[side])
                }
            }
        }
        var quality = ExecutionQuality(total: ExecutionRow(total))
        for (name, sides) in rows.sorted(by: { $0.key < $1.key }) {
            for (position, side) in [Side.buy, .sell].enumerated() where sides[position].fills > 0 {
                quality.rows.append(ExecutionRow(sides[position], symbol: name, side: side))
            }
        }
        return quality
    }
}

/// Requested against filled prices of clients' own orders.
public struct ExecutionQuality: Sendable, Equatable {
    public var total: ExecutionRow
    /// By symbol, and buys before sells.
    public var rows: [ExecutionRow] = []
}

/// Slippage of one symbol and side, or of all.
public struct ExecutionRow: Sendable, Equatable {
    /// Nil for all together.
    public var symbol: String?
    public var side: Side?
    public var fills: Int
    /// Fills at better, at worse and at exactly the price requested.
    public var better: Int
    public var worse: Int
    public var same: Int
    /// Positive for the client, in basis points.
    public var meanBps: Double
    /// Two-sided, of the sign test on fills that slipped; nil without any.
    public var pValue: Double?
    /// The 95 % interval of the share of better fills among those that slipped.
    public var betterShare: ClosedRange<Double>?

    init(_ tally: SlippageTally, symbol: String? = nil, side: Side? = nil) {
        (self.symbol, self.side) = (symbol, side)
        (fills, better, worse, same) = (tally.fills, Int(tally.better), Int(tally.worse), Int(tally.same))
        meanBps = tally.meanBps
        guard tally.slipped > 0 else { return }
        pValue = tally.pValue
        betterShare = Share.wilson(Int(tally.better), of: tally.slipped)
    }
}
