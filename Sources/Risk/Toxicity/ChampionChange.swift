/// One model taking over from another at a horizon.
public struct ChampionChange: Sendable, BitwiseCopyable, Equatable {
    /// The day (UTC), counted from 1970.
    public let day: Int64
    /// What acting on the new one's highest tenth saved over the old one's, in basis points times trades a block, with its 95 % interval.
    public let gain: Double
    public let low: Double
    public let high: Double
    /// One-sided, by paired t over ``blocks``.
    public let pValue: Double
    /// Blocks of days compared.
    public let blocks: Int32
    private let models: SIMD4<UInt8>

    init(day: Int64, from: ToxicityModel, to: ToxicityModel, test: PairedTest, blocks: Int) {
        (self.day, gain, pValue) = (day, test.mean, test.pValue)
        (low, high) = (test.interval.lowerBound, test.interval.upperBound)
        self.blocks = Int32(truncatingIfNeeded: blocks)
        models = SIMD4(from.rawValue, to.rawValue, 0, 0)
    }

    public var from: ToxicityModel { ToxicityModel(rawValue: models.x) ?? .baseRate }
    public var to: ToxicityModel { ToxicityModel(rawValue: models.y) ?? .baseRate }
}
