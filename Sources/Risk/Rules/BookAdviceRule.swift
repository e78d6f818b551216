import Brokerage

extension Rule {
    /// BK1: another book is advised than the account is in (risk-domain 8.3).
    static let bookAdvice = Rule(
        id: "BK1", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, _, _ in
                let isOther = account.advice.book.map { $0 != account.book } ?? false
                return .finding(isOther, value: isOther ? 1 : 0, threshold: 1, severity: .info)
            },
            explain: { account, _, _ in
                var evidence = [AlertEvidence("unit", "advice"), .init("book", account.book.rawValue)]
                if let advised = account.advice.book { evidence.append(.init("advised", advised.rawValue)) }
                if let edge = account.verdict.edge { evidence.append(.init("yield_usd_per_million", Figure.text(edge.usdPerMillion))) }
                return Explanation(evidence: evidence, deals: account.history.recentOpens.deals)
            }))
}
