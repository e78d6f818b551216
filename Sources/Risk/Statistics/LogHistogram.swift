/// Counts of positive whole numbers in half octaves: quantiles to within a fifth, whatever the order and in constant space.
struct LogHistogram: Sendable {
    private static let buckets = 64
    private var counts = InlineArray<64, UInt32>(repeating: 0)
    private(set) var n = 0
    /// Values under two to this power share the first bucket.
    private let floorBits: Int

    init(floorBits: Int) { self.floorBits = floorBits }

    mutating func add(_ value: Int64) {
        let bucket = bucket(of: value)
        counts[bucket] &+= 1
        n += 1
    }

    /// The value under which lies the share `q` of all; nil without values. Inside a bucket values are taken as evenly spread.
    func quantile(_ q: Double) -> Double? {
        guard n > 0 else { return nil }
        let wanted = q * Double(n)
        var below = 0.0
        for bucket in 0..<Self.buckets where counts[bucket] > 0 {
            let here = Double(counts[bucket])
            if below + here >= wanted {
                return lowerEnd(bucket) + (lowerEnd(bucket + 1) - lowerEnd(bucket)) * max(0, wanted - below) / here
            }
            below += here
        }
        return lowerEnd(Self.buckets)
    }

    private func bucket(of value: Int64) -> Int {
        guard value > 0 else { return 0 }
        let bits = 63 - value.leadingZeroBitCount
        guard bits >= floorBits else { return 0 }
        // The upper half of an octave starts at one and a half times its lower end.
        let half = bits > 0 && value & (1 << (bits - 1)) != 0 ? 1 : 0
        return min(2 * (bits - floorBits) + half, Self.buckets - 1)
    }

    private func lowerEnd(_ bucket: Int) -> Double {
        let octave = Double(sign: .plus, exponent: floorBits + bucket / 2, significand: 1)
        return bucket % 2 == 0 ? octave : 1.5 * octave
    }
}
