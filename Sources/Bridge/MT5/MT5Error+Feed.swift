import MetaTrader

extension MT5Error {
    /// The session goes on; only this request was refused.
    var endsOnlyTheRequest: Bool {
        switch code {
        case .denied, .notSupported, .notFound, .answerTooLarge, .failed: true
        default: false
        }
    }

    /// Seconds after which a request that was refused is made again: what was denied needs a person, what failed may pass.
    var pauseOfRequest: Double { refusesBatches ? PollingPlan.deniedRetry : 30 }

    /// The server does not give lists by group; it may give them by account.
    var refusesBatches: Bool { code == .denied || code == .notSupported }

    /// Trying again with the same settings would only lock the manager out.
    var isPermanent: Bool {
        switch code {
        case .passwordRefused, .accountRefused, .addressRefused, .configuration: true
        default: false
        }
    }

    /// The server said in so many words that the password is wrong. A bare 403 to a log-in can also be weekly maintenance.
    var isStatedByServer: Bool { returnCode != nil || code == .configuration }
}

extension PollingPlan.Call {
    /// The trouble that it is when the server refuses the call.
    var refusal: LinkBoard.Trouble? {
        switch self {
        case .clock: nil
        case .ticks, .quietTicks: .refusedTicks
        case .positions: .refusedPositions
        case .accounts: .refusedAccounts
        case .users: .refusedUsers
        case .market: .refusedMarket
        case .deals, .dealsOfHour, .dealsOfTwoDays: .refusedDeals
        case .tapes: nil
        }
    }
}

extension MT5List {
    /// Tickets of the records that could not be read; nil when there is one whose ticket is not known either.
    var unreadTickets: Set<Int64>? {
        var tickets: Set<Int64> = []
        for fault in faults {
            guard let ticket = Int64(fault.identity) else { return nil }
            tickets.insert(ticket)
        }
        return tickets
    }
}
