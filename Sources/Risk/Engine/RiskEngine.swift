import Brokerage

/// The live risk book of a tenant.
public struct RiskEngine: Sendable {
    public let settings: RiskSettings

    public init(settings: RiskSettings = RiskSettings()) { self.settings = settings }

    public mutating func define(_ symbol: Symbol, on connection: ConnectionID) {}
    public mutating func update(_ account: Account, id: AccountID, on connection: ConnectionID, scored: Bool) {}
    public mutating func apply(_ deal: Deal, id: DealID, account: AccountID) {}
    public func isLate(_ deal: Deal, account: AccountID) -> Bool { false }
    public mutating func apply(_ tick: Tick, on connection: ConnectionID) {}
    public mutating func apply(_ position: Position, account: AccountID) {}
    public mutating func rebuild(_ account: AccountID, deals: [(id: DealID, deal: Deal)], markouts: [MarkoutFact]) {}
    public mutating func restore(population: PopulationPrior, ruleStates: [RuleState]) {}
    public mutating func settle(at now: Timestamp) -> RiskChanges { RiskChanges() }
    public mutating func refreshPopulation() {}
    public var population: PopulationPrior { .initial }
    public func figures(of account: AccountID) -> AccountFigures? { nil }
    public func score(of account: AccountID) -> RiskScore? { nil }
    public func markouts(of account: AccountID, side: MarkoutSide) -> [MarkoutPoint] { [] }
    public func exposure(by grouping: ExposureGrouping) -> [ExposureRow] { [] }
    public func positions(of account: AccountID) -> [PositionFigures] { [] }
    public var house: HouseFigures {
        HouseFigures(accounts: 0, scored: 0, bands: [:], deals: 0)
    }
}
