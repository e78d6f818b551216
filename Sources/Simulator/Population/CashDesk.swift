import Brokerage

/// Payments between clients and the house: first deposits, top-ups after losses, withdrawals after gains, credits.
struct CashDesk: Sendable {
    private var chance: Chance
    /// What each account paid in last, by its place.
    private var usual: [Int: Money] = [:]

    init(seed: UInt64) { chance = Chance(seed: seed, purpose: 0x6361_7368) }

    mutating func firstDeposit(_ account: Int, _ amount: Money, at now: Int64, on server: inout TradingServer) {
        usual[account] = amount
        server.operate(account, .balance, amount, at: now, comment: chance.pick(["Deposit card", "Deposit wire", "Deposit e-wallet"]))
    }

    /// What the client pays now, if anything. - Returns: when to look again.
    mutating func visit(_ account: Int, at now: Int64, on server: inout TradingServer) -> Int64 {
        let again = now + Int64(chance.uniform(1.5...6) * 86_400_000)
        guard let deposit = usual[account] else { return again }
        let worth = server.valuation(of: account, at: now)
        if worth.equity < part(0.3, of: deposit) {
            if chance.happens(0.7) {
                server.operate(account, .balance, part(chance.uniform(0.5...1.2), of: deposit), at: now, comment: "Deposit card")
            }
            return again
        }
        if worth.equity > part(1.6, of: deposit), chance.happens(0.5) {
            let most = min(worth.free - server.accounts[account].credit, server.accounts[account].balance)
            let amount = part(chance.uniform(0.3...0.8), of: most)
            if amount > Money(50) { server.operate(account, .balance, -amount, at: now, comment: "Withdrawal wire") }
            return again
        }
        if server.accounts[account].credit > .zero {
            if chance.happens(0.5) { server.operate(account, .credit, -server.accounts[account].credit, at: now, comment: "Credit out") }
        } else if chance.happens(0.04) {
            server.operate(account, .credit, part(0.1, of: deposit), at: now, comment: "Credit in")
        }
        return again
    }

    private func part(_ share: Double, of amount: Money) -> Money { Money(rounding: (amount.statistic * share).rounded()) ?? .zero }
}
