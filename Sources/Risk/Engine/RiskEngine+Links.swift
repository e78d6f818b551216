import Brokerage
import Glibc

extension RiskEngine {
    /// The account's links, the surest first: watched pairs that stand out of all the tenant's, also those in good faith.
    public func links(of account: AccountID) -> [AccountLink] {
        guard let index = numbers[account] else { return [] }
        let trading = review.edges.filter { $0.a == index || $0.b == index }.map { link($0, seenFrom: index) }
        let personal = identities.edges(of: index).filter { $0.edge.probability >= Self.shownIdentity }.map { link(to: $0.other, $0.edge) }
        return (trading + personal).sorted {
            ($0.kind.rawValue, $0.log10P ?? 0, -$0.similarity, $0.account) < ($1.kind.rawValue, $1.log10P ?? 0, -$1.similarity, $1.account)
        }
    }

    /// Probability of one person from which a tie is shown; it accuses from ``LinkSettings/identity`` on.
    private static let shownIdentity = 0.3

    private func link(to other: Int, _ edge: IdentityEdge) -> AccountLink {
        AccountLink(
            account: accounts[other].id, kind: .identity, matches: 0, similarity: edge.probability,
            isProven: edge.probability >= settings.links.identity && edge.isMoreThanAddress, evidence: edge.text,
            innocentExplanation: Self.explanation(.identity), deals: [])
    }

    /// All groups of accounts that belong together, by kind and id.
    public func clusters() -> [AccountCluster] {
        let copying = review.copying.compactMap { copyCluster($0) }
        let mirroring = review.mirrors.map { mirrorCluster($0) }
        let personal = LinkClusters.groups(
            review.identityPairs.map { LinkClusters.Edge(a: $0.a, b: $0.b, isStrong: true, isDirected: true) }
        ).map { identityCluster($0) }
        return (copying + mirroring + personal).sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
    }

    private func link(_ edge: LinkEdge, seenFrom index: Int) -> AccountLink {
        let other = edge.a == index ? edge.b : edge.a
        let lag = edge.a == index ? Int(edge.finding.lag) : -Int(edge.finding.lag)
        return AccountLink(
            account: accounts[other].id, kind: edge.kind, matches: Int(edge.finding.matches), similarity: edge.finding.similarity,
            pValue: pow(10, edge.finding.log10P), log10P: edge.finding.log10P, lagMilliseconds: lag, cancel: edge.cancel,
            isProven: edge.isStrong, innocence: edge.innocence, evidence: text(edge, seenFrom: index),
            innocentExplanation: edge.innocence?.text ?? Self.explanation(edge.kind), deals: provingDeals(edge),
            since: Timestamp(milliseconds: edge.finding.since))
    }

    private static func explanation(_ kind: LinkKind) -> String {
        switch kind {
        case .copy: "A public signal, one robot bought by many, or a money manager who was not declared."
        case .mirror: "Two traders of opposite mind at the same news; a hedge within one household."
        case .identity: "A family, or colleagues behind one device or address."
        }
    }

    // MARK: Clusters

    func copyCluster(_ group: [Int]) -> AccountCluster? {
        let edges = review.edges(within: group).filter { $0.innocence == nil || $0.innocence == .soldRobot }
        guard let head = group.map({ accounts[$0].id }).min(), !edges.isEmpty else { return nil }
        let log = edges.map(\.finding.log10P).max() ?? 0
        var cluster = AccountCluster(
            id: head, kind: .copy, members: group.map { accounts[$0].id }.sorted(), pValue: pow(10, log),
            similarity: edges.reduce(0) { $0 + $1.finding.similarity } / Double(edges.count), evidence: text(edges, group),
            innocentExplanation: Self.explanation(.copy), deals: edges.prefix(4).flatMap { provingDeals($0).suffix(2) })
        complete(&cluster, group, edges)
        return cluster
    }

    private func mirrorCluster(_ edge: LinkEdge) -> AccountCluster {
        let group = [edge.a, edge.b]
        var cluster = AccountCluster(
            id: min(accounts[edge.a].id, accounts[edge.b].id), kind: .mirror, members: group.map { accounts[$0].id }.sorted(),
            pValue: pow(10, edge.finding.log10P), similarity: edge.finding.similarity, evidence: text(edge, seenFrom: edge.a),
            innocentExplanation: Self.explanation(.mirror), deals: provingDeals(edge))
        complete(&cluster, group, [edge])
        return cluster
    }

