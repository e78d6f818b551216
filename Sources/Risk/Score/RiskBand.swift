/// How urgent a score is.
public enum RiskBand: String, Sendable, CaseIterable, Comparable {
    case normal, watch, high, critical

    /// The band of a score from 0 to 100: from 30, 60 and 80.
    public init(score: Int) {
        self =
            switch score {
            case ..<30: .normal
            case ..<60: .watch
            case ..<80: .high
            default: .critical
            }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .normal: 0
        case .watch: 1
        case .high: 2
        case .critical: 3
        }
    }
}
