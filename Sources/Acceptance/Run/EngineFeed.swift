import Brokerage
import Risk

/// What an engine is told beside symbols, accounts, deals and ticks.
enum EngineFeed {
    static func apply(_ session: ClientSession, account: AccountID, to engine: inout RiskEngine) { engine.apply(session, account: account) }
    static func apply(_ transfer: Transfer, account: AccountID, to engine: inout RiskEngine) { engine.apply(transfer, account: account) }
    static func apply(_ event: CalendarEvent, to engine: inout RiskEngine) { engine.apply(event) }
    static func apply(_ fill: ProviderFill, on connection: ConnectionID, to engine: inout RiskEngine) {}
}
