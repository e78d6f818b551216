extension StressScenario {
    /// What happened, in round numbers, and what is customary to look at.
    ///
    /// Moves of pairs are stated as moves of their currencies in USD, so that every cross moves with them: 1.2195 / 1 is USDCHF −18 %, and
    /// 0.9756 / 1.2195 is EURCHF −20 %.
    public static let defaults: [StressScenario] = history + parallel + [
        StressScenario(id: "weekend_gap", name: "Worst weekend gap of each symbol", isWeekendGap: true)
    ]

    private static let history: [StressScenario] = [
        StressScenario(
            id: "chf_2015", name: "CHF unpegged, January 2015",
            shocks: [Shock(.currency("CHF"), .percent(21.951219512195)), Shock(.currency("EUR"), .percent(-2.439024390244))]),
        StressScenario(
            id: "gbp_2016", name: "GBP referendum, June 2016",
            shocks: [Shock(.currency("GBP"), .percent(-8)), Shock(.currency("JPY"), .percent(4.545454545455))]),
        StressScenario(
            id: "jpy_flash_2019", name: "JPY flash move, January 2019",
            shocks: [Shock(.currency("JPY"), .percent(4.166666666667)), Shock(.currency("AUD"), .percent(-3.125))]),
        StressScenario(id: "gbp_flash_2016", name: "GBP flash crash, October 2016", shocks: [Shock(.currency("GBP"), .percent(-6))]),
        StressScenario(
            id: "gold_2013", name: "Gold in a day, April 2013",
            shocks: [Shock(.currency("XAU"), .percent(-9)), Shock(.symbol("GOLD"), .percent(-9))]),
        StressScenario(id: "oil_half", name: "Oil halves, April 2020", shocks: [Shock(.assetClass(.energy), .percent(-50))]),
        StressScenario(id: "oil_negative", name: "Oil below zero, April 2020", shocks: [Shock(.assetClass(.energy), .percent(-150))]),
        StressScenario(id: "crypto_crash", name: "Crypto −30 %", shocks: [Shock(.assetClass(.crypto), .percent(-30))]),
        StressScenario(id: "index_crash", name: "Indices −7 %", shocks: [Shock(.assetClass(.index), .percent(-7))]),
    ]

    private static let parallel: [StressScenario] = [
        ("forex", "All currencies against USD", [AssetClass.forexMajor, .forexMinor]), ("metals", "Metals", [.metal]),
        ("energy", "Energy", [.energy]), ("indices", "Indices", [.index]), ("crypto", "Crypto", [.crypto]), ("others", "Other symbols", [.other]),
    ].flatMap { id, name, classes in
        [(-3.0, "down_3"), (-1, "down_1"), (1, "up_1"), (3, "up_3")].map { size, suffix in
            StressScenario(
                id: "\(id)_\(suffix)", name: "\(name) \(size > 0 ? "+" : "−")\(size.magnitude == 1 ? 1 : 3) σ",
                shocks: classes.map { Shock(.assetClass($0), .deviations(size)) })
        }
    }
}
