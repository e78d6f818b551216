import Brokerage
import Synchronization

/// What the two sessions of a feed have to know of each other's findings.
final class SharedView: Sendable {
    private struct Content: Sendable {
        var meter: ClockMeter
        /// Grows whenever the server's clock was moved, which says nothing against the conversion of what was read before.
        var jumps = 0
        var visible: Set<Int64> = []
        var logins: [Int64] = []
        var firstRegistration: Timestamp?
        var stirred: Set<Int64> = []
    }

    private let content: Mutex<Content>

    init(_ meter: ClockMeter) { content = Mutex(Content(meter: meter)) }

    var clock: ServerClock { content.withLock { $0.meter.clock } }
    var meter: ClockMeter { content.withLock { $0.meter } }
    var jumps: Int { content.withLock { $0.jumps } }
    /// The accounts of the newest whole list of users.
    var visible: Set<Int64> { content.withLock { $0.visible } }
    var logins: [Int64] { content.withLock { $0.logins } }
    var firstRegistration: Timestamp? { content.withLock { $0.firstRegistration } }

    /// The second that the server's clock shows now, by its newest reading.
    func serverSecond(at now: Timestamp) -> Int64 {
        content.withLock { content in
            guard let ahead = content.meter.ahead else { return content.meter.clock.wall(at: now).seconds }
            return (now + ahead).seconds
        }
    }

    func measure(wall: Timestamp, sent: Timestamp, received: Timestamp) -> ClockMeter.Finding {
        content.withLock { content in
            let finding = content.meter.measured(wall: wall, sent: sent, received: received)
            if case .jumped = finding { content.jumps += 1 }
            return finding
        }
    }

    func stated(_ settings: ZoneSettings, at now: Timestamp) {
        content.withLock { _ = $0.meter.stated(settings, at: now) }
    }

    func accounts(_ ledger: AccountLedger) {
        content.withLock { content in
            content.visible = ledger.visible
            content.logins = ledger.logins
            content.firstRegistration = ledger.firstRegistration
        }
    }

    /// Something was booked for these accounts, or their positions changed: their deals are due.
    func stir(_ logins: Set<Int64>) {
        content.withLock { content in
            guard content.stirred.count < 100_000 else { return }
            content.stirred.formUnion(logins)
        }
    }

    func takeStirred() -> Set<Int64> {
        content.withLock { content in
            defer { content.stirred.removeAll() }
            return content.stirred
        }
    }
}
