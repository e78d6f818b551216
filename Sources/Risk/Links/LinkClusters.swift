/// Groups of accounts that are tied to each other (risk-domain 7.1).
enum LinkClusters {
    struct Edge: Sendable, Equatable {
        var a: Int
        var b: Int
        /// Accuses by itself. Others only say that their ends belong to a group that stands without them.
        var isStrong = true
        /// Tells a source from its copier.
        var isDirected = false
    }

    /// Connected components over the strong edges, members with fewer than two edges trimmed where there are three or more: one edge may
    /// be chance. A copier of a source that stays needs no second one. Members are sorted, and groups by their first.
    static func groups(_ edges: [Edge]) -> [[Int]] {
        var parents: [Int: Int] = [:]
        func root(_ node: Int) -> Int {
            var node = node
            while let parent = parents[node], parent != node { node = parent }
            return node
        }
        for edge in edges where edge.isStrong {
            let (a, b) = (root(edge.a), root(edge.b))
            (parents[max(a, b)], parents[min(a, b)]) = (min(a, b), min(a, b))
        }
        var members: [Int: [Int]] = [:]
        for node in Set(edges.lazy.filter(\.isStrong).flatMap { [$0.a, $0.b] }).sorted() { members[root(node), default: []].append(node) }
        return members.keys.sorted().compactMap { trimmed(members[$0] ?? [], edges) }
    }

    private static func trimmed(_ members: [Int], _ edges: [Edge]) -> [Int]? {
        var left = Set(members)
        while left.count > 2 {
            var (counts, directed): ([Int: Int], Set<Int>) = ([:], [])
            for edge in edges where left.contains(edge.a) && left.contains(edge.b) {
                for end in [edge.a, edge.b] {
                    counts[end, default: 0] += 1
                    if edge.isStrong, edge.isDirected { directed.insert(end) }
                }
            }
            let loose = left.filter { counts[$0, default: 0] < 2 && !directed.contains($0) }
            guard !loose.isEmpty else { break }
            left.subtract(loose)
        }
        return left.count >= 2 ? left.sorted() : nil
    }
}
