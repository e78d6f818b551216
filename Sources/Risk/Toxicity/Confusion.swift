/// Four counts of a yes-or-no rule against the truth (risk-domain 11.1).
struct Confusion: Sendable, Equatable {
    var truePositives = 0
    var falsePositives = 0
    var falseNegatives = 0
    var trueNegatives = 0

    /// The share of flags that were right. Nil without flags.
    var precision: Double? { Self.ratio(truePositives, truePositives + falsePositives) }
    /// The share of the toxic that were flagged. Nil where nothing is toxic.
    var recall: Double? { Self.ratio(truePositives, truePositives + falseNegatives) }
    /// The harmonic mean of precision and recall. Nil where nothing is flagged and nothing toxic.
    var f1: Double? { Self.ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }

    private static func ratio(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
}
