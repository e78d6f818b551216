/// What a client would owe and does not pay (risk-domain 3.8).
enum NegativeBalance {
    /// - Parameter own: balance and floating result, without credit or bonus, which are not the client's money.
    static func shortfall(_ own: Double) -> Double { max(0, -own) }

    /// The shortfall after a move of so many pips against the client.
    static func shortfall(own: Double, pips: Double, pipValue: Double) -> Double { shortfall(own - pips * pipValue) }

    /// What the house gains on a move less what it will not see.
    static func collectable(gain: Double, shortfalls: [Double]) -> Double { gain - shortfalls.reduce(0, +) }
}
