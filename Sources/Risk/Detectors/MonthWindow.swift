/// Sums of the last thirty days, in six blocks of five, in the account's currency.
struct MonthWindow: Sendable, BitwiseCopyable {
    private static let block: Int64 = 5 * 86_400_000_000
    private static let blocks = 6

    struct Sums: Sendable, BitwiseCopyable, Equatable {
        var deposits: Float = 0
        /// Notional of what was opened.
        var turnover: Float = 0
        /// Commissions and fees, positive when paid.
        var costs: Float = 0
        /// Results without costs.
        var result: Float = 0
        var trips: Float = 0
    }

    private var sums = InlineArray<6, Sums>(repeating: Sums())
    /// The number of the newest block.
    private var newest: Int64 = .min

    mutating func add(deposit: Double, at time: Int64) {
        guard let slot = slot(time) else { return }
        sums[slot].deposits += Float(deposit)
    }

    mutating func add(turnover: Double, at time: Int64) {
        guard let slot = slot(time) else { return }
        sums[slot].turnover += Float(turnover)
    }

    /// - Parameters:
    ///   - costs: commissions and fees as booked, negative when paid.
    ///   - result: with costs.
    mutating func add(costs: Double, result: Double, at time: Int64) {
        guard let slot = slot(time) else { return }
        sums[slot].costs -= Float(costs)
        sums[slot].result += Float(result - costs)
        sums[slot].trips += 1
    }

    /// The place of a time; nil for one that is too old.
    private mutating func slot(_ time: Int64) -> Int? {
        let block = Whole.floorDivide(time, Self.block)
        if newest == .min || block.subtractingSaturated(newest) >= Int64(Self.blocks) {
            (sums, newest) = (InlineArray(repeating: Sums()), block)
        }
        while newest < block {
            newest += 1
            sums[place(newest)] = Sums()
        }
        return newest - block < Int64(Self.blocks) ? place(block) : nil
    }

    private func place(_ block: Int64) -> Int { Int(block - Whole.floorDivide(block, Int64(Self.blocks)) * Int64(Self.blocks)) }

    /// The sums of the blocks that the last thirty days before a moment touch, at most six.
    func total(asOf time: Int64) -> Sums {
        var total = Sums()
        guard newest != .min else { return total }
        let block = max(Whole.floorDivide(time, Self.block), newest)
        for back in 0..<Int64(Self.blocks) where newest - back > block - Int64(Self.blocks) {
            let part = sums[place(newest - back)]
            total.deposits += part.deposits
            total.turnover += part.turnover
            total.costs += part.costs
            total.result += part.result
            total.trips += part.trips
        }
        return total
    }
}
