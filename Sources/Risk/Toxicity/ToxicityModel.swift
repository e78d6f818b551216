/// The predictors of trade toxicity that run beside each other.
public enum ToxicityModel: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    /// How often trades of the same symbol and hour are toxic.
    case baseRate
    /// Logistic regression, learning online.
    case logistic
    /// A network of one hidden layer, learning online.
    case network

    static let count = 3

    /// The name in reports and answers.
    public var name: String {
        switch self {
        case .baseRate: "base_rate"
        case .logistic: "logistic"
        case .network: "network"
        }
    }
}
