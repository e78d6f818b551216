import Brokerage

/// Reads pushed events: newline-separated JSON, one event a line. A bad line is reported and the rest is kept.
public struct IngestParser {
    /// Longer lines are refused unread.
    public static let maximumLineBytes = 65_536

    private var line = IngestLine()
    private var result = IngestResult()
    private var number = 0

    private init() {}

    /// Reads a whole text. The last line need not end in a line feed; empty lines count but hold nothing.
    /// - Parameter endsAtFault: Nothing is read behind the first line that is rejected.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>, endsAtFault: Bool = false) -> IngestResult {
        var parser = IngestParser()
        parser.result.batch.deals.reserveCapacity(bytes.count / 384)
        var start = 0
        while start < bytes.count, !endsAtFault || parser.result.rejected.isEmpty {
            let rest = UnsafeBufferPointer(rebasing: bytes[start...])
            let length = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
            parser.take(UnsafeBufferPointer(rebasing: rest[..<length]))
            start += length + 1
        }
        return parser.result
    }

    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        number += 1
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
        result.lines += 1
        do throws(IngestFault) {
            try read(bytes)
        } catch {
            result.rejected.append(RejectedLine(line: number, code: error.code, detail: error.detail))
        }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(IngestFault) {
        guard bytes.count <= IngestParser.maximumLineBytes else {
            throw IngestFault(code: .lineTooLong, detail: "the line has \(bytes.count) bytes; at most \(IngestParser.maximumLineBytes) are read")
        }
        try line.read(bytes)
        guard line.has(.type) else { throw IngestFault(code: .missingField, detail: "type is missing") }
        guard let event = IngestEvent.named(IngestWord(line.bytes(.type))) else {
            throw IngestFault(
                code: .unknownType, detail: "type must be account, deal, position, symbol, tick, session, transfer, calendar or lp_fill")
        }
        try line.check(required: event.required, allowed: event.allowed)
        try event.take(line, &result.batch)
    }
}
