/// How far an underlying moved over weekends (risk-domain 3.5).
enum WeekendGap {
    /// Fewer weekends than this say nothing.
    static let minimumWeekends = 20

    /// The move that 99.5 % of weekends stayed under, as a share of Friday's close, without sign. The gap is the larger of the moves
    /// from Friday's close to the closes of the weekend's days and of Monday. Nil where too little is known.
    static func size(_ series: DailySeries) -> Double? {
        var gaps: [Double] = []
        var friday: DailySeries.Entry?
        var gap: Double?
        for entry in series.entries {
            let weekday = UTCDay.weekday(entry.day)
            if weekday == 4 {
                if let gap { gaps.append(gap) }
                (friday, gap) = (entry, nil)
            } else if let friday, friday.price != 0, entry.day - friday.day <= 3 {
                let move = abs((Double(entry.price) - Double(friday.price)) / Double(friday.price))
                gap = max(gap ?? 0, move)
            }
        }
        if let gap { gaps.append(gap) }
        guard gaps.count >= minimumWeekends else { return nil }
        gaps.sort(by: >)
        return gaps[min(HistoricalRisk.tail(gaps.count, 0.995), gaps.count - 1)]
    }
}
