import Brokerage

extension Rule {
    /// EX7: book A and the providers have been apart in a symbol for too long (risk-domain 2.8).
    static let coverBreak = Rule(
        id: "EX7", cooldown: .seconds(5 * 60),
        metric: .symbol { symbol, settings in
            guard let cover = symbol.cover else { return nil }
            let severity = cover.age.flatMap { settings.coverage.severity(age: $0) }
            let reading = Reading.finding(
                severity != nil, value: abs(cover.breakLots.statistic), threshold: settings.coverage.lots, severity: severity ?? .warning)
            var evidence = [
                AlertEvidence("break_lots", cover.breakLots.description), AlertEvidence("client_lots", cover.clientLots.description),
                AlertEvidence("provider_lots", cover.providerLots.description),
            ]
            if let usd = cover.breakUSD { evidence.append(AlertEvidence("break_usd", Figure.text(usd))) }
            if let age = cover.age { evidence.append(AlertEvidence("seconds", "\(age.microseconds / 1_000_000)")) }
            return (reading, Explanation(evidence: evidence))
        })
}

/// Book A against the providers in one symbol, for rules.
struct SymbolCover: Sendable {
    var breakLots: Lots
    var clientLots: Lots
    var providerLots: Lots
    var breakUSD: Double?
    /// How long the break has been larger than is tolerated; nil when it is not.
    var age: Duration?

    init(_ row: CoverageRow, now: Timestamp) {
        (breakLots, clientLots, providerLots, breakUSD) = (row.breakLots, row.clientLots, row.providerLots, row.breakUSD)
        age = row.since.map { now - $0 }
    }
}
