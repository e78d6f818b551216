import Brokerage

extension RiskEngine {
    /// True when links rest on other trades than those stored: after history was filled in or changed, and after a restart. Then
    /// ``relink(_:)`` is due.
    public var isLinkingBehind: Bool { links.isBehind }

    /// Finds all links anew.
    /// - Parameter deals: the trades of all accounts in order of (time, id); others among them are passed over.
    public mutating func relink(_ deals: some Sequence<(id: DealID, deal: Deal, account: AccountID)>) {
        links.restart()
        for (id, deal, account) in deals {
            guard let index = numbers[account], deal.isTrade else { continue }
            link(deal, id, of: index, market.instrument(deal.symbol, connection: accounts[index].connection))
        }
    }

    /// Shows a trade to the search for links.
    mutating func link(_ deal: borrowing Deal, _ id: DealID, of index: Int, _ instrument: Int) {
        guard !accounts[index].isExcluded, deal.reason.isTrade else { return }
        let (profit, asset) = (market.instruments[instrument].profit, market.instruments[instrument].asset)
        links.add(
            LinkTrade(
                time: deal.time.microseconds, deal: id.rawValue, position: deal.position, price: deal.price.units,
                lots: deal.volume.statistic, contract: market.instruments[instrument].contract, expert: deal.expert,
                account: Int32(truncatingIfNeeded: index), underlying: Int32(truncatingIfNeeded: market.instruments[instrument].underlying),
                isLong: deal.action == .buy, isOpening: deal.entry == .in || deal.entry == .inOut, isSignal: deal.reason == .signal,
                isRelease: calendar.isInside(deal.time.microseconds, profit, asset)))
    }
}
