import Brokerage

/// Which accounts share a device, an address, a payment, a mailbox (risk-domain 7.4).
///
/// What is known of an account is a set: in which order it came does not matter.
struct IdentityBook: Sendable {
    /// Tokens of each account, sorted; by the engine's number.
    private var tokens: [[IdentityToken]] = []
    /// Accounts that have a token, sorted.
    private var holders: [IdentityToken: [Int32]] = [:]
    /// Accounts whose edges may have changed since ``takeTouched()``.
    private var touched: Set<Int> = []

    /// Tokens of one kind that are kept of an account. The smallest digests stay: which those are depends on no order.
    private static let kept = 12

    mutating func add(_ token: IdentityToken?, to account: Int) {
        guard let token else { return }
        while tokens.count <= account { tokens.append([]) }
        let position = tokens[account].firstIndex { !($0 < token) } ?? tokens[account].count
        guard position == tokens[account].count || tokens[account][position] != token else { return }
        tokens[account].insert(token, at: position)
        hold(token, account)
        let same = tokens[account].filter { $0.kind == token.kind }
        if same.count > Self.kept, let last = same.last { remove(last, from: account) }
    }

    /// Replaces what an account states of itself once: its mailbox, its name, its introducer.
    mutating func set(_ kind: IdentityToken.Kind, _ token: IdentityToken?, of account: Int) {
        let old = tokens.indices.contains(account) ? tokens[account].filter { $0.kind == kind && $0 != token } : []
        for token in old { remove(token, from: account) }
        add(token, to: account)
    }

    private mutating func hold(_ token: IdentityToken, _ account: Int) {
        var accounts = holders[token] ?? []
        let number = Int32(truncatingIfNeeded: account)
        accounts.insert(number, at: accounts.firstIndex { $0 >= number } ?? accounts.count)
        touch(accounts)
        holders[token] = accounts
    }

    private mutating func remove(_ token: IdentityToken, from account: Int) {
        tokens[account].removeAll { $0 == token }
        guard var accounts = holders[token] else { return }
        touch(accounts)
        accounts.removeAll { $0 == Int32(truncatingIfNeeded: account) }
        holders[token] = accounts.isEmpty ? nil : accounts
    }

    /// Every holder's edges depend on how many there are. One more of very many changes nothing.
    private mutating func touch(_ accounts: [Int32]) {
        guard accounts.count > 1, accounts.count <= IdentityEdge.worthless else { return }
        touched.formUnion(accounts.lazy.map { Int($0) })
    }

    /// Hands out the accounts whose edges are to be read again, sorted.
    mutating func takeTouched() -> [Int] {
        defer { touched.removeAll() }
        return touched.sorted()
    }

    /// The account's edges to others, by the other's number. Tokens that many share count only beside another.
    func edges(of account: Int) -> [(other: Int, edge: IdentityEdge)] {
        guard tokens.indices.contains(account) else { return [] }
        var edges: [Int: IdentityEdge] = [:]
        let shared = tokens[account].compactMap { token in holders[token].map { (token, $0) } }.filter { $0.1.count > 1 }
        for (token, accounts) in shared where accounts.count < IdentityEdge.shared {
            for other in accounts where Int(other) != account { edges[Int(other), default: IdentityEdge()].add(token.kind, degree: accounts.count) }
        }
        for (token, accounts) in shared where accounts.count >= IdentityEdge.shared && accounts.count < IdentityEdge.worthless {
            for other in accounts { edges[Int(other)]?.add(token.kind, degree: accounts.count) }
        }
        return edges.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What two accounts share.
    func edge(_ a: Int, _ b: Int) -> IdentityEdge { edges(of: a).first { $0.other == b }?.edge ?? IdentityEdge() }
}
