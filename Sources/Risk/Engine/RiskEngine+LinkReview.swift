import Brokerage

extension RiskEngine {
    /// How often links are looked at when nobody asks.
    private static let linkReviewInterval = Duration.seconds(1)
    /// Openings from which an account counts as one that could be linked.
    private static let linkable = 5

    /// Judges the watched pairs if it is time to. Scores that it changes come from the next ``settle(at:)``.
    mutating func reviewLinks(at now: Timestamp) {
        guard now >= review.at + Self.linkReviewInterval || now < review.at else { return }
        review.at = now
        refreshLinks()
    }

    /// Judges the watched pairs, forms clusters and tells the accounts concerned. Its cost grows with the watched pairs, not with history.
    public mutating func refreshLinks() {
        let isTouched = reviewIdentities()
        if isTouched || review.revision != links.revision || review.members != links.members.count { judgePairs() }
        let standings = standings()
        for index in review.concerned.union(standings.keys).sorted() {
            let standing = standings[index].map { [$0] } ?? []
            guard accounts[index].links != standing else { continue }
            accounts[index].links = standing
            accounts[index].history.isUnscored = true
            mark(index)
        }
        review.concerned = Set(standings.keys)
    }

    /// - Returns: whether anybody's ties changed.
    private mutating func reviewIdentities() -> Bool {
        let touched = identities.takeTouched()
        for account in touched {
            let edges = identities.edges(of: account).filter { other, edge in
                other > account && edge.probability >= settings.links.identity && edge.isMoreThanAddress
            }
            review.setIdentities(edges, of: account)
        }
        return !touched.isEmpty
    }

    // MARK: Pairs

    private mutating func judgePairs() {
        let linkable = links.members.count { $0.ring.total >= Self.linkable }
        let judge = LinkJudge(settings.links, accounts: linkable, persons: review.identityPairs.count)
        var edges: [LinkEdge] = []
        for book in [links.copies, links.mirrors] {
            for position in book.records.indices {
                let record = book.records[position]
                let (a, b) = (Int(links.members[Int(record.a)].account), Int(links.members[Int(record.b)].account))
                let ledger = book.kind == .mirror ? book.ledgers[position] : MirrorLedger()
                // Most pairs are far from any level: who they are need not be looked up.
                let identity = record.finding.log10P <= judge.personLevel ? identities.edge(a, b) : IdentityEdge()
                let edge = judge.edge(
                    record, at: position, book.kind, ledger, between: a, and: b,
                    innocence: innocence(Int(record.a), Int(record.b)), known: identity)
                if edge.isSignificant { edges.append(edge) }
            }
        }
        review.edges = edges.sorted { ($0.a, $0.b, $0.kind.rawValue) < ($1.a, $1.b, $1.kind.rawValue) }
        excuseFollowers()
        review.copying = LinkClusters.groups(
            review.edges.filter { $0.kind == .copy && $0.innocence.map { $0 == .soldRobot } ?? true }.map {
                LinkClusters.Edge(a: $0.a, b: $0.b, isStrong: $0.isStrong, isDirected: $0.isDirected)
            })
        (review.revision, review.members) = (links.revision, links.members.count)
    }

    /// What excuses a pair of members by itself.
    private func innocence(_ first: Int, _ second: Int) -> LinkInnocence? {
        let (a, b) = (links.members[first], links.members[second])
        let masters = settings.links.declaredMasters
        if masters.contains(accounts[Int(a.account)].login) || masters.contains(accounts[Int(b.account)].login) { return .declaredMaster }
        if a.isSubscriber || b.isSubscriber { return .signalSubscription }
        if a.expert != 0, a.expert == b.expert, Int(links.robots[a.expert] ?? 0) >= settings.links.soldRobot { return .soldRobot }
        return nil
    }

    /// Two followers of one declared master are each other's copy by agreement too.
    private mutating func excuseFollowers() {
        let masters = settings.links.declaredMasters
        guard !masters.isEmpty else { return }
        var followed: [Int: Set<Int>] = [:]
        for edge in review.edges where edge.innocence == .declaredMaster && edge.kind == .copy {
            let isMaster = masters.contains(accounts[edge.a].login)
            followed[isMaster ? edge.b : edge.a, default: []].insert(isMaster ? edge.a : edge.b)
        }
        for position in review.edges.indices where review.edges[position].innocence == nil {
            let edge = review.edges[position]
            guard let first = followed[edge.a], let second = followed[edge.b], !first.isDisjoint(with: second) else { continue }
            (review.edges[position].innocence, review.edges[position].isStrong) = (.declaredMaster, false)
        }
    }

    // MARK: Accounts

    private func standings() -> [Int: LinkStanding] {
        var standings: [Int: LinkStanding] = [:]
        for group in review.copying {
            guard let cluster = copyCluster(group) else { continue }
            for index in group {
                standings[index, default: LinkStanding()].copying = LinkStanding.Copying(
                    isHead: accounts[index].id == cluster.id, members: group.count, log10P: weakestLog(group), similarity: cluster.similarity,
                    edgeProbability: cluster.edgeProbability, concentration: cluster.hiddenConcentration, text: cluster.evidence,
                    deals: cluster.deals)
            }
        }
        for pair in review.identityPairs {
            for (index, partner) in [(pair.a, pair.b), (pair.b, pair.a)] where accounts[partner].isBlocked && !accounts[index].isBlocked {
                let known = standings[index]?.blocked?.probability ?? 0
                guard pair.edge.probability > known else { continue }
                standings[index, default: LinkStanding()].blocked = LinkStanding.Blocked(
                    partner: accounts[partner].login, probability: pair.edge.probability, text: pair.edge.text)
            }
        }
        for edge in review.mirrors {
            let isCovered = isBacked(edge.a) || isBacked(edge.b)
            for (index, partner) in [(edge.a, edge.b), (edge.b, edge.a)] where standings[index]?.mirroring == nil {
                standings[index, default: LinkStanding()].mirroring = LinkStanding.Mirroring(
                    isHead: accounts[index].id < accounts[partner].id, partner: accounts[partner].login, log10P: edge.finding.log10P,
                    matches: Int(edge.finding.matches), cancel: edge.cancel ?? 0, isCovered: isCovered,
                    isPartnerStoppedOut: accounts[partner].history.patterns.bonus.stopOuts > 0,
                    isPartnerSwapFree: accounts[partner].history.patterns.swap.isSwapFree, text: text(edge, seenFrom: index),
                    deals: provingDeals(edge))
            }
        }
        for pair in gamingPairs() {
            for (index, partner) in [(pair.a, pair.b), (pair.b, pair.a)] {
                standings[index, default: LinkStanding()].gaming = LinkStanding.Gaming(
                    isHead: accounts[index].id < accounts[partner].id, partner: accounts[partner].login, symbol: pair.symbol,
                    gap: Timestamp(microseconds: pair.gap), deals: pair.deals)
            }
        }
        return standings
    }

    /// Whether the house stands to lose what the account loses: it trades on credit, or owes.
    private func isBacked(_ index: Int) -> Bool { accounts[index].currentCredit > .zero || accounts[index].currentBalance < .zero }

    func weakestLog(_ group: [Int]) -> Double { review.edges(within: group).map(\.finding.log10P).max() ?? 0 }
}
