/// Random numbers that are the same in every run (SplitMix64).
struct SeededNumbers: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Even over 0 ..< `end`, which is small and positive.
    mutating func below(_ end: Int) -> Int { Int(next() >> 33) % max(end, 1) }

    /// Even over 0 to 1, the end left out.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Even over −1 to 1.
    mutating func symmetric() -> Float { Float(Int64(bitPattern: next()) >> 40) * 0x1p-23 }
}
