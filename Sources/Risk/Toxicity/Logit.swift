import Glibc

/// Probabilities and their log-odds.
enum Logit {
    /// Log-odds beyond this are held: a model has never seen enough to say more.
    static let limit: Float = 8

    static func probability(_ logit: Float) -> Float { 1 / (1 + expf(-logit)) }

    /// Zero for what is not a number.
    static func of(_ probability: Float) -> Float { held(logf(probability / (1 - probability))) }

    static func held(_ logit: Float) -> Float { logit.isNaN ? 0 : min(max(logit, -limit), limit) }
}
