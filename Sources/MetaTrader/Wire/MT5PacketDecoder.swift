/// Finds packets in a stream of bytes that arrives in pieces of any size, in either direction.
public struct MT5PacketDecoder: Sendable {
    private var bytes: [UInt8] = []
    private var start = 0
    private var awaitsPrefix: Bool

    /// - Parameter expectsPrefix: true on the server's side, where the first nine bytes are ``MT5Packet/prefix``.
    public init(expectsPrefix: Bool) { awaitsPrefix = expectsPrefix }

    /// How many received bytes have not been given out as packets yet.
    public var buffered: Int { bytes.count - start }

    public mutating func append(_ received: some Sequence<UInt8>) {
        if start > 0 {
            bytes.removeFirst(start)
            start = 0
        }
        bytes.append(contentsOf: received)
    }

    /// The next whole packet, pings included, or nil when more bytes are needed. Call it until it gives nil.
    /// - Throws: ``MT5Error/Code/protocolViolation``; the stream cannot be read on after that.
    public mutating func next() throws(MT5Error) -> MT5Packet? {
        if awaitsPrefix {
            guard try takePrefix() else { return nil }
        }
        guard buffered >= MT5Packet.headerLength else { return nil }
        let flag = bytes[start + 8]
        guard let length = number(at: start), let serial = number(at: start + 4), flag == UInt8(ascii: "0") || flag == UInt8(ascii: "1") else {
            throw .protocolViolation("The other side sent something that is no packet header of the MT5 Web API.")
        }
        let end = start + MT5Packet.headerLength + Int(length)
        guard bytes.count >= end else { return nil }
        let body = Array(bytes[(start + MT5Packet.headerLength)..<end])
        start = end
        return MT5Packet(serial: serial, isLast: flag == UInt8(ascii: "0"), body: body)
    }

    private mutating func takePrefix() throws(MT5Error) -> Bool {
        let count = min(buffered, MT5Packet.prefix.count)
        guard bytes[start..<(start + count)].elementsEqual(MT5Packet.prefix[..<count]) else {
            throw .protocolViolation("The connection does not start with MT5WEBAPI.")
        }
        guard count == MT5Packet.prefix.count else { return false }
        start += count
        awaitsPrefix = false
        return true
    }

    private func number(at index: Int) -> UInt16? {
        var value: UInt16 = 0
        for offset in 0..<4 {
            guard let digit = MT5Hex.value(of: bytes[index + offset]) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
