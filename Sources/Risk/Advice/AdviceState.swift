import Brokerage

/// How the advised book of an account came to be (risk-domain 8.3).
///
/// Advice that flips is no advice: a change needs its condition on evaluations of three different days, and is not taken back within ten
/// days unless the evidence is critical. A plain value; days are whole UTC days since 1970.
public struct AdviceState: Sendable, Equatable {
    static let daysToChange = 3
    static let daysToHold = 10

    /// Nil before the first advice: the account's own book is right until something speaks against it.
    public internal(set) var book: Book?
    /// The day of the newest change; nil before the first.
    public internal(set) var since: Int64?
    /// The other book that evaluations speak for, and on how many days in a row they did.
    public internal(set) var candidate: Book?
    public internal(set) var days: Int
    /// The day of the newest evaluation.
    public internal(set) var evaluatedOn: Int64?

    public init(book: Book? = nil, since: Int64? = nil, candidate: Book? = nil, days: Int = 0, evaluatedOn: Int64? = nil) {
        (self.book, self.since, self.candidate, self.days, self.evaluatedOn) = (book, since, candidate, days, evaluatedOn)
    }

    /// Whether an evaluation on that day would be a new one.
    func isDue(on day: Int64) -> Bool { evaluatedOn.map { $0 < day } ?? true }

    /// Takes in the day's evaluation; a second one on a day changes nothing.
    /// - Parameters:
    ///   - wanted: the book that the condition speaks for, nil when it speaks for none.
    ///   - current: the account's own book.
    ///   - isCritical: whether the evidence lifts the ten days.
    /// - Returns: true when the advice changed.
    mutating func evaluate(_ wanted: Book?, current: Book, isCritical: Bool, on day: Int64) -> Bool {
        guard isDue(on: day) else { return false }
        evaluatedOn = day
        guard let wanted, wanted != book ?? current else {
            (candidate, days) = (nil, 0)
            return false
        }
        (candidate, days) = (wanted, candidate == wanted ? days + 1 : 1)
        guard days >= Self.daysToChange else { return false }
        if let since, day - since < Self.daysToHold, !isCritical { return false }
        (book, self.since, candidate, days) = (wanted, day, nil, 0)
        return true
    }
}
