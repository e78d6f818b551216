import NIOCore

/// What a TCP session tells its connection to do.
enum MT5TCPCommand: Sendable {
    case exchange(MT5Message, limits: MT5AnswerLimits, EventLoopPromise<MT5Message>)
    /// Encrypts everything from now on.
    case encrypt(toServer: MT5Cipher, fromServer: MT5Cipher)
    case ping
    /// Takes leave; the connection is closed after it.
    case quit
}

/// One connection of the TCP transport: frames, ciphers and numbers messages and finds the answer to each.
final class MT5TCPHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = MT5TCPCommand
    typealias OutboundOut = ByteBuffer

    /// Serial numbers from here on are the server's own.
    private static let firstServerSerial: UInt16 = 0x4000

    private let slot = MT5AnswerSlot<MT5Message>()
    private var decoder = MT5PacketDecoder(expectsPrefix: false)
    private var assembler: MT5MessageAssembler
    private var cipher: MT5Cipher?
    private var serial: UInt16 = 0
    /// The serial number of the request whose answer is awaited.
    private var awaited: UInt16 = 0
    private var sentPrefix = false
    private var command = ""

    init(answerLimit: Int) { assembler = MT5MessageAssembler(limit: answerLimit) }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .encrypt(let toServer, let fromServer):
            cipher = toServer
            assembler.cipher = fromServer
            promise?.succeed()
        case .ping:
            send(MT5Packet.ping(serial: nextSerial()).encoded, context, promise)
        case .quit:
            guard !slot.isWaiting, let bytes = try? frame(MT5Message("QUIT"), nextSerial()) else {
                promise?.succeed()
                return
            }
            send(bytes, context, promise)
        case .exchange(let message, let limits, let answer):
            guard slot.begin(answer, limits: limits, context) else {
                promise?.succeed()
                return
            }
            command = message.command
            awaited = nextSerial()
            do throws(MT5Error) { send(try frame(message, awaited), context, promise) } catch {
                promise?.fail(error)
                slot.fail(error, context)
            }
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data).readableBytesView)
        do throws(MT5Error) {
            while let packet = try decoder.next() {
                guard !packet.isPing else { continue }
                if packet.serial == awaited { slot.progress() }
                if let whole = try assembler.add(packet) { try receive(whole) }
            }
        } catch {
            slot.fail(error, context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        slot.closed()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { slot.fail(MT5Error(network: error), context) }

    private func receive(_ whole: MT5MessageAssembler.Whole) throws(MT5Error) {
        // Nothing of a server's own accord is known beyond pings; it is deciphered to keep the key stream in step and let go.
        guard whole.serial < Self.firstServerSerial else { return }
        let message = try MT5Message(parsing: whole.body)
        guard slot.isWaiting, whole.serial == awaited, message.command == command else {
            throw .protocolViolation("The server sent something that is no answer to the last request.")
        }
        slot.succeed(message)
    }

    private func frame(_ message: MT5Message, _ serial: UInt16) throws(MT5Error) -> [UInt8] {
        var bytes: [UInt8] = []
        for var packet in MT5Packet.cut(message.encoded, serial: serial) {
            if cipher != nil { try cipher?.apply(to: &packet) }
            packet.append(to: &bytes)
        }
        return bytes
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        var buffer = context.channel.allocator.buffer(capacity: bytes.count + MT5Packet.prefix.count)
        if !sentPrefix { buffer.writeBytes(MT5Packet.prefix) }
        sentPrefix = true
        buffer.writeBytes(bytes)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
    }

    /// 1 to 3FFF and round again.
    private func nextSerial() -> UInt16 {
        serial = serial >= Self.firstServerSerial - 1 ? 1 : serial + 1
        return serial
    }
}
