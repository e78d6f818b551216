/// Joins the packets of a message, deciphers them and passes over pings.
public struct MT5MessageAssembler: Sendable {
    /// A whole message with the serial number of its packets.
    public struct Whole: Sendable, Equatable {
        public var serial: UInt16
        public var body: [UInt8]
    }

    /// Applied to every packet from now on; nil leaves them as they are. Set it after the log-in's last message.
    public var cipher: MT5Cipher?
    private let limit: Int
    private var serial: UInt16 = 0
    private var body: [UInt8] = []

    /// - Parameter limit: the most bytes a message may have, against a peer that never ends one.
    public init(limit: Int, cipher: MT5Cipher? = nil) {
        self.limit = limit
        self.cipher = cipher
    }

    /// - Returns: the message that `packet` completes, or nil when it is a ping or more packets follow.
    /// - Throws: ``MT5Error/Code/answerTooLarge``, or ``MT5Error/Code/protocolViolation`` when another message cuts in.
    public mutating func add(_ packet: MT5Packet) throws(MT5Error) -> Whole? {
        guard !packet.isPing else { return nil }
        guard body.isEmpty || packet.serial == serial else {
            throw .protocolViolation("A message began before the one before it had ended.")
        }
        guard body.count + packet.body.count <= limit else { throw .answerTooLarge(limit: limit) }
        var packet = packet
        if cipher != nil { try cipher?.apply(to: &packet) }
        serial = packet.serial
        if body.isEmpty { body = packet.body } else { body.append(contentsOf: packet.body) }
        guard packet.isLast else { return nil }
        defer { body = [] }
        return Whole(serial: serial, body: body)
    }
}
