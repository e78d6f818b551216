import Brokerage

/// Answers of the risk engine that take long to reckon, kept for a second: however many ask, the desk reckons each once.
struct AnswerBook {
    private static let age = Duration.seconds(1)
    /// With more questions than this in one second the oldest answers go.
    private static let limit = 64

    private var answers: [RiskQuestion: (answer: any Sendable, at: Timestamp)] = [:]

    mutating func answer<Answer: Sendable>(_ question: RiskQuestion, at now: Timestamp, _ reckon: () -> Answer) -> Answer {
        if let kept = answers[question], kept.at <= now, now < kept.at + Self.age, let answer = kept.answer as? Answer { return answer }
        if answers.count >= Self.limit { answers = answers.filter { $0.value.at <= now && now < $0.value.at + Self.age } }
        if answers.count >= Self.limit { answers.removeAll() }
        let answer = reckon()
        answers[question] = (answer, now)
        return answer
    }

    /// After what the answers rest on was changed by hand.
    mutating func forget() { answers.removeAll() }
}

/// What can be asked of the whole book, with what makes one question another.
enum RiskQuestion: Hashable {
    case valueAtRisk(confidence: Double, days: Double)
    case stress
    case clusters
    case execution
    case introducers
    case result
    case concentration
    case coverage
    case tickets
    case cascade(symbol: String)
}
