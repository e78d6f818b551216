import Brokerage

/// One of two accounts that take a bonus each, bet it against each other and take the winner's money out.
///
/// Both follow one plan drawn from one seed, so they need not talk.
struct BonusGambler: Strategy {
    var client: Client
    /// Draws that are the same on both accounts.
    private var plan: Chance
    private let takesPlanSide: Bool
    private let symbols: [Int]
    private var ticket: Int64 = 0
    private var deadline: Int64 = 0
    private var round = 0
    private var roundStart: Int64 = 0

    init(client: Client, plan: Chance, takesPlanSide: Bool, symbols: [Int]) {
        self.client = client
        (self.plan, self.takesPlanSide, self.symbols) = (plan, takesPlanSide, symbols)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        if ticket != 0 {
            if server.positions[ticket] != nil, now < deadline { return min(deadline, now + 1_800_000) }
            return finish(at: now, on: &server)
        }
        let symbol = plan.pick(symbols)
        let planned: Side = plan.happens(0.5) ? .buy : .sell
        let hours = plan.uniform(20...60)
        guard server.market.isOpen(symbol, at: now) else { return server.market.nextOpen(symbol, from: now) + 3_600_000 }
        payIn(at: now, on: &server)
        let side = takesPlanSide ? planned : planned.opposite
        let leverage = 0.7 * Double(server.accounts[client.account].leverage)
        let lots = client.lots(&server, symbol, at: now, leverage: min(60, leverage))
        roundStart = now
        ticket = server.trade(client.request(symbol, side, lots), at: now) ?? 0
        deadline = now + Int64(hours * 3_600_000)
        return ticket == 0 ? nextRound : now + 1_800_000
    }

    private mutating func payIn(at now: Int64, on server: inout TradingServer) {
        let money = server.accounts[client.account].balance
        let deposit = Money(1000) - money
        if deposit > Money(50) { server.operate(client.account, .balance, deposit, at: now, comment: "Deposit card") }
        if server.accounts[client.account].credit.isZero {
            server.operate(client.account, .bonus, Money(round == 0 ? 700 : 500), at: now, comment: "Deposit bonus")
        }
        round += 1
    }

    private mutating func finish(at now: Int64, on server: inout TradingServer) -> Int64 {
        if let position = server.positions[ticket] {
            guard server.market.isOpen(position.symbol, at: now) else { return server.market.nextOpen(position.symbol, from: now) + 60_000 }
            server.close(ticket, at: now, reason: .client)
        }
        ticket = 0
        let account = server.accounts[client.account]
        if account.credit > .zero { server.operate(client.account, .bonus, -account.credit, at: now, comment: "Bonus removed") }
        if account.balance > Money(1000) {
            server.operate(client.account, .balance, -account.balance, at: now, comment: "Withdrawal card")
        }
        return max(now + 60_000, nextRound)
    }

    /// Both meet again at the same hour four days later.
    private var nextRound: Int64 { roundStart + 4 * 86_400_000 }
}
