import Brokerage
import MetaTrader

/// Decides what to do when a link has ended: dial again, when, or not at all.
struct Attempts: Sendable {
    enum Next: Sendable, Equatable {
        case cancelled
        case again
        case wait(Duration, reason: String)
        case stop(reason: String)
    }

    /// A password that worked before and is refused without a word is tried this often: servers in maintenance refuse everybody.
    static let doubtfulRefusals = 12

    private var backOff = BackOff()
    private var wasSignedIn = false
    private var refusals = 0

    init() {}

    mutating func after(_ end: FeedLink.End, heldSeconds: Double, chance: Double, spread: Double) -> Next {
        switch end {
        case .cancelled: return .cancelled
        case .renewed: return .again
        case .failed(let error, let signedIn):
            wasSignedIn = wasSignedIn || signedIn
            refusals = error.isPermanent ? refusals + 1 : 0
            if error.isPermanent, error.isStatedByServer || !wasSignedIn || refusals >= Self.doubtfulRefusals {
                return .stop(reason: "\(error.message) Nothing is tried again until the connection is edited.")
            }
            let pause = backOff.pause(healthySeconds: signedIn ? heldSeconds : 0, chance: chance, spread: spread)
            return .wait(pause, reason: "\(error.message) Veles connects again in about \(SpanText.describe(Double(pause.microseconds) / 1e6)).")
        }
    }
}
