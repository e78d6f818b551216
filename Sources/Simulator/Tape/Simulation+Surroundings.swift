import Brokerage

/// What a broker knows beside what its trading server tells, for a running simulation.
extension Simulation {
    /// Who the clients are, their sign-ins and payments, the releases of the calendar and the house's fills at its provider, all up to the
    /// simulated present. Records that were given before come again unchanged.
    public func records() -> Batch {
        core.withWorld { world in
            let now = Timestamp(milliseconds: world.now)
            let span = (now - .seconds(options.historyDays * 86_400))..<now
            let office = ClientOffice(seed: options.seed, world: world, span: span)
            var batch = Batch()
            batch.accounts = office.accounts.map(Self.identity)
            (batch.sessions, batch.transfers) = (office.sessions, office.transfers)
            batch.calendar = world.server.market.path.news.filter { $0.time >= span.lowerBound.milliseconds }.map { $0.event }
            // What went wrong at the provider stays wrong, so over a whole history it is kept rare.
            batch.fills = RecordOfDeals(world.server).fills(seed: options.seed, forgotten: 0.0005)
            return batch
        }
    }

    /// Ticks of the reference feed between two instants, the second not included: the true price, without the broker's delay.
    public func referenceTicks(in stretch: Range<Timestamp>) -> [Tick] {
        core.withWorld { world in
            var tape = TickTape(market: world.server.market, density: 0.25)
            return tape.ticks(from: stretch.lowerBound.milliseconds, to: stretch.upperBound.milliseconds).filter { $0.feed != nil }
        }
    }

    /// Who a client is and in which book; everything else the trading server says itself.
    private static func identity(_ account: Account) -> Account {
        var known = Account(login: account.login)
        (known.name, known.email, known.country, known.introducer) = (account.name, account.email, account.country, account.introducer)
        // The house covers whole groups, which the trading server does not say.
        known.book = account.book
        return known
    }
}
