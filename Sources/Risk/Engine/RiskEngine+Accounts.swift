import Brokerage

extension RiskEngine {
    /// Creates the account on first sight, else updates what is stated.
    /// - Parameter scored: false for accounts over the plan's limit: kept in all sums, but neither scored nor alerted on.
    public mutating func update(_ account: Account, id: AccountID, on connection: ConnectionID, scored: Bool) {
        let index = numbers[id] ?? create(account, id: id, on: connection)
        let (book, group) = (account.book ?? accounts[index].book, account.group ?? accounts[index].group)
        let isMoving = book != accounts[index].book || group != accounts[index].group
        if isMoving { removeTotals(index) }
        let wasExcluded = accounts[index].isExcluded
        accounts[index].describe(account, settings)
        if accounts[index].isExcluded != wasExcluded, accounts[index].history.ledger.volume != .zero { links.fallBehind() }
        identify(account, index)
        accounts[index].isScored = scored
        accounts[index].book = book
        if isMoving {
            accounts[index].groupNumber = holders.number(ofGroup: accounts[index].group)
            addTotals(index)
        }
        if let currency = account.currency { setCurrency(currency, of: index) }
        // Age and exclusion go into the score.
        accounts[index].history.isUnscored = true
        mark(index)
    }

    /// Takes an account into the plan, or out of it. Its history counts either way, so that it is scored by all of it once there is room.
    public mutating func setScored(_ account: AccountID, _ scored: Bool) {
        guard let index = numbers[account], accounts[index].isScored != scored else { return }
        accounts[index].isScored = scored
        accounts[index].history.isUnscored = true
        mark(index)
    }

    private mutating func create(_ account: Account, id: AccountID, on connection: ConnectionID) -> Int {
        let index = accounts.count
        accounts.append(
            ClientAccount(id: id, connection: market.connection(connection), login: account.login, book: settings.defaultBook))
        numbers[id] = index
        accounts[index].groupNumber = holders.number(ofGroup: "")
        accounts[index].alarms = alarms.active(for: id)
        return index
    }

    private mutating func setCurrency(_ name: String, of index: Int) {
        let number = market.currencies.number(of: name)
        guard number != accounts[index].currency else { return }
        accounts[index].currency = number
        if accounts[index].history.ledger.volume != .zero { outdated.append(accounts[index].id) }
    }
}

extension Book {
    /// Where the book stands in sums by book.
    var position: Int {
        switch self {
        case .a: 0
        case .b: 1
        case .c: 2
        }
    }
}
