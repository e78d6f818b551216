/// The rate of a kind of event with most clients, and how much it is worth (risk-domain 5.2).
struct BetaPrior: Sendable, Equatable {
    /// The least that a prior is worth, in observations.
    static let leastStrength = 20.0
    /// Where clients differ by no more than chance, and strength would have no end.
    static let mostStrength = 100_000.0

    var rate: Double
    var strength: Double

    /// By moments over clients: the spread of their shares beyond what counting alone spreads. Nil for fewer than two clients with
    /// observations.
    init?(_ clients: [(hits: Int, n: Int)]) {
        let clients = clients.filter { $0.n > 0 }
        let (total, hits) = (clients.reduce(0.0) { $0 + Double($1.n) }, clients.reduce(0.0) { $0 + Double($1.hits) })
        guard clients.count > 1, total > 0 else { return nil }
        rate = hits / total
        var (spread, squares) = (0.0, 0.0)
        for client in clients {
            let away = Double(client.hits) / Double(client.n) - rate
            spread += Double(client.n) * away * away
            squares += Double(client.n) * Double(client.n)
        }
        // Weighted by observations: E[spread] = π(1 − π)(m − 1 + ρ(N − Σn²/N − (m − 1))), with ρ = 1 / (κ + 1).
        let (m, own) = (Double(clients.count), rate * (1 - rate))
        let room = total - squares / total - (m - 1)
        let correlation = own > 0 && room > 0 ? (spread / own - (m - 1)) / room : 0
        strength = correlation > 0 ? min(max(1 / correlation - 1, Self.leastStrength), Self.mostStrength) : Self.mostStrength
    }
}
