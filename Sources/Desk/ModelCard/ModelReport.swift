import Brokerage
import JSON
import Risk
import Tenancy

/// What is measured about the engine itself on a tenant's own data: its models, and how often its rules were right.
public struct ModelReport: Sendable {
    public var card: ModelCard
    public var rules: [RulePrecision]
    public var asOf: Timestamp

    /// From a tenant's file alone, as of the last state of the models that was kept in it.
    public static func read(_ file: TenantFile, at now: Timestamp) throws -> ModelReport {
        try file.read { reader in
            var engine = RiskEngine()
            let names = try reader.snapshot(SnapshotName.names, layout: RiskEngine.snapshotLayout)
            if let names { _ = engine.restore(names: names.state, symbols: try SymbolList.described(reader)) }
            // A file without models, or of another build, gives the card of models that have learnt nothing.
            if let models = try reader.snapshot(SnapshotName.models, layout: SnapshotName.modelLayout) { _ = engine.restore(models: models.state) }
            return ModelReport(card: engine.modelCard(), rules: try precision(reader), asOf: now)
        }
    }

    static func precision(_ reader: TenantReader) throws -> [RulePrecision] {
        try reader.ruleOutcomes().map { RulePrecision(rule: $0.rule, raised: $0.raised, judged: $0.judged, confirmed: $0.confirmed) }
    }
}

/// The symbols that a file describes.
enum SymbolList {
    static func described(_ reader: TenantReader) throws -> [(symbol: Symbol, connection: ConnectionID)] {
        try reader.allConnections().flatMap { connection in try reader.symbols(of: connection).map { (symbol: $0, connection: connection) } }
    }
}

extension Desk {
    /// What is measured about the engine itself, as of now.
    nonisolated public func modelReport() async throws(DeskError) -> ModelReport {
        do {
            let rules = try await file.read { try ModelReport.precision($0) }
            return ModelReport(card: await engine.modelCard(), rules: rules, asOf: environment.now())
        } catch {
            throw DeskError(storing: error)
        }
    }
}
