/// How well a score ranks, against what is true (risk-domain 11.1).
enum RankingMeasures {
    /// Chance that a true item outranks a false one, ties counting half. Nil without one of each.
    static func areaUnderCurve(_ scores: [Double], _ labels: [Bool]) -> Double? {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var (index, ranks) = (0, 0.0)
        while index < order.count {
            var end = index
            while end < order.count, scores[order[end]] == scores[order[index]] { end += 1 }
            let rank = Double(index + end + 1) / 2
            for place in index..<end where labels[order[place]] { ranks += rank }
            index = end
        }
        let positives = Double(labels.count { $0 })
        let negatives = Double(labels.count) - positives
        guard positives > 0, negatives > 0 else { return nil }
        return (ranks - positives * (positives + 1) / 2) / (positives * negatives)
    }

    /// Average precision over the true items; ties are taken together.
    static func averagePrecision(_ scores: [Double], _ labels: [Bool]) -> Double? {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        let positives = labels.count { $0 }
        guard positives > 0 else { return nil }
        var (index, hits, sum) = (0, 0, 0.0)
        while index < order.count {
            var (end, fresh) = (index, 0)
            while end < order.count, scores[order[end]] == scores[order[index]] {
                if labels[order[end]] { fresh += 1 }
                end += 1
            }
            hits += fresh
            sum += Double(fresh) * Double(hits) / Double(end)
            index = end
        }
        return sum / Double(positives)
    }

    /// What the first `count` by score bring together; where the last of them tie with others, the tied share equally.
    static func gain(_ scores: [Double], _ gains: [Double], first count: Int) -> Double {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var (index, taken, sum) = (0, 0, 0.0)
        while index < order.count, taken < count {
            var (end, tied) = (index, 0.0)
            while end < order.count, scores[order[end]] == scores[order[index]] {
                tied += gains[order[end]]
                end += 1
            }
            let room = min(end - index, count - taken)
            sum += tied * Double(room) / Double(end - index)
            taken += room
            index = end
        }
        return sum
    }
}
