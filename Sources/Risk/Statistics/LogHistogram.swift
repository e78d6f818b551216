/// Counts of positive whole numbers in half octaves: quantiles to within a fifth, in constant space. Where a count would not fit, all are
/// halved: then the newest values weigh a little more.
struct LogHistogram: Sendable, BitwiseCopyable {
    private static let buckets = 64
    private var counts = InlineArray<64, UInt16>(repeating: 0)
    private var total: UInt32 = 0
    /// Values under two to this power share the first bucket.
    private let floorBits: UInt8

    init(floorBits: UInt8) { self.floorBits = floorBits }

    /// How many values came in.
    var n: Int { Int(total) }

    mutating func add(_ value: Int64) {
        let bucket = bucket(of: value)
        if counts[bucket] == .max { halve() }
        counts[bucket] += 1
        total &+= 1
    }

    private mutating func halve() {
        for bucket in 0..<Self.buckets { counts[bucket] /= 2 }
    }

    /// The value under which lies the share `q` of all; nil without values. Inside a bucket values are taken as evenly spread.
    func quantile(_ q: Double) -> Double? {
        guard n > 0 else { return nil }
        // An element of an inline array is had by a copy of all, one of a span is not.
        let counts = counts.span
        var kept: UInt32 = 0
        for bucket in 0..<Self.buckets { kept &+= UInt32(counts[bucket]) }
        let wanted = q * Double(kept)
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
        let (bits, floorBits) = (63 - value.leadingZeroBitCount, Int(floorBits))
        guard bits >= floorBits else { return 0 }
        // The upper half of an octave starts at one and a half times its lower end.
        let half = bits > 0 && value & (1 << (bits - 1)) != 0 ? 1 : 0
        return min(2 * (bits - floorBits) + half, Self.buckets - 1)
    }

    private func lowerEnd(_ bucket: Int) -> Double {
        let octave = Double(sign: .plus, exponent: Int(floorBits) + bucket / 2, significand: 1)
        return bucket % 2 == 0 ? octave : 1.5 * octave
    }
}
