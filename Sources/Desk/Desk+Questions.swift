import Brokerage
import Risk
import Tenancy

// Answers from memory that need the risk engine itself and not only the view.
extension Desk {
    public func exposure(by grouping: ExposureGrouping) -> [ExposureRow] { state.engine.exposure(by: grouping) }

    /// Nil for an account that there is not, or that is not scored.
    public func score(of account: AccountID) -> RiskScore? { state.engine.score(of: account) }

    public func markouts(of account: AccountID, side: MarkoutSide) -> [MarkoutPoint] { state.engine.markouts(of: account, side: side) }

    public func positions(of account: AccountID) -> [PositionFigures] { state.engine.positions(of: account) }

    /// - Throws: ``DeskError`` when the file cannot be read.
    nonisolated public func overview() async throws(DeskError) -> Overview {
        do {
            let counts = try await file.read { try $0.unfinishedAlertCounts() }
            return Overview(
                view: await view(), tenant: file.tenant, openAlerts: counts.values.reduce(0, +), criticalAlerts: counts[.critical] ?? 0)
        } catch {
            throw DeskError(storing: error)
        }
    }
}
