import NIOCore

/// Cuts a body into slices of whole lines as it arrives, so that a large push never stands in memory whole.
struct IngestSlices {
    /// A slice is handed on when about so many bytes have come.
    static let target = 1024 * 1024

    /// One or more whole lines, and the number of the first, from 1.
    struct Slice {
        var bytes: ByteBuffer
        var firstLine: Int
    }

    private var pending = ByteBuffer()
    private var line = 1

    /// Takes what has come. - Returns: a slice when enough has.
    /// - Throws: ``Problem`` when so much has come without the end of a line.
    mutating func take(_ bytes: inout ByteBuffer) throws(Problem) -> Slice? {
        pending.writeBuffer(&bytes)
        guard pending.readableBytes >= IngestSlices.target else { return nil }
        guard let end = pending.readableBytesView.lastIndex(of: UInt8(ascii: "\n")),
            let slice = pending.readSlice(length: end - pending.readableBytesView.startIndex + 1)
        else { throw .malformed("Line \(line) does not end. One event stands on one line.") }
        let rest = pending.slice()
        pending = ByteBuffer()
        pending.reserveCapacity(IngestSlices.target + 128 * 1024)
        pending.writeImmutableBuffer(rest)
        return cut(slice)
    }

    /// What is left at the end.
    mutating func finish() -> Slice? {
        guard pending.readableBytes > 0 else { return nil }
        defer { pending = ByteBuffer() }
        return cut(pending)
    }

    private mutating func cut(_ bytes: ByteBuffer) -> Slice {
        let slice = Slice(bytes: bytes, firstLine: line)
        line += bytes.withUnsafeReadableBytes { bytes in
            var lines = 0
            for byte in bytes { lines &+= byte == UInt8(ascii: "\n") ? 1 : 0 }
            return lines
        }
        return slice
    }
}
