import Brokerage

/// What a scenario would do to the house. USD.
public struct StressResult: Sendable, Equatable {
    public var scenario: String
    public var name: String
    /// The house's result on what it keeps and on its cover, less ``negativeBalanceUSD``. Nil with ``reason``.
    public var pnlUSD: Double?
    /// The same before the credit effect.
    public var marketUSD: Double?
    /// What clients would owe beyond their money and what the house will not see: balance and floating below zero, credit left out
    /// (risk-domain 3.8). Only what the scenario adds.
    public var negativeBalanceUSD: Double?
    /// Accounts that would fall below zero.
    public var negativeAccounts: Int
    /// The symbols that lose the house most, worst first.
    public var worstSymbols: [SymbolResult]
    /// The accounts with the largest shortfall, worst first.
    public var worstAccounts: [AccountResult]
    public var reason: MissingReason?
    /// Symbols that are held and that the scenario would move by what their history says, which is too short: they stand still.
    public var unmoved: [String]

    public struct SymbolResult: Sendable, Equatable {
        public var symbol: String
        public var usd: Double
    }

    public struct AccountResult: Sendable, Equatable {
        public var account: AccountID
        public var shortfallUSD: Double
    }
}
