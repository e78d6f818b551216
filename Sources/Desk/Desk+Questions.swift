import Brokerage
import Risk
import Tenancy

// Answers from memory that need the risk engine itself and not only the view.
extension Desk {
    public func exposure(by grouping: ExposureGrouping) -> [ExposureRow] { engine.exposure(by: grouping) }

    /// Nil for an account that there is not, or that is not scored.
    public func score(of account: AccountID) -> RiskScore? { engine.score(of: account) }

    public func markouts(of account: AccountID, side: MarkoutSide) -> [MarkoutPoint] { engine.markouts(of: account, side: side) }

    public func positions(of account: AccountID) -> [PositionFigures] { engine.positions(of: account) }

    /// The engine as of the last transaction that was kept.
    private var engine: RiskEngine {
        equalsFile()
        return state.engine
    }

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
