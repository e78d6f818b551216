import Brokerage
import Synchronization
import Tenancy

/// Makes guessing slow without giving anybody a way to keep others out.
///
/// Failures are counted in three ways, and an attempt must wait until all that apply to it let it through:
///
/// - By account and address together: five are free, then the wait doubles from 1 s to 15 minutes. This slows one guesser down.
/// - By address over all accounts: twenty are free, then up to 15 minutes. This slows down whoever tries one password on many accounts.
/// - By account over all addresses: twenty are free, then up to one minute. This slows down many machines that guess at one account.
///
/// The last two do not apply where the person has signed in before (``TenantReader/isKnown(address:of:at:)``): whatever others do,
/// the owner at the usual desk waits for nobody's mistakes but their own. Failures there do not count for others either. From a place
/// that is new, an account under attack lets one attempt a minute through; a reset link, or `veles user reset-password` on the host, is the
/// way past that.
///
/// An attempt counts as a failure when it begins, and is taken back when it succeeds: many at once are no more than one after another.
/// Addresses are IPv4 addresses and the /64 networks of IPv6. All is kept in memory, bounded. What was entered is only compared, so the
/// waits say nothing about which accounts exist.
final class SignInDelay: Sendable {
    /// What was entered, and from where.
    struct Attempt: Sendable {
        fileprivate struct Account: Hashable, Sendable {
            var tenant: String
            var email: String
        }

        fileprivate struct Pair: Hashable, Sendable {
            var account: Account
            var site: String
        }

        fileprivate let pair: Pair
        /// Whether the person has signed in from there before.
        let isKnown: Bool

        init(tenant: String, email: String, address: String, isKnown: Bool) {
            pair = Pair(account: Account(tenant: tenant.lowercased(), email: email.lowercased()), site: SignInDelay.site(of: address))
            self.isKnown = isKnown
        }
    }

    private struct Counts: Sendable {
        var pairs: FailureCounts<Attempt.Pair>
        var sites: FailureCounts<String>
        var accounts: FailureCounts<Attempt.Account>
    }

    /// Failures before one account's first wait at one address.
    static let free = 5

    private let counts: Mutex<Counts>

    init(capacity: Int = 10_000) {
        counts = Mutex(
            Counts(
                pairs: FailureCounts(free: SignInDelay.free, longest: 900, capacity: capacity),
                sites: FailureCounts(free: 20, longest: 900, capacity: capacity),
                accounts: FailureCounts(free: 20, longest: 60, capacity: capacity)))
    }

    /// The network that counts as one address.
    static func site(of address: String) -> String { IPAddress(address)?.site.description ?? address }

    /// Begins an attempt, counting it as failed until ``succeed(_:)`` or ``abandon(_:)``.
    /// - Returns: nil, or the whole seconds to wait: then it has not begun.
    func begin(_ attempt: Attempt, at now: Timestamp) -> Int? {
        counts.withLock { counts in
            var waits = [counts.pairs.wait(for: attempt.pair, at: now)]
            if !attempt.isKnown {
                waits += [counts.sites.wait(for: attempt.pair.site, at: now), counts.accounts.wait(for: attempt.pair.account, at: now)]
            }
            if let wait = waits.compactMap({ $0 }).max() { return wait }
            counts.pairs.add(attempt.pair, at: now)
            guard !attempt.isKnown else { return nil }
            counts.sites.add(attempt.pair.site, at: now)
            counts.accounts.add(attempt.pair.account, at: now)
            return nil
        }
    }

    /// The attempt was good: its account starts afresh at its address. What others did at either stays counted.
    func succeed(_ attempt: Attempt) {
        counts.withLock { counts in
            SignInDelay.takeBack(attempt, &counts)
            counts.pairs.forget(attempt.pair)
        }
    }

    /// The attempt was not judged: it counts for nothing.
    func abandon(_ attempt: Attempt) { counts.withLock { SignInDelay.takeBack(attempt, &$0) } }

    /// What a refusal tells: how many more may fail, and the seconds until the next may be made.
    func outlook(for attempt: Attempt, at now: Timestamp) -> (left: Int, wait: Int) {
        counts.withLock { ($0.pairs.left(for: attempt.pair), $0.pairs.wait(for: attempt.pair, at: now) ?? 0) }
    }

    private static func takeBack(_ attempt: Attempt, _ counts: inout Counts) {
        counts.pairs.takeBack(attempt.pair)
        guard !attempt.isKnown else { return }
        counts.sites.takeBack(attempt.pair.site)
        counts.accounts.takeBack(attempt.pair.account)
    }
}
