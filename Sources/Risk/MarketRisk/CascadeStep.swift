/// What a move of one symbol would close (risk-domain 3.9).
public struct CascadeStep: Sendable, Equatable {
    /// From the current mid; negative downwards.
    public var movePips: Double
    /// Accounts that the server would have closed by then.
    public var accounts: Int
    /// Lots of the symbol that they hold, long and short.
    public var lots: Double
    /// Part of ``lots`` that belongs to book A and goes to the provider.
    public var providerLots: Double
    /// The house's net afterwards: what closes on books B and C no longer offsets it.
    public var houseNetLots: Double
    /// What those clients would owe beyond their own money if the move came at once, so that they close at its end. USD.
    public var negativeBalanceUSD: Double
}

/// An account that a move of one symbol can close.
struct CascadeAccount: Sendable, Equatable {
    /// Positive when a fall closes it.
    var netLots: Double
    var grossLots: Double
    /// The move against it at which the server closes; zero when it is there already.
    var pips: Double
    /// Balance and floating, without credit, and what a pip is worth. USD.
    var own: Double
    var pipValue: Double
    var isKept: Bool
}

/// The table of a symbol: accounts by their distance, closed as the price moves.
struct Cascade: Sendable {
    private let accounts: [CascadeAccount]
    private let houseNetLots: Double

    init(_ accounts: [CascadeAccount], houseNetLots: Double) {
        self.accounts = accounts.filter { $0.netLots != 0 }.sorted { $0.pips < $1.pips }
        self.houseNetLots = houseNetLots
    }

    func step(_ move: Double) -> CascadeStep {
        var step = CascadeStep(movePips: move, accounts: 0, lots: 0, providerLots: 0, houseNetLots: houseNetLots, negativeBalanceUSD: 0)
        for account in accounts {
            guard account.pips <= abs(move) else { break }
            guard (account.netLots > 0) == (move < 0) else { continue }
            step.accounts += 1
            step.lots += account.grossLots
            if account.isKept { step.houseNetLots += account.netLots } else { step.providerLots += account.grossLots }
            step.negativeBalanceUSD += NegativeBalance.shortfall(own: account.own, pips: abs(move), pipValue: abs(account.pipValue))
        }
        return step
    }
}
