import Brokerage
import Desk
import Foundation
import Risk

/// A model card as tables of text.
struct ModelTables {
    private let report: ModelReport

    init(_ report: ModelReport) { self.report = report }

    var text: String {
        [champions, records, changes, drift, rules].joined(separator: "\n\n")
    }

    private var champions: String {
        table(
            "Models in charge", ["horizon", "model", "since", "blocks"],
            report.card.champions.map { [seconds($0.horizonSeconds), $0.model.name, $0.since.map(day) ?? "the start", "\($0.blocks)"] })
    }

    private var records: String {
        table(
            "What forecasts were worth, predicted first and learnt afterwards",
            ["month", "horizon", "model", "n", "base rate", "AUC", "95 %", "PR", "Brier", "log loss", "gain bps", "trades"],
            report.card.records.map { record in
                [
                    record.monthName, seconds(record.horizonSeconds), record.model.name, "\(record.n)", number(record.baseRate), number(record.auc),
                    interval(record.aucLow, record.aucHigh), number(record.precisionRecallArea), number(record.brier), number(record.logLoss),
                    number(record.gain, 1), number(record.acted, 0),
                ]
            })
    }

    private var changes: String {
        table(
            "Changes of the model in charge", ["day", "horizon", "from", "to", "gain bps a block", "95 %", "p", "blocks"],
            report.card.changes.map { entry in
                let change = entry.change
                return [
                    day(change.day), seconds(entry.horizonSeconds), change.from.name, change.to.name, number(change.gain, 1),
                    interval(change.low, change.high, 1), number(change.pValue, 4), "\(change.blocks)",
                ]
            })
    }

    private var drift: String {
        table(
            "Drift of the scores from month to month (under 0.1 stable, over 0.25 another population)", ["month", "horizon", "model", "PSI"],
            report.card.drift.map { drift in
                [
                    "\(drift.year)-\(String(format: "%02d", drift.month))", seconds(drift.horizonSeconds), drift.model.name,
                    number(drift.stabilityIndex),
                ]
            })
    }

    private var rules: String {
        table(
            "Alert rules, by people's own judgement", ["rule", "raised", "judged", "right", "precision", "95 %"],
            report.rules.map { rule in
                [
                    rule.rule, "\(rule.raised)", "\(rule.judged)", "\(rule.confirmed)", number(rule.precision, 2),
                    interval(rule.interval?.lowerBound, rule.interval?.upperBound, 2),
                ]
            })
    }

    // MARK: Words

    private func number(_ value: Double?, _ places: Int = 3) -> String {
        guard let value, value.isFinite else { return "–" }
        return String(format: "%.\(places)f", value)
    }

    private func interval(_ low: Double?, _ high: Double?, _ places: Int = 3) -> String {
        guard let low, let high else { return "–" }
        return "\(number(low, places))…\(number(high, places))"
    }

    private func seconds(_ value: Double) -> String { value == value.rounded() ? "\(Int(value)) s" : "\(number(value, 1)) s" }

    private func day(_ day: Int64) -> String {
        String(Timestamp(seconds: day.multipliedReportingOverflow(by: 86_400).partialValue).description.prefix(10))
    }

    private func table(_ title: String, _ heads: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "\(title)\n  nothing yet" }
        let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([heads] + rows).map { row in
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            return "  " + cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }
        return ([title] + lines).joined(separator: "\n")
    }
}