    private func identityCluster(_ group: [Int]) -> AccountCluster {
        let members = Set(group)
        let pairs = review.identityPairs.filter { members.contains($0.a) && members.contains($0.b) }
        let kinds = IdentityToken.Kind.allCases.filter { kind in pairs.contains { $0.edge.kinds.contains(kind) } }
        let ids = group.map { accounts[$0].id }.sorted()
        var cluster = AccountCluster(
            id: ids.first ?? AccountID(0), kind: .identity, members: ids,
            similarity: pairs.reduce(0) { $0 + $1.edge.probability } / Double(max(pairs.count, 1)),
            evidence: "\(group.count) accounts share " + kinds.map(\.text).joined(separator: ", ") + ".",
            innocentExplanation: Self.explanation(.identity), deals: [])
        complete(&cluster, group, [])
        return cluster
    }

    /// Money and exposure of the members together (risk-domain 7.5).
    private func complete(_ cluster: inout AccountCluster, _ group: [Int], _ edges: [LinkEdge]) {
        cluster.since = edges.map(\.finding.since).min().map { Timestamp(milliseconds: $0) }
        var sum = ClusterExposure()
        for index in group { sum.add(accounts[index], market) }
        (cluster.netUSD, cluster.exposureUSD, cluster.resultUSD) = (sum.netUSD, sum.grossUSD, sum.resultUSD)
        cluster.edgeProbability = ClusterExposure.edge(group.compactMap { accounts[$0].verdict.edge?.z })
        cluster.hiddenConcentration = sum.concentration(market, settings.links)
    }

    // MARK: Texts

    func provingDeals(_ edge: LinkEdge) -> [DealID] {
        let book = edge.kind == .mirror ? links.mirrors : links.copies
        guard book.records.indices.contains(edge.record) else { return [] }
        return book.records[edge.record].provingDeals.map { DealID($0) }
    }

    func text(_ edge: LinkEdge, seenFrom index: Int) -> String {
        let other = edge.a == index ? edge.b : edge.a
        let found = edge.finding
        let side = edge.kind == .mirror ? "opposite" : "same"
        var text = "\(found.matches) of \(min(found.opensA, found.opensB)) openings met one of account \(accounts[other].login) on the \(side) side, "
            + "on \(edge.days) days; \(Figure.text(found.chance)) by chance (p = 10^\(Figure.text(found.log10P, 1)))."
        let lag = edge.a == index ? found.lag : -found.lag
        let order = lag > 0 ? "behind" : "ahead"
        text += " It is \(Figure.span(Double(abs(lag)) / 1000)) \(order) in the middle, give or take \(Figure.span(Double(found.lagSpread) / 1000))"
        text += found.isDirected ? ", always the same one first." : "."
        if let cancel = edge.cancel { text += " \(Figure.percent(cancel)) of what one wins the other loses." }
        if edge.innocence == .soldRobot { text += " Both use one robot number." }
        return text
    }

    private func text(_ edges: [LinkEdge], _ group: [Int]) -> String {
        let matches = edges.map { Int($0.finding.matches) }
        let lags = edges.filter(\.isDirected).map { abs(Int($0.finding.lag)) }.sorted()
        var text = "\(group.count) accounts open together: \(edges.count) links of \(matches.min() ?? 0) to \(matches.max() ?? 0) matches"
        if let first = lags.first, let last = lags.last {
            text += ", copiers \(Figure.span(Double(first) / 1000)) to \(Figure.span(Double(last) / 1000)) behind"
        }
        if let source = source(edges) { text += ", account \(accounts[source].login) first" }
        return text + "."
    }

    /// The account that is ahead of most others.
    private func source(_ edges: [LinkEdge]) -> Int? {
        var ahead: [Int: Int] = [:]
        for edge in edges where edge.isDirected { ahead[edge.finding.lag >= 0 ? edge.a : edge.b, default: 0] += 1 }
        return ahead.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }
}
