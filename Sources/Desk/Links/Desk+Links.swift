import Brokerage
import Dispatch
import Logging
import Risk
import Tenancy

extension Desk {
    /// Has links found anew beside the desk's work when they rest on other trades than those stored.
    func relinkIfDue() {
        let now = environment.now()
        guard !isClosed, !isStale, state.engine.isLinkingBehind, relinker.isDue(at: now) else { return }
        relinker.begin()
        relinking = Task { await relink() }
    }

    /// Waits until links that are due are found.
    func finishRelinking() async {
        relinkIfDue()
        await relinking?.value
    }

    private func relink() async {
        let begun = ContinuousClock.now
        do {
            let (rewrites, mark) = (state.rewrites, try newestDeal())
            let engine = state.engine
            let relinked = try await DeskExecutor.run(on: Desk.reckoning) { [file, relinkStop] in
                let tape = try file.read { try TradeTape($0, after: DealID(0), upTo: mark, stop: relinkStop) }
                var engine = engine
                engine.relink(tape)
                try relinkStop.check()
                return engine
            }
            try adopt(relinked, after: mark, rewrites: rewrites)
        } catch is CancellationError {
            return
        } catch {
            logger.error("The links between accounts could not be found anew.", metadata: ["error": "\(error)"])
        }
        relinker.end(at: environment.now(), after: ContinuousClock.now - begun)
        if !isClosed { scheduleValuation() }
    }

    private func newestDeal() throws -> DealID { try file.read { try $0.newestDeal() } }

    /// Takes over what was found, unless history changed meanwhile: then it is to be found once more.
    private func adopt(_ relinked: RiskEngine, after mark: DealID, rewrites: Int) throws {
        guard !isClosed, !isStale, rewrites == state.rewrites else { return }
        let later = try file.read { try TradeTape($0, after: mark, upTo: try $0.newestDeal()) }
        state.engine.adopt(linksOf: relinked, later: later)
        state.engine.refreshLinks()
        answers.forget()
    }

    /// The account's links to others, the surest first.
    public func links(of account: AccountID) -> [AccountLink] { engine.links(of: account) }

    /// All groups of accounts that belong together.
    public func clusters() -> [AccountCluster] {
        let engine = engine
        return answers.answer(.clusters, at: environment.now()) { engine.clusters() }
    }
}
