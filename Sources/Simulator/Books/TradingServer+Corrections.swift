import Brokerage

extension TradingServer {
    /// Changes a deal's profit as a dealer would, and the balance with it. - Returns: false when there is no such deal.
    mutating func correct(_ ticket: Int64, profit: Money, comment: String) -> Bool {
        let changed = ledger.edit(ticket) { deal in
            deal.profit = profit
            deal.comment = comment
            deal.modifyFlags |= 2
        }
        guard let changed else { return false }
        carry(changed.after.net - changed.before.net, of: changed.after)
        return true
    }

    /// Takes a deal out of history, and its money out of the account. - Returns: false when there is no such deal.
    mutating func delete(_ ticket: Int64) -> Bool {
        guard let deal = ledger.deal(ticket), ledger.delete(ticket) else { return false }
        carry(-deal.net, of: deal)
        return true
    }

    /// Puts a balance correction into history with a time that has passed. - Returns: its ticket.
    mutating func insertLate(account: Int, amount: Money, time: Int64, comment: String) -> Int64 {
        var deal = BookedDeal(ticket: takeDealTicket(), account: account, action: .correction, time: time)
        deal.reason = .dealer
        deal.profit = amount
        deal.comment = comment
        deal.modifyFlags = 2
        ledger.insertLate(deal)
        carry(deal.net, of: deal)
        return deal.ticket
    }

    private mutating func carry(_ change: Money, of deal: BookedDeal) {
        if deal.action.isCredit {
            accounts[deal.account].credit += change
        } else {
            accounts[deal.account].balance += change
        }
        accounts[deal.account].safeUntil = 0
    }
}
