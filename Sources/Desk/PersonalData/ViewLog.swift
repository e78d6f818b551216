import Brokerage
import Synchronization
import Tenancy

/// Which views of clients' personal data the audit trail was told of in this hour, so that it is told of each but once.
final class ViewLog: Sendable {
    /// Views remembered at most. Beyond it some are told of again, never too few.
    private static let capacity = 100_000

    private struct View: Hashable {
        var actorKind: String
        var actor: Int64?
        /// Nil for the list of accounts.
        var account: AccountID?
    }

    private struct Hour {
        var number: Int64 = 0
        var views: Set<View> = []
    }

    private let hour = Mutex(Hour())

    /// True when this view is the first of its hour.
    func isNews(_ account: AccountID?, to actor: Actor.Kind, at now: Timestamp) -> Bool {
        let (number, view) = (now.seconds / 3600, View(actorKind: actor.name, actor: actor.number, account: account))
        return hour.withLock { hour in
            if hour.number != number || hour.views.count >= ViewLog.capacity { hour = Hour(number: number) }
            return hour.views.insert(view).inserted
        }
    }

    /// Forgets a view that the trail could not be told of.
    func forget(_ account: AccountID?, to actor: Actor.Kind) {
        hour.withLock { _ = $0.views.remove(View(actorKind: actor.name, actor: actor.number, account: account)) }
    }
}
