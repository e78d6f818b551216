import Brokerage
import MetaTrader

/// A file that a person imports: a statement, a history, deals or ticks, or pushed events that were kept.
public struct ImportFile: Sendable {
    /// What kind of file it turned out to be: a ``Statement/Kind`` or `ndjson`.
    public var kind: String
    public var batch: Batch
    public var account: StatementAccount?
    /// The file's own figures beside ours.
    public var checks: [StatementCheck] = []
    public var warnings: [String] = []

    /// True when every figure that the file states equals ours.
    public var ties: Bool { checks.allSatisfy(\.ties) }

    /// Reads a file whole or refuses it whole.
    /// - Throws: ``StatementError`` with the line and the reason.
    public static func read(_ bytes: [UInt8], name: String, options: StatementOptions) throws(StatementError) -> ImportFile {
        if isEvents(bytes, name) { return try events(bytes) }
        let statement = try StatementFile.parse(bytes, name: name, options: options)
        guard statement.deals.allSatisfy({ $0.login > 0 }) else {
            throw StatementError(code: .ambiguous, reason: "the file does not name the account that its deals belong to; give the account number")
        }
        var batch = Batch()
        batch.accounts = statement.account.map { [$0.account] } ?? []
        batch.deals = statement.deals
        batch.positions = statement.positions
        batch.ticks = statement.ticks
        return ImportFile(
            kind: statement.kind.rawValue, batch: batch, account: statement.account, checks: statement.checks, warnings: statement.warnings)
    }

    private static func isEvents(_ bytes: [UInt8], _ name: String) -> Bool {
        name.hasSuffix(".ndjson") || bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    /// Unlike a push, a file is refused whole for one bad line.
    private static func events(_ bytes: [UInt8]) throws(StatementError) -> ImportFile {
        let result = bytes.withUnsafeBufferPointer { IngestParser.parse($0, endsAtFault: true) }
        if let bad = result.rejected.first { throw StatementError(code: .badRow, line: bad.line, reason: bad.detail) }
        guard result.lines > 0 else { throw StatementError(code: .unknownFormat, reason: "the file holds no event") }
        return ImportFile(kind: "ndjson", batch: result.batch)
    }
}
