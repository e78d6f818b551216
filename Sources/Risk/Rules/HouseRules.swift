extension Rule {
    /// EX4: the value at risk nears its limit, and passes it.
    static let valueAtRisk = Rule(
        id: "EX4", cooldown: .seconds(60 * 60),
        metric: .house { house, settings in
            guard let limit = settings.house.valueAtRisk, limit > 0, let risk = house.valueAtRisk else { return nil }
            let reading = Reading.above(risk, limit * settings.exposure.warningShare, severity: risk > limit ? .critical : .warning)
            return (reading, Explanation(evidence: [.init("var_99_usd", Figure.text(risk)), .init("limit_usd", Figure.text(limit))]))
        })

    /// EX5: a scenario would cost more than a tenth of the capital.
    static let stressLoss = Rule(
        id: "EX5", cooldown: .seconds(4 * 3600),
        metric: .house { house, settings in
            guard let capital = settings.house.capital, capital > 0, let worst = house.worstScenario else { return nil }
            let reading = Reading.above(0 - worst.pnlUSD, capital * 0.1, severity: .critical)
            let evidence = [
                AlertEvidence("scenario", worst.name), AlertEvidence("pnl_usd", Figure.text(worst.pnlUSD)),
                AlertEvidence("capital_usd", Figure.text(capital)),
            ]
            return (reading, Explanation(evidence: evidence))
        })

    /// PL1: what the house keeps lost too much in a day.
    static let bookLoss = Rule(
        id: "PL1", cooldown: .seconds(24 * 3600),
        metric: .house { house, settings in
            guard let limit = settings.house.bookLoss, limit > 0, let result = house.keptDayUSD else { return nil }
            let loss = 0 - result
            let reading = Reading.above(loss, limit / 2, step: limit / 2, severity: loss > limit ? .critical : .warning)
            return (reading, Explanation(evidence: [.init("day_usd", Figure.text(result)), .init("limit_usd", Figure.text(limit))]))
        })

    /// PL3: the house lost too much in one symbol in a day.
    static let symbolLoss = Rule(
        id: "PL3", cooldown: .seconds(24 * 3600),
        metric: .symbol { symbol, settings in
            guard let result = symbol.dayUSD else { return nil }
            let reading = Reading.above(0 - result, settings.house.symbolLoss, step: settings.house.symbolLossStep, severity: .warning)
            return (reading, Explanation(evidence: [.init("day_usd", Figure.text(result))]))
        })

    /// MG5: an ordinary day's move of a symbol would close many accounts, or leave them owing much.
    static let cascadeRisk = Rule(
        id: "MG5", cooldown: .seconds(4 * 3600),
        metric: .symbol { symbol, settings in
            guard let cascade = symbol.cascade else { return nil }
            let share = cascade.open > 0 ? Double(cascade.step.accounts) / Double(cascade.open) : 0
            let isFound = share >= settings.house.cascadeShare || cascade.step.negativeBalanceUSD > settings.house.cascadeDebt
            let reading = Reading.finding(isFound, value: share, threshold: settings.house.cascadeShare, severity: .critical)
            let evidence = [
                AlertEvidence("move_pips", Figure.text(cascade.step.movePips)), AlertEvidence("accounts", "\(cascade.step.accounts)"),
                AlertEvidence("share", Figure.percent(share, 1)), AlertEvidence("lots", Figure.text(cascade.step.lots)),
                AlertEvidence("negative_balance_usd", Figure.text(cascade.step.negativeBalanceUSD)),
            ]
            return (reading, Explanation(evidence: evidence))
        })
}

/// The house as a whole, for rules; taken once a minute.
struct HouseWatch: Sendable {
    /// At 99 % over a day.
    var valueAtRisk: Double?
    var worstScenario: (name: String, pnlUSD: Double)?
    /// The day's result on books B and C.
    var keptDayUSD: Double?
    /// The largest net in a currency other than USD, in which all is counted.
    var largestLeg: (currency: String, usd: Double)?
}

/// One symbol, for rules; taken once a minute.
struct SymbolWatch: Sendable {
    /// The house's result of the day.
    var dayUSD: Double?
    var cascade: SymbolCascade?
    /// The house's net at the end of each of the last five minutes, oldest first.
    var netsUSD: [Double] = []
}

/// The worse of a deviation up and a deviation down.
struct SymbolCascade: Sendable {
    var step: CascadeStep
    /// Accounts that hold anything at all.
    var open: Int
}
