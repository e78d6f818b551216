import DequeModule

/// The trades of one symbol that the own feed may still beat, and what they wait for.
///
/// Each trade has a price above and one below; heaps find those that a quote passes, so that a quote costs nothing while it passes none.
struct WatchList: Sendable {
    /// The horizons of ``ToxicityModels``, the moment at which all is known of a trade and its neighbours, and the moment it is let go.
    static let stages: [Int64] = ToxicityModels.horizons + [FillWatch.span + 1_000_000, FillWatch.span + 3_000_000]
    static let verdict = 3
    private static let limit = 65_536

    private(set) var entries: [FillWatch] = []
    private var free: [Int32] = []
    /// Places in ``entries`` by time.
    private var order: Deque<Int32> = []
    private var cursors = InlineArray<5, Int>(repeating: 0)
    private var nextDue: Int64 = .max
    private var above = PriceHeap()
    private var below = PriceHeap()
    private var serial: UInt32 = 0
    private var repeats: [PriceHeap.Item] = []

    var count: Int { order.count }
    func place(_ position: Int) -> Int { Int(order[position]) }

    /// A trade that reached a stage: its place in ``entries``.
    struct Due: Sendable {
        var stage: Int
        var place: Int
        /// Its position by time, for looking at its neighbours.
        var position: Int
    }

    /// Appends the trades that reached a stage before a moment. Let go of are they by ``release()``.
    mutating func collect(before time: Int64, into due: inout [Due]) {
        guard time > nextDue else { return }
        nextDue = .max
        for stage in Self.stages.indices {
            while cursors[stage] < order.count {
                let place = Int(order[cursors[stage]])
                let target = entries[place].time &+ Self.stages[stage]
                guard target < time else {
                    nextDue = min(nextDue, target)
                    break
                }
                if stage <= Self.verdict { due.append(Due(stage: stage, place: place, position: cursors[stage])) }
                cursors[stage] += 1
            }
        }
    }

    /// Lets go of the trades that are through.
    mutating func release() {
        let done = cursors[Self.stages.count - 1]
        guard done > 0 else { return }
        for position in 0..<done {
            let place = order[position]
            entries[Int(place)].serial = 0
            free.append(place)
        }
        order.removeFirst(done)
        for stage in Self.stages.indices { cursors[stage] = max(0, cursors[stage] - done) }
    }

    /// Notes which trades a quote beats.
    mutating func touch(_ quote: Quote) {
        while let top = above.first, top.key < quote.bid { settle(above.removeFirst(), quote, isAbove: true) }
        for item in repeats { above.insert(item) }
        repeats.removeAll(keepingCapacity: true)
        while let top = below.first, top.key < 0 &- quote.ask { settle(below.removeFirst(), quote, isAbove: false) }
        for item in repeats { below.insert(item) }
        repeats.removeAll(keepingCapacity: true)
    }

    private mutating func settle(_ item: PriceHeap.Item, _ quote: Quote, isAbove: Bool) {
        let place = Int(item.place)
        guard entries[place].serial == item.serial else { return }
        // A quote of the very moment does not count, and may not hide the next one.
        guard quote.time > entries[place].time else {
            repeats.append(item)
            return
        }
        entries[place].beat(by: quote)
    }

    /// Takes a trade in whose verdict is not due before the newest quote. Quotes since its fill that came already are for
    /// ``FillWatch/beat(by:)``.
    mutating func insert(_ watch: FillWatch, newest: Int64) {
        if order.count >= Self.limit { drop() }
        serial = serial &+ 1 == 0 ? 1 : serial &+ 1
        var watch = watch
        watch.serial = serial
        let place = free.popLast() ?? Int32(entries.count)
        if Int(place) == entries.count { entries.append(watch) } else { entries[Int(place)] = watch }
        var position = order.count
        while position > 0, entries[Int(order[position - 1])].time > watch.time { position -= 1 }
        order.insert(place, at: position)
        for stage in Self.stages.indices {
            let target = watch.time &+ Self.stages[stage]
            if position < cursors[stage] || (position == cursors[stage] && target < newest) {
                cursors[stage] += 1
            } else {
                nextDue = min(nextDue, target)
            }
        }
        if watch.upAfter == FillWatch.never { above.insert(PriceHeap.Item(key: watch.up, place: place, serial: serial)) }
        if watch.downAfter == FillWatch.never { below.insert(PriceHeap.Item(key: 0 &- watch.down, place: place, serial: serial)) }
        if above.count > 2 * order.count + 256 { above.keep { entries[Int($0.place)].serial == $0.serial } }
        if below.count > 2 * order.count + 256 { below.keep { entries[Int($0.place)].serial == $0.serial } }
    }

    /// The oldest gives way.
    private mutating func drop() {
        guard let place = order.popFirst() else { return }
        entries[Int(place)].serial = 0
        free.append(place)
        for stage in Self.stages.indices { cursors[stage] = max(0, cursors[stage] - 1) }
    }

    /// Gives a trade that is watched already to its account as it was built anew. False when it is not watched, or is another now.
    mutating func adopt(_ deal: PendingDeal) -> Bool {
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[Int(order[middle])].time < deal.time { low = middle + 1 } else { high = middle }
        }
        while low < order.count, entries[Int(order[low])].time == deal.time {
            let place = Int(order[low])
            if entries[place].deal == deal.deal, entries[place].account >= 0 {
                guard entries[place].price == deal.price, entries[place].isLong == deal.isLong else { return false }
                (entries[place].account, entries[place].generation) = (deal.account, deal.generation)
                (entries[place].symbol, entries[place].weight) = (deal.symbol, deal.weight)
                return true
            }
            low += 1
        }
        return false
    }

    /// Visits the trades around a moment.
    func forEach(around time: Int64, within reach: Int64, _ body: (FillWatch) -> Void) {
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[Int(order[middle])].time < time &- reach { low = middle + 1 } else { high = middle }
        }
        while low < order.count, entries[Int(order[low])].time <= time &+ reach {
            body(entries[Int(order[low])])
            low += 1
        }
    }

    /// Forgets all that is watched: the tape broke off.
    mutating func removeAll() {
        let last = serial
        self = WatchList()
        serial = last
    }
}

/// A heap with the smallest key first.
struct PriceHeap: Sendable {
    struct Item: Sendable, BitwiseCopyable {
        var key: Int64
        var place: Int32
        var serial: UInt32
    }

    private var items: [Item] = []

    var first: Item? { items.first }
    var count: Int { items.count }

    mutating func insert(_ item: Item) {
        items.append(item)
        rise(from: items.count - 1)
    }

    /// Takes the first out; there must be one.
    mutating func removeFirst() -> Item {
        let last = items.removeLast()
        guard let first = items.first else { return last }
        items[0] = last
        sink(from: 0)
        return first
    }

    mutating func keep(_ isKept: (Item) -> Bool) {
        items.removeAll { !isKept($0) }
        for index in stride(from: items.count / 2 - 1, through: 0, by: -1) { sink(from: index) }
    }

    private mutating func rise(from start: Int) {
        var index = start
        let item = items[index]
        while index > 0, items[(index - 1) / 2].key > item.key {
            items[index] = items[(index - 1) / 2]
            index = (index - 1) / 2
        }
        items[index] = item
    }

    private mutating func sink(from start: Int) {
        var index = start
        let item = items[index]
        while true {
            var child = 2 * index + 1
            guard child < items.count else { break }
            if child + 1 < items.count, items[child + 1].key < items[child].key { child += 1 }
            guard items[child].key < item.key else { break }
            items[index] = items[child]
            index = child
        }
        items[index] = item
    }
}
