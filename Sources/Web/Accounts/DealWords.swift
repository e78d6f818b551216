import Brokerage

// The words of the integration API for what a deal did and why.
extension DealAction {
    var word: String {
        switch self {
        case .buy: "buy"
        case .sell: "sell"
        case .balance: "balance"
        case .credit: "credit"
        case .charge: "charge"
        case .correction: "correction"
        case .bonus: "bonus"
        case .commission: "commission"
        case .interest: "interest"
        case .dividend: "dividend"
        case .tax: "tax"
        case .agent: "agent"
        case .other: "other"
        }
    }
}

extension DealEntry {
    var word: String {
        switch self {
        case .in: "in"
        case .out: "out"
        case .inOut: "inout"
        case .outBy: "out_by"
        }
    }
}

extension DealReason {
    var word: String {
        switch self {
        case .client: "client"
        case .expert: "expert"
        case .dealer: "dealer"
        case .stopLoss: "sl"
        case .takeProfit: "tp"
        case .stopOut: "stop_out"
        case .rollover: "rollover"
        case .external: "external"
        case .gateway: "gateway"
        case .signal: "signal"
        case .mobile: "mobile"
        case .web: "web"
        case .migration: "migration"
        case .split: "split"
        case .other: "other"
        }
    }
}
