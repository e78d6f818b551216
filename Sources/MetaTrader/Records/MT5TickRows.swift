import Brokerage
import JSON

/// The rows of tick history: arrays of numbers, here time in milliseconds, bid and ask.
struct MT5TickRows {
    /// The column letters to ask for.
    static let columns = "dba"

    private let symbol: String
    private let clock: ServerClock
    private var list = MT5List<Tick>(records: [])
    /// Rows repeat only what changed in some builds and give zero for the rest.
    private var last: (bid: Price, ask: Price) = (.zero, .zero)

    private init(symbol: String, clock: ServerClock) { (self.symbol, self.clock) = (symbol, clock) }

    /// - Throws: ``MT5Error/Code/protocolViolation`` when the answer as a whole is no JSON. Single bad rows become faults.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, symbol: String, clock: ServerClock) throws(MT5Error) -> MT5List<Tick> {
        var rows = MT5TickRows(symbol: symbol, clock: clock)
        do throws(JSONError) {
            try rows.readAll(bytes)
        } catch {
            throw .protocolViolation("The server's tick history is not the JSON it should be: \(error).", cause: error)
        }
        return rows.list
    }

    private mutating func readAll(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var scanner = JSONScanner(bytes)
        guard let next = scanner.peek() else { return }
        guard next == UInt8(ascii: "[") else { return try scanner.skipValue() }
        try scanner.beginArray()
        while try scanner.nextElement() {
            let fields = try Self.fields(&scanner)
            do throws(MT5FieldFault) { try add(fields) } catch {
                let field = error.field.map { "\($0)" } ?? "row"
                list.faults.append(MT5RecordFault(kind: "tick", identity: symbol, field: field, reason: error.reason))
            }
        }
        try scanner.end()
    }

    /// The first three values of a row; fewer when it is shorter or no row at all.
    private static func fields(_ scanner: inout JSONScanner) throws(JSONError) -> [MT5Field] {
        guard scanner.peek() == UInt8(ascii: "[") else {
            try scanner.skipValue()
            return []
        }
        var fields: [MT5Field] = []
        fields.reserveCapacity(3)
        try scanner.beginArray()
        while try scanner.nextElement() {
            let next = scanner.peek()
            if fields.count == 3 || next == UInt8(ascii: "[") || next == UInt8(ascii: "{") {
                try scanner.skipValue()
            } else {
                fields.append(MT5Field(try scanner.scalar()))
            }
        }
        return fields
    }

    private mutating func add(_ fields: [MT5Field]) throws(MT5FieldFault) {
        guard fields.count == 3 else { throw MT5FieldFault("has fewer than three numbers") }
        var fields = fields
        let number = fields[0].integer()
        let (bid, ask): (Price, Price) = (fields[1].decimal(), fields[2].decimal())
        if let fault = fields.lazy.compactMap(\.fault).first { throw fault }
        let stamp = number > 100_000_000_000 ? MT5Stamp(fine: number) : MT5Stamp(seconds: number)
        guard let instant = try stamp.instant("d", clock) else { throw MT5FieldFault("is missing", in: "d") }
        if !bid.isZero { last.bid = bid }
        if !ask.isZero { last.ask = ask }
        guard !last.bid.isZero, !last.ask.isZero else { return }
        list.records.append(Tick(symbol: symbol, bid: last.bid, ask: last.ask, time: instant))
    }
}
