import MetaTrader
import NIOCore
import NIOPosix
import Synchronization

/// The far end of the TCP transport for tests: logs a client in and answers each message as the test says.
final class TCPPeer: Sendable {
    struct Behaviour: Sendable {
        var password = "Password1"
        var logInCode = MT5ReturnCode.done
        /// Answers the client's challenge wrongly.
        var isFalse = false
        /// Sends every byte on its own.
        var dribbles = false
        /// Sends pings before, between and after the packets of an answer.
        var storms = false
        /// How many answers are given before silence.
        var mutesAfter = Int.max
        /// How many answers are cut off in the middle, with the connection closed.
        var cutsAfter = Int.max
        /// Nil ends the connection without an answer.
        var answer: @Sendable (MT5Message) -> MT5Message? = { MT5Message(answering: $0.command, .done) }
    }

    let port: Int
    private let channel: any Channel
    private let seen: SeenMessages

    init(_ behaviour: Behaviour) async throws {
        let seen = SeenMessages()
        self.seen = seen
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(TCPPeerHandler(behaviour, seen))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    /// Every message that arrived, log-ins included.
    var messages: [MT5Message] { seen.messages.withLock { $0 } }

    func stop() async throws { try await channel.close() }
}

final class SeenMessages: Sendable {
    let messages = Mutex<[MT5Message]>([])
}

private final class TCPPeerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let behaviour: TCPPeer.Behaviour
    private let seen: SeenMessages
    private var decoder = MT5PacketDecoder(expectsPrefix: true)
    private var assembler = MT5MessageAssembler(limit: 1 << 20)
    private var cipher: MT5Cipher?
    private var encrypts = false
    private var answers = 0

    init(_ behaviour: TCPPeer.Behaviour, _ seen: SeenMessages) { (self.behaviour, self.seen) = (behaviour, seen) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data).readableBytesView)
        do throws(MT5Error) {
            while let packet = try decoder.next() {
                guard let whole = try assembler.add(packet) else { continue }
                let message = try MT5Message(parsing: whole.body)
                seen.messages.withLock { $0.append(message) }
                try respond(to: message, whole.serial, context)
            }
        } catch {
            context.close(promise: nil)
        }
    }

    private func respond(to message: MT5Message, _ serial: UInt16, _ context: ChannelHandlerContext) throws(MT5Error) {
        let auth = try MT5Auth(password: behaviour.password)
        switch message.command {
        case "AUTH_START":
            encrypts = message["CRYPT_METHOD"] == "AES256OFB"
            let challenge = MT5Message.Parameter("SRV_RAND", "4db98fec17aab4dc5a240bdc659e8395")
            try send(MT5Message(answering: message.command, behaviour.logInCode, [challenge]), serial, context)
        case "AUTH_ANSWER":
            let isRight = message["SRV_RAND_ANSWER"] == MT5Hex.encode(try auth.answer(to: MT5Hex.decode("4db98fec17aab4dc5a240bdc659e8395") ?? []))
            guard isRight || behaviour.isFalse else { return try send(MT5Message(answering: message.command, .invalidPassword), serial, context) }
            let answer = behaviour.isFalse ? [UInt8](repeating: 0, count: 16) : try auth.answer(to: MT5Hex.decode(message["CLI_RAND"] ?? "") ?? [])
            let cryptRand = (0...255).map { UInt8($0) }
            var parameters = [MT5Message.Parameter("CLI_RAND_ANSWER", MT5Hex.encode(answer))]
            if encrypts { parameters.append(.init("CRYPT_RAND", MT5Hex.encode(cryptRand))) }
            try send(MT5Message(answering: message.command, .done, parameters), serial, context)
            guard encrypts else { return }
            let ciphers = try auth.ciphers(cryptRand: cryptRand)
            assembler.cipher = ciphers.clientToServer
            cipher = ciphers.serverToClient
        case "QUIT": context.close(promise: nil)
        default:
            guard let answer = behaviour.answer(message) else { return context.close(promise: nil) }
            try send(answer, serial, context)
        }
    }

    private func send(_ message: MT5Message, _ serial: UInt16, _ context: ChannelHandlerContext) throws(MT5Error) {
        var bytes: [UInt8] = []
        if behaviour.storms { for ping in UInt16(0x4000)..<0x4020 { MT5Packet.ping(serial: ping).append(to: &bytes) } }
        for var packet in MT5Packet.cut(message.encoded, serial: serial) {
            if cipher != nil { try cipher?.apply(to: &packet) }
            packet.append(to: &bytes)
            if behaviour.storms { for ping in UInt16(0x8000)..<0x8020 { MT5Packet.ping(serial: ping).append(to: &bytes) } }
        }
        answers += 1
        guard answers <= behaviour.mutesAfter else { return }
        if answers > behaviour.cutsAfter { bytes.removeLast(bytes.count / 2) }
        for piece in behaviour.dribbles ? bytes.map({ [$0] }) : [bytes] {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: piece)), promise: nil)
        }
        if answers > behaviour.cutsAfter { context.close(promise: nil) }
    }
}
