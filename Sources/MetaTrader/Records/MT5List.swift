/// Whether an answer holds all that was asked for.
public enum MT5Completeness: Sendable, Equatable {
    case whole
    /// The server cut the answer at its size limit: ask again from the last record, or for less.
    case partial
    /// The server is still fetching this history: ask again in a second or two.
    case pending
}

/// The records of one answer.
public struct MT5List<Record: Sendable>: Sendable {
    /// In the server's order.
    public var records: [Record]
    /// Records that could not be read. The others are not affected.
    public var faults: [MT5RecordFault]
    public var completeness: MT5Completeness

    public init(records: [Record], faults: [MT5RecordFault] = [], completeness: MT5Completeness = .whole) {
        (self.records, self.faults, self.completeness) = (records, faults, completeness)
    }

    /// The same answer with each record turned into something else.
    public func map<Other: Sendable>(_ transform: (Record) -> Other) -> MT5List<Other> {
        MT5List<Other>(records: records.map(transform), faults: faults, completeness: completeness)
    }
}

/// A record that could not be read, and why.
public struct MT5RecordFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of record it is: `deal`, `position` and so on.
    public var kind: String
    /// Its ticket, login or name; empty when that itself could not be read.
    public var identity: String
    /// MetaTrader's name of the field.
    public var field: String
    public var reason: String

    public var description: String { "\(kind) \(identity.isEmpty ? "without a number" : identity): \(field) \(reason)" }
}
