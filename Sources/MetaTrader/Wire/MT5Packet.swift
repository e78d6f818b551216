/// One packet of the TCP transport: a header of nine ASCII characters and up to 65 535 bytes of body.
///
/// The header is four hexadecimal digits of body length, four of serial number, and `0` on the last packet of a message or
/// `1` on the others. A message longer than one body is cut anywhere, also inside a character.
public struct MT5Packet: Sendable, Equatable {
    /// What the first packet of a connection is preceded by; a server tells this transport from TLS by it.
    public static let prefix: [UInt8] = Array("MT5WEBAPI".utf8)
    public static let headerLength = 9
    public static let maximumBody = 0xFFFF

    /// The request's number, echoed by its answer: `0001` to `3FFF` from clients, `4000` up from servers of their own accord.
    public var serial: UInt16
    /// False when more packets of the same message follow.
    public var isLast: Bool
    /// At most ``maximumBody`` bytes.
    public internal(set) var body: [UInt8]

    /// - Returns: nil when the body is longer than a packet holds; see ``cut(_:serial:)``.
    public init?(serial: UInt16, isLast: Bool = true, body: [UInt8]) {
        guard body.count <= Self.maximumBody else { return nil }
        self.init(serial, isLast, body)
    }

    private init(_ serial: UInt16, _ isLast: Bool, _ body: [UInt8]) {
        (self.serial, self.isLast, self.body) = (serial, isLast, body)
    }

    /// A packet without a body, which either side sends to show that it is alive.
    public static func ping(serial: UInt16) -> MT5Packet { MT5Packet(serial, true, []) }

    public var isPing: Bool { body.isEmpty }

    /// The packets of one message. An empty message would be a ping and gives none.
    public static func cut(_ message: [UInt8], serial: UInt16) -> [MT5Packet] {
        var packets: [MT5Packet] = []
        var start = 0
        while start < message.count {
            let end = min(start + maximumBody, message.count)
            packets.append(MT5Packet(serial, end == message.count, Array(message[start..<end])))
            start = end
        }
        return packets
    }

    /// Appends header and body as they go on the wire.
    public func append(to bytes: inout [UInt8]) {
        Self.appendHex(UInt16(truncatingIfNeeded: body.count), to: &bytes)
        Self.appendHex(serial, to: &bytes)
        bytes.append(UInt8(ascii: isLast ? "0" : "1"))
        bytes.append(contentsOf: body)
    }

    /// Header and body as they go on the wire.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headerLength + body.count)
        append(to: &bytes)
        return bytes
    }

    private static func appendHex(_ value: UInt16, to bytes: inout [UInt8]) {
        for shift in [UInt16(12), 8, 4, 0] { bytes.append(MT5Hex.digit(UInt8(truncatingIfNeeded: value >> shift & 15))) }
    }
}
