/// The daily closes of one underlying, oldest first, over the last two years.
///
/// Which of several prices of a day is its close does not depend on the order in which they come: the latest wins, and any quote wins over
/// any deal. So a file that is read account by account gives the same closes as the life itself.
struct DailySeries: Sendable {
    /// Five hundred trading days, their weekends and some holidays.
    static let limit = 760

    struct Entry: Sendable, BitwiseCopyable {
        var day: Int32
        /// Microseconds into the day, with ``quoted`` for a quote.
        var rank: Int64
        /// Hundred-millionths.
        var price: Int64
    }

    /// Lifts a quote over all deals of its day.
    static let quoted: Int64 = 1 << 40

    private(set) var entries: [Entry] = []

    /// Takes a price in. True when it changed a day that is over.
    mutating func note(_ price: Int64, day: Int32, rank: Int64) -> Bool {
        guard let last = entries.last, day <= last.day else {
            entries.append(Entry(day: day, rank: rank, price: price))
            if entries.count > Self.limit + 64 { entries.removeFirst(entries.count - Self.limit) }
            return false
        }
        if day == last.day {
            replace(entries.count - 1, rank, price)
            return false
        }
        return insert(Entry(day: day, rank: rank, price: price))
    }

    private mutating func insert(_ entry: Entry) -> Bool {
        let position = firstPosition(from: entry.day)
        if entries[position].day == entry.day { return replace(position, entry.rank, entry.price) }
        guard position > 0 || entries.count < Self.limit else { return false }
        entries.insert(entry, at: position)
        return true
    }

    @discardableResult
    private mutating func replace(_ position: Int, _ rank: Int64, _ price: Int64) -> Bool {
        let known = entries[position]
        guard (rank, price) > (known.rank, known.price) else { return false }
        (entries[position].rank, entries[position].price) = (rank, price)
        return known.price != price
    }

    /// Forgets days that cannot have been: those after a day that is quoted now.
    mutating func drop(after day: Int32) { entries.removeAll { $0.day > day } }

    /// The close of a day.
    func close(on day: Int32) -> Int64? {
        let position = firstPosition(from: day)
        guard position < entries.count, entries[position].day == day else { return nil }
        return entries[position].price
    }

    /// The newest close before a day.
    func close(before day: Int32) -> Int64? {
        let position = firstPosition(from: day)
        return position > 0 ? entries[position - 1].price : nil
    }

    /// The first entry of a day or after it.
    private func firstPosition(from day: Int32) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].day < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
