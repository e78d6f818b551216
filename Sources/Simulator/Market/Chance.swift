/// Pseudo-random draws that follow from a seed alone (SplitMix64).
///
/// The simulation draws nothing from the system: one seed gives one market and one population, whatever machine runs it.
struct Chance: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator of its own for one purpose, so that a new draw elsewhere does not move this one.
    init(seed: UInt64, purpose: UInt64) { state = Chance.hash(seed, purpose) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Chance.mix(state)
    }

    /// Uniform in (0, 1): never an end, so that a logarithm is always finite.
    mutating func unit() -> Double { Chance.unit(next()) }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double { range.lowerBound + (range.upperBound - range.lowerBound) * unit() }

    /// Uniform whole number in `range`.
    mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(Double(range.count) * unit()) }

    mutating func happens(_ probability: Double) -> Bool { unit() < probability }

    /// Standard normal.
    mutating func normal() -> Double { NormalQuantile.value(unit()) }

    mutating func logNormal(median: Double, sigma: Double) -> Double { median * exponential(sigma * normal()) }

    /// Waiting time of that mean.
    mutating func waiting(mean: Double) -> Double { -mean * logarithm(unit()) }

    /// An element chosen with the weight given beside it. The weights must not all be zero; the list must not be empty.
    mutating func pick<Element>(_ choices: [(Element, Double)]) -> Element {
        var rest = unit() * choices.reduce(0) { $0 + $1.1 }
        for (element, weight) in choices.dropLast() {
            rest -= weight
            if rest <= 0 { return element }
        }
        return choices[choices.count - 1].0
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[whole(0...(choices.count - 1))] }

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A draw addressed by numbers instead of by order: the same address always gives the same value.
    static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 { mix(mix(first &+ 0x9E37_79B9_7F4A_7C15) ^ second &* 0xD6E8_FEB8_6659_FD93) }

    static func hash(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 { hash(hash(first, second), third) }

    static func unit(_ bits: UInt64) -> Double { (Double(bits >> 11) + 0.5) * 0x1p-53 }
}
