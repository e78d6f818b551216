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
        changes.append(ChampionChange(day: Int64(day), from: champion, to: model, test: saved(model), blocks: blocks.count))
        if changes.count > Self.changeLimit { changes.removeFirst() }
        champion = model
    }
}

extension ChampionTrial: SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&champion)
        try coder.list(&changes)
        try coder.list(&blocks)
        try coder.value(&blocksSinceLook)
        try coder.value(&open)
    }

    var isWhole: Bool { changes.count <= Self.changeLimit && blocks.count <= Self.blockLimit }
}
