import Brokerage
import Risk
import Tenancy

// Answers from memory that need the risk engine itself and not only the view.
extension Desk {
    public func exposure(by grouping: ExposureGrouping) -> [ExposureRow] { engine.exposure(by: grouping) }

    /// Nil for an account that there is not, or that is not scored.
    public func score(of account: AccountID) -> RiskScore? { engine.score(of: account) }

    public func positions(of account: AccountID) -> [PositionFigures] { engine.positions(of: account) }

    /// The account's markout curve, from all of its deals. It is read and reckoned beside the desk, which goes on meanwhile.
    nonisolated public func markouts(of account: AccountID, side: MarkoutSide, clock: MarkoutClock) async throws(DeskError) -> [MarkoutPoint] {
        do {
            let (deals, facts) = try await file.read { reader in
                (try reader.deals(of: account).map { (id: $0.id, deal: $0.deal) }, try reader.markouts(of: account).map(MarkoutFact.init(stored:)))
            }
            let engine = await engine
            return try await DeskExecutor.run(on: Desk.reckoning) {
                engine.markoutCurve(account: account, deals: deals, facts: facts, side: side, clock: clock)
            }
        } catch {
            throw DeskError(storing: error)
        }
    }

    /// For answers that take long: one after another, so that many of them at once do not take the processors from the desks.
    static let reckoning = DeskExecutor(label: "veles.reckoning")

    /// The engine as of the last transaction that was kept.
    var engine: RiskEngine {
        equalsFile()
        return state.engine
    }

    /// - Throws: ``DeskError`` when the file cannot be read.
    nonisolated public func overview() async throws(DeskError) -> Overview {
        do {
            let counts = try await file.read { try $0.unfinishedAlertCounts() }
            return Overview(
                view: await view(), standing: standing, openAlerts: counts.values.reduce(0, +), criticalAlerts: counts[.critical] ?? 0)
        } catch {
            throw DeskError(storing: error)
        }
    }
}
