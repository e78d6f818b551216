import Brokerage
import Risk
import Tenancy

// What covering would have made of the past.
extension Desk {
    /// Replays a policy over the trades that closed in the last days. It is read and reckoned beside the desk, which goes on meanwhile.
    /// - Throws: ``DeskError`` when the file cannot be read.
    nonisolated public func replay(_ policy: CoverPolicy, days: Int) async throws(DeskError) -> CounterfactualResult {
        let (engine, now) = (await engine, environment.now())
        do {
            return try await DeskExecutor.run(on: Desk.reckoning) { [file] in
                var run = CounterfactualRun(engine, policy: policy, from: now - .seconds(days * 86_400))
                try file.read { reader in
                    try reader.forEachDealByAccount { account, deals in
                        guard run.takes(account) else { return }
                        let facts = try reader.markouts(of: account).map(MarkoutFact.init(stored:))
                        run.add(account, deals: deals.map { ($0.id, $0.deal) }, facts: facts)
                    }
                }
                return run.result()
            }
        } catch {
            throw DeskError(storing: error)
        }
    }
}
