/// Why two accounts that trade together may do so in good faith.
public enum LinkInnocence: String, Sendable, CaseIterable {
    /// One of them is a declared master, or both follow one.
    case declaredMaster = "declared_master"
    /// The trades come from a declared signal subscription.
    case signalSubscription = "signal_subscription"
    /// Both let the same robot trade, as many other accounts do.
    case soldRobot = "sold_robot"

    /// For people.
    var text: String {
        switch self {
        case .declaredMaster: "Copying by agreement: a declared master."
        case .signalSubscription: "Copying by agreement: a signal subscription."
        case .soldRobot: "Both let the same robot trade, as many other accounts do."
        }
    }
}
