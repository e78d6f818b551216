/// Which model's word counts at one horizon.
///
/// A challenger takes over only when acting on its ranking saved the house more than acting on the champion's, block of days by block,
/// beyond what luck explains (paired t), and when it also ranked better than the base rate. The level is strict because the
/// question is put again and again. A champion that falls behind the base rate gives its place back far sooner.
struct ChampionTrial: Sendable {
    /// Blocks that must be there before a model may take over.
    static let fewestBlocks = 20
    /// Newest blocks that are compared.
    static let blockLimit = 60
    static let changeLimit = 32
    /// Labels that a block must have; days with fewer are joined to the next.
    private static let blockSize: Int32 = 100
    /// The question is put every so many blocks.
    private static let blocksBetweenLooks = 5
    /// The p-value of money at which a challenger takes over, that of rank quality, and that at which a champion falls.
    private static let levels = (money: 1e-4, rank: 0.05, fall: 0.05)

    private(set) var champion = ToxicityModel.baseRate
    /// By time, the newest last.
    private(set) var changes: [ChampionChange] = []
    private(set) var blocks: [TrialResult] = []
    private(set) var blocksSinceLook = 0
    private(set) var open = TrialBlock(day: 0)

    init() {}

    init?(champion: ToxicityModel, changes: [ChampionChange], blocks: [TrialResult], blocksSinceLook: Int, open: TrialBlock) {
        guard changes.count <= Self.changeLimit, blocks.count <= Self.blockLimit, 0...Self.blocksBetweenLooks ~= blocksSinceLook
        else { return nil }
        (self.champion, self.changes, self.blocks) = (champion, changes, blocks)
        (self.blocksSinceLook, self.open) = (blocksSinceLook, open)
    }

    /// - Returns: the block that this label ended, if it did.
    mutating func add(_ forecast: borrowing ToxicityForecast, _ horizon: Int, isToxic: Bool, gain: Float) -> TrialResult? {
        let day = forecast.day
        let ended = endBlock(before: day)
        open.day = open.n == 0 ? day : max(open.day, day)
        open.add(forecast, horizon, isToxic: isToxic, gain: gain)
        return ended
    }

    /// Labels of the night before come in after midnight, so only a later day ends a block, or one so early that the clock was set back.
    private mutating func endBlock(before day: Int32) -> TrialResult? {
        guard open.n > 0, day > open.day || day < open.day - 2 else { return nil }
        guard open.n >= Self.blockSize else {
            open.day = day
            return nil
        }
        let result = open.result
        open = TrialBlock(day: day)
        blocks.append(result)
        if blocks.count > Self.blockLimit { blocks.removeFirst() }
        look(day)
        return result
    }

    private mutating func look(_ day: Int32) {
        blocksSinceLook += 1
        guard blocksSinceLook >= Self.blocksBetweenLooks else { return }
        blocksSinceLook = 0
        guard blocks.count >= Self.fewestBlocks else { return }
        if isFallen { return change(to: .baseRate, day) }
        let better = ToxicityModel.allCases.filter { $0 != .baseRate && $0 != champion && isBetter($0) }
        guard let best = better.max(by: { saved($0).mean < saved($1).mean }) else { return }
        change(to: best, day)
    }

    private var isFallen: Bool {
        guard champion != .baseRate else { return false }
        return PairedTest(blocks.map { $0.gain(.baseRate) - $0.gain(champion) }).pValue < Self.levels.fall
            || PairedTest(blocks.map { $0.auc(.baseRate) - $0.auc(champion) }).pValue < Self.levels.fall
    }

    private func isBetter(_ challenger: ToxicityModel) -> Bool {
        saved(challenger).pValue < Self.levels.money
            && PairedTest(blocks.map { $0.auc(challenger) - $0.auc(.baseRate) }).pValue < Self.levels.rank
    }

    /// What acting on `model` in place of the champion saved, block by block.
    private func saved(_ model: ToxicityModel) -> PairedTest {
        PairedTest(blocks.map { $0.gain(model) - $0.gain(champion) })
    }

    private mutating func change(to model: ToxicityModel, _ day: Int32) {
        let saved = saved(model)
        changes.append(
            ChampionChange(
                day: day, from: champion, to: model, gain: saved.mean, low: saved.interval.lowerBound, high: saved.interval.upperBound,
                pValue: saved.pValue, blocks: blocks.count))
        if changes.count > Self.changeLimit { changes.removeFirst() }
        champion = model
    }
}

/// One model taking over from another.
struct ChampionChange: Sendable, BitwiseCopyable, Equatable {
    /// Counted from 1970.
    let day: Int32
    let from: ToxicityModel
    let to: ToxicityModel
    /// What acting on the new one saved over the old one, in basis points times trades a block, with its 95 % interval.
    let gain: Double
    let low: Double
    let high: Double
    /// One-sided, by paired t.
    let pValue: Double
    let blocks: Int
}

/// Whether paired differences are above zero: a one-sided t-test.
struct PairedTest: Sendable {
    let mean: Double
    let pValue: Double
    /// 95 %.
    let interval: ClosedRange<Double>

    init(_ differences: [Double]) {
        var moments = Moments()
        for difference in differences { moments.add(difference) }
        mean = moments.mean
        guard let t = moments.t, t.isFinite else {
            (pValue, interval) = (1, moments.mean...moments.mean)
            return
        }
        let degrees = Double(moments.n - 1)
        let twoSided = StudentT.twoSided(t, degrees: degrees)
        pValue = t > 0 ? twoSided / 2 : 1 - twoSided / 2
        let width = StudentT.bound(0.95, degrees: degrees) * moments.deviation / Double(moments.n).squareRoot()
        interval = (moments.mean - width)...(moments.mean + width)
    }
}
