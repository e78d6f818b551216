import Brokerage

/// The words for types, directions and states, which terminals write in English in every interface language.
enum DealWords {
    /// What a type word says of a deal.
    struct Kind: Equatable {
        var action: DealAction
        /// MetaTrader 5's own number for it.
        var platformAction: Int32
    }

    static func kind(_ word: String) -> Kind? {
        switch word.lowercased() {
        case "buy": Kind(action: .buy, platformAction: 0)
        case "sell": Kind(action: .sell, platformAction: 1)
        case "balance", "deposit", "withdrawal": Kind(action: .balance, platformAction: 2)
        case "credit": Kind(action: .credit, platformAction: 3)
        case "charge", "additional charge": Kind(action: .charge, platformAction: 4)
        case "correction": Kind(action: .correction, platformAction: 5)
        case "bonus": Kind(action: .bonus, platformAction: 6)
        case "commission": Kind(action: .commission, platformAction: 7)
        case "daily commission", "commission daily": Kind(action: .commission, platformAction: 8)
        case "monthly commission", "commission monthly": Kind(action: .commission, platformAction: 9)
        case "daily agent", "agent daily", "daily agent commission", "agent": Kind(action: .agent, platformAction: 10)
        case "monthly agent", "agent monthly", "monthly agent commission": Kind(action: .agent, platformAction: 11)
        case "interest", "interest rate": Kind(action: .interest, platformAction: 12)
        case "buy canceled", "buy cancelled": Kind(action: .other, platformAction: 13)
        case "sell canceled", "sell cancelled": Kind(action: .other, platformAction: 14)
        case "dividend": Kind(action: .dividend, platformAction: 15)
        case "franked dividend", "dividend franked": Kind(action: .dividend, platformAction: 16)
        case "tax": Kind(action: .tax, platformAction: 17)
        case "agent commission": Kind(action: .agent, platformAction: 18)
        case "so compensation", "stop out compensation": Kind(action: .other, platformAction: 19)
        default: nil
        }
    }

    static func kind(number: Int64) -> Kind? {
        let actions: [DealAction] = [
            .buy, .sell, .balance, .credit, .charge, .correction, .bonus, .commission, .commission, .commission, .agent, .agent, .interest,
            .other, .other, .dividend, .dividend, .tax, .agent, .other,
        ]
        guard number >= 0, number < 256 else { return nil }
        return Kind(action: number < actions.count ? actions[Int(number)] : .other, platformAction: Int32(number))
    }

    static func entry(_ word: String) -> DealEntry? {
        switch word.lowercased().filter({ $0 != " " && $0 != "_" }) {
        case "in", "0": .in
        case "out", "1": .out
        case "in/out", "inout", "2": .inOut
        case "outby", "3": .outBy
        default: nil
        }
    }

    static func reason(number: Int64) -> DealReason? {
        // DEAL_REASON of MetaTrader 5, as its own programs export it.
        let reasons: [DealReason] = [
            .client, .mobile, .web, .expert, .stopLoss, .takeProfit, .stopOut, .rollover, .external, .split, .other,
        ]
        return number >= 0 ? (number < reasons.count ? reasons[Int(number)] : .other) : nil
    }

    /// True for the types of orders that wait for a price.
    static func isPending(_ word: String) -> Bool {
        let word = word.lowercased()
        return (word.hasPrefix("buy ") || word.hasPrefix("sell ")) && (word.hasSuffix("limit") || word.hasSuffix("stop"))
    }

    /// What a comment says of the close: `[sl]`, `[tp 1.2345]`, `so: 49.8%/…`, `[so 49.8% …]`.
    static func reason(comment: String) -> DealReason? {
        let text = comment.lowercased()
        if text.contains("[sl") || text.contains("filled sl") { return .stopLoss }
        if text.contains("[tp") || text.contains("filled tp") { return .takeProfit }
        if text.contains("[so") || text.hasPrefix("so:") || text.contains(" so:") || text.contains("stop out") { return .stopOut }
        return nil
    }
}
