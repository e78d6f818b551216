import Brokerage

/// Where an account's advice stands, to be stored: evaluations of earlier days cannot be had again from the deals.
public struct AdviceRecord: Sendable, Equatable {
    public var account: AccountID
    public var state: AdviceState

    public init(account: AccountID, state: AdviceState) { (self.account, self.state) = (account, state) }
}
