import Brokerage
import Risk
import Tenancy

extension DeskState {
    /// The population's priors are taken anew so often.
    private static let populationInterval = Duration.seconds(60)

    /// Scores and judges what changed since the last time and stores the outcome, inside the caller's transaction.
    mutating func settle(_ writer: TenantWriter, at now: Timestamp) throws -> (RiskChanges, [Alert]) {
        try refreshPopulation(writer, at: now)
        var changes = engine.settle(at: now)
        while !changes.outdated.isEmpty {
            for account in changes.outdated { try rebuild(account, with: writer) }
            changes = changes.followed(by: engine.settle(at: now))
        }
        for change in changes.scores {
            try writer.setScore(
                change.account, score: Double(change.brief.score), band: change.brief.band.rawValue, version: change.brief.version)
        }
        if !changes.markouts.isEmpty { try writer.save(markouts: changes.markouts.map(\.stored)) }
        for ruleState in changes.ruleStates { try writer.save(ruleState: ruleState.stored) }
        for record in changes.advice { try writer.save(advice: record.stored) }
        if !changes.incidents.isEmpty { try writer.save(incidents: changes.incidents.map(\.stored)) }
        if !changes.dailyCloses.isEmpty { try writer.save(dailyCloses: changes.dailyCloses.map(\.stored)) }
        try keeper.keep(engine, writer, at: now)
        let entry = AlertEntry(writer: writer, now: now)
        return (changes, try changes.alerts.map(entry.take))
    }

    private mutating func refreshPopulation(_ writer: TenantWriter, at now: Timestamp) throws {
        guard now >= nextPopulationRefresh else { return }
        nextPopulationRefresh = now + DeskState.populationInterval
        let before = engine.population
        engine.refreshPopulation()
        if engine.population != before { try writer.set(riskState: PopulationPrior.key, engine.population.stored) }
    }
}
