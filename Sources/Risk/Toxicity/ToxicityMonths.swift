/// The models' record by month, the newest months only.
struct ToxicityMonths: Sendable {
    static let limit = 24
    static let slots = ToxicityModel.count * 3

    /// By rising month.
    private(set) var months: [ToxicityMonth] = []

    init() {}

    /// The place of a day's month, which is made when it is new; nil for one before all that are kept.
    mutating func place(_ day: Int32) -> Int? {
        if let last = months.last, last.contains(day) { return months.count - 1 }
        if let known = months.firstIndex(where: { $0.contains(day) }) { return known }
        let place = months.firstIndex { $0.isAfter(day) } ?? months.count
        if months.count < Self.limit {
            months.insert(ToxicityMonth(day: day), at: place)
            return place
        }
        guard place > 0 else { return nil }
        months.insert(ToxicityMonth(day: day), at: place)
        months.removeFirst()
        return place - 1
    }

    mutating func add(_ forecast: borrowing ToxicityForecast, _ horizon: Int, isToxic: Bool) {
        guard let place = place(forecast.day) else { return }
        for model in ToxicityModel.allCases {
            months[place].tallies[Self.slot(model, horizon)].add(forecast.logit(model, horizon), isToxic: isToxic)
        }
    }

    mutating func addGain(_ gain: Double, of n: Double, _ model: ToxicityModel, _ horizon: Int, day: Int32) {
        guard let place = place(day) else { return }
        months[place].tallies[Self.slot(model, horizon)].gain += gain
        months[place].tallies[Self.slot(model, horizon)].gainCount += n
    }

    static func slot(_ model: ToxicityModel, _ horizon: Int) -> Int { Int(model.rawValue) * 3 + horizon }
}

/// A month of all models and horizons.
struct ToxicityMonth: Sendable {
    /// Years since 1970 times twelve, plus the month from zero.
    private(set) var number: Int32
    /// Its first day, and the one after its last, counted from 1970.
    private var firstDay: Int32
    private var endDay: Int32
    var tallies: [ToxicityTally]

    init(day: Int32) {
        let (number, days) = Self.month(of: day)
        (self.number, firstDay, endDay) = (number, days.lowerBound, days.upperBound)
        tallies = [ToxicityTally](repeating: ToxicityTally(), count: ToxicityMonths.slots)
    }

    func contains(_ day: Int32) -> Bool { firstDay <= day && day < endDay }
    func isAfter(_ day: Int32) -> Bool { firstDay > day }

    var year: Int { 1970 + Int(Whole.floorDivide(Int64(number), 12)) }
    var month: Int { Int(Int64(number) - 12 * Whole.floorDivide(Int64(number), 12)) + 1 }

    /// The civil month of a day, by counting years from March so that the leap day comes last.
    private static func month(of day: Int32) -> (Int32, Range<Int32>) {
        let shifted = Int64(day) + 719_468
        let era = Whole.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let firstOfMonth = Int64(day) - (dayOfYear - (153 * march + 2) / 5)
        let year = yearOfEra + era * 400 + (march >= 10 ? 1 : 0)
        let month = march >= 10 ? march - 9 : march + 3
        let length = length(ofMonth: month, year: year)
        return (Int32((year - 1970) * 12 + month - 1), Int32(firstOfMonth)..<Int32(firstOfMonth + length))
    }

    private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

extension ToxicityMonths: SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) { try coder.parts(&months, empty: ToxicityMonth(day: 0)) }

    var isWhole: Bool { months.count <= Self.limit && months.allSatisfy { $0.tallies.count == Self.slots } }
}

extension ToxicityMonth: SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&number)
        try coder.value(&firstDay)
        try coder.value(&endDay)
        try coder.list(&tallies)
    }
}
