/// The last thirty-two ratios between the lots of a trade and of the one before: enough for a median, and a change of habit shows. Ratios
/// are kept in 256ths.
struct StepWindow: Sendable, BitwiseCopyable {
    private static let size = 32
    private static let unit = 256.0
    private var ratios = InlineArray<32, UInt16>(repeating: 0)
    private var total: UInt8 = 0

    var count: Int { min(Int(total), Self.size) }

    mutating func add(_ ratio: Double) {
        ratios[Int(total) % Self.size] = UInt16(min(max(ratio * Self.unit, 0), 65_535).rounded())
        // Beyond the first round only the place in the ring counts.
        total = total < 2 * UInt8(Self.size) - 1 ? total + 1 : UInt8(Self.size)
    }

    /// How many are at least that.
    func count(from ratio: Double) -> Int {
        let least = UInt16(min(max(ratio * Self.unit, 0), 65_535).rounded())
        let ratios = ratios.span
        var found = 0
        for index in 0..<count where ratios[index] >= least { found &+= 1 }
        return found
    }

    var median: Double? {
        guard count > 0 else { return nil }
        let sorted = (0..<count).map { ratios[$0] }.sorted()
        let upper = Double(sorted[count / 2])
        return (count % 2 == 1 ? upper : (Double(sorted[count / 2 - 1]) + upper) / 2) / Self.unit
    }
}
