import Brokerage

extension RiskEngine {
    /// Introducers with their clients' thirty days, by falling number of clients who churn (risk-domain 6.12). Accounts without one, and
    /// those that are not scored, are left out.
    public func introducers() -> [IntroducerFigures] {
        var rows: [String: IntroducerFigures] = [:]
        for index in accounts.indices where accounts[index].isJudged {
            guard let name = accounts[index].introducer, !name.isEmpty else { continue }
            var row = rows[name] ?? IntroducerFigures(introducer: name)
            row.clients += 1
            if accounts[index].verdict.patterns.contains(.churning) { row.churning.append(accounts[index].id) }
            if let rate = market.currencies.usd(accounts[index].currency) {
                let month = accounts[index].history.patterns.month.total(asOf: accounts[index].history.ledger.lastTime)
                row.depositsUSD += Double(month.deposits) * rate
                row.costsUSD += Double(month.costs) * rate
                row.turnoverUSD += Double(month.turnover) * rate
                row.clientResultUSD += Double(month.result - month.costs) * rate
            }
            rows[name] = row
        }
        let limit = settings.patterns.churn.introducerClients
        return rows.values.map { row in
            var row = row
            row.isSuspicious = row.churning.count >= limit
            return row
        }.sorted { ($1.churning.count, $0.introducer) < ($0.churning.count, $1.introducer) }
    }
}

/// What the clients of one introducer did in thirty days up to their newest deals. Amounts are left out for currencies without a rate.
public struct IntroducerFigures: Sendable, Equatable {
    public var introducer: String
    public var clients = 0
    /// Clients who churn.
    public var churning: [AccountID] = []
    public var depositsUSD = 0.0
    /// Commissions and fees.
    public var costsUSD = 0.0
    public var turnoverUSD = 0.0
    /// With costs, from the clients' side.
    public var clientResultUSD = 0.0
    /// Three clients and more who churn.
    public var isSuspicious = false

    init(introducer: String) { self.introducer = introducer }
}
