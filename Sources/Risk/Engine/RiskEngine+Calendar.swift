import Brokerage

extension RiskEngine {
    /// Takes in a scheduled release. Those of high impact tell who trades the news; give them before the deals around them, when a file is
    /// loaded too. Accounts that had traded by a release that comes later return from ``settle(at:)`` as ``RiskChanges/outdated``.
    public mutating func apply(_ event: CalendarEvent) {
        guard event.impact.lowercased() == "high" else { return }
        let currency = market.currencies.number(of: event.currency)
        let time = event.time.microseconds
        guard calendar.add(time, currency: currency), newestDeal >= time.subtractingSaturated(NewsCalendar.window) else { return }
        lateReleases[currency] = min(lateReleases[currency] ?? .max, time)
    }

    /// Finds the accounts whose deals a late release would have been counted with: in its window, or in the weeks after it, for which it
    /// says what is usual.
    mutating func settleCalendar() {
        guard !lateReleases.isEmpty else { return }
        let known = Set(outdated)
        for index in accounts.indices where accounts[index].history.ledger.deals > 0 {
            let last = accounts[index].history.ledger.lastTime
            let isConcerned = accounts[index].history.symbols.contains { symbol in
                let instrument = market.instruments[symbol.instrument]
                return [instrument.profit, instrument.asset].contains { currency in
                    lateReleases[currency].map { last >= $0.subtractingSaturated(NewsCalendar.window) } ?? false
                }
            }
            if isConcerned, !known.contains(accounts[index].id) { outdated.append(accounts[index].id) }
        }
        lateReleases.removeAll(keepingCapacity: true)
    }
}
