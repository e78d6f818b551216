import Foundation
import Risk
import Simulator

/// Why accounts without a planted edge were flagged, for whoever works on the engine.
enum FalseFlags {
    /// Writes to standard error, so that standard output stays one JSON line a figure.
    static func explain(_ run: TapeRun, first count: Int) {
        let wrong = run.truth.judged.filter { run.watches[$0].firstToxic != nil && run.truth.isInnocent($0) }
        for place in wrong.prefix(count) {
            guard let score = run.engine.score(of: TapeRun.id(place)) else { continue }
            let entry = run.truth.planted[place]
            var text = "world \(run.seed) account \(entry.login) \(entry.behaviour.rawValue) score \(score.score), "
            text += "\(run.watches[place].opens) opens, \(Int(run.watches[place].usd.rounded())) USD, rules \(run.watches[place].rules.sorted())\n"
            for reason in score.reasons { text += "    \(reason.code) \(Int(reason.points)): \(reason.evidence)\n" }
            FileHandle.standardError.write(Data(text.utf8))
        }
    }
}
