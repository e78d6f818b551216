import Brokerage
import MetaTrader
import NIOCore

/// A session of the TCP form, from its first bytes to its end.
final class RawSessionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case fresh
        case challenged(LogInChallenge, encrypts: Bool)
        case open
    }

    /// The longest message a client may send.
    private static let messageLimit = 4 * 1024 * 1024
    /// Serial numbers that the server gives to packets of its own accord.
    private static let ownSerials: ClosedRange<UInt16> = 0x8000...0xFFFE

    private let core: SimulationCore
    private var decoder = MT5PacketDecoder(expectsPrefix: true)
    private var assembler = MT5MessageAssembler(limit: RawSessionHandler.messageLimit)
    private var outgoing: MT5Cipher?
    private var phase = Phase.fresh
    private var meter: RateMeter
    private var waiting: [MT5MessageAssembler.Whole] = []
    private var isBusy = false
    private var heard: NIODeadline = .now()
    private var ownSerial = RawSessionHandler.ownSerials.lowerBound
    /// Ends with the connection, in ``channelInactive(context:)``.
    private var nextPing: Scheduled<Void>?

    init(core: SimulationCore) {
        self.core = core
        meter = RateMeter(limit: core.options.rateLimit)
    }

    func handlerAdded(context: ChannelHandlerContext) { schedulePing(context) }

    private func schedulePing(_ context: ChannelHandlerContext) {
        nextPing = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(core.options.pingInterval))) { [self] in
            guard heard + .seconds(Int64(core.options.silenceLimit)) > .now() else { return context.close(promise: nil) }
            write(ping(), context)
            context.flush()
            schedulePing(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        nextPing?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard = .now()
        decoder.append(unwrapInboundIn(data).readableBytesView)
        do throws(MT5Error) {
            while let packet = try decoder.next() {
                if let whole = try assembler.add(packet) { waiting.append(whole) }
            }
        } catch {
            return context.close(promise: nil)
        }
        work(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Serves what has arrived, one message after the other.
    private func work(_ context: ChannelHandlerContext) {
        while !isBusy, !waiting.isEmpty {
            let whole = waiting.removeFirst()
            do throws(MT5Error) {
                try handle(MT5Message(parsing: whole.body), serial: whole.serial, context)
            } catch {
                // Undecodable text is a client that forgot to encipher its farewell.
                return context.close(promise: nil)
            }
        }
    }

    /// Whether a command's name has nothing in it but what names are made of.
    private static func isCommand(_ name: String) -> Bool {
        name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
    }

    private func handle(_ message: MT5Message, serial: UInt16, _ context: ChannelHandlerContext) throws(MT5Error) {
        guard !message.command.isEmpty else { return }
        // Also what a farewell in plain text deciphers to, when it has an even number of bytes.
        guard Self.isCommand(message.command) else { return context.close(promise: nil) }
        guard message.command != "QUIT", !core.faults.isUnderMaintenance else { return context.close(promise: nil) }
        let body = message.payload.isEmpty ? nil : JSONBody.parse(message.payload)
        let request = ServerRequest(command: message.command, parameters: message.parameters.map { ($0.name, $0.value) }, body: body)
        switch (message.command, phase) {
        case ("AUTH_START", _): start(request, serial, context)
        case ("AUTH_ANSWER", .challenged(let challenge, let encrypts)): try finish(request, challenge, encrypts, serial, context)
        case (_, .open): serve(request, serial, context)
        default: context.close(promise: nil)
        }
    }

    // MARK: Log-in

    private func start(_ request: ServerRequest, _ serial: UInt16, _ context: ChannelHandlerContext) {
        do throws(ServerRefusal) {
            let method = request.text("crypt_method")?.uppercased() ?? "NONE"
            guard method == "NONE" || method == "AES256OFB" else { throw ServerRefusal(.invalidParameters) }
            let challenge = try LogInChallenge(request, core)
            phase = .challenged(challenge, encrypts: method == "AES256OFB")
            send(
                MT5Message(
                    answering: "AUTH_START", .done,
                    [.init("VERSION_ACCESS", ServerBuild.number), .init("SRV_RAND", MT5Hex.encode(challenge.challenge))]), serial, context)
        } catch {
            send(MT5Message(answering: "AUTH_START", error.code), serial, context)
        }
    }

    private func finish(
        _ request: ServerRequest, _ challenge: LogInChallenge, _ encrypts: Bool, _ serial: UInt16, _ context: ChannelHandlerContext
    ) throws(MT5Error) {
        let proof: [UInt8]
        do throws(ServerRefusal) { proof = try challenge.answer(request, core) } catch {
            send(MT5Message(answering: "AUTH_ANSWER", error.code), serial, context)
            return context.close(promise: nil)
        }
        var parameters: [MT5Message.Parameter] = [
            .init("VERSION_ACCESS", ServerBuild.number), .init("VERSION_TRADE", ServerBuild.number), .init("CLI_RAND_ANSWER", MT5Hex.encode(proof)),
        ]
        let random = core.options.randomBytes(MT5Auth.cryptRandLength)
        if encrypts { parameters.append(.init("CRYPT_RAND", MT5Hex.encode(random))) }
        send(MT5Message(answering: "AUTH_ANSWER", .done, parameters), serial, context)
        if encrypts {
            let ciphers = try core.authentication.ciphers(cryptRand: random)
            assembler.cipher = ciphers.clientToServer
            outgoing = ciphers.serverToClient
        }
        phase = .open
    }

    // MARK: Answers

    private func serve(_ request: ServerRequest, _ serial: UInt16, _ context: ChannelHandlerContext) {
        let isAllowed = meter.allows(at: core.options.now().seconds)
        let answer = isAllowed ? core.answer(request) : ServerAnswer(code: .tooFrequent)
        let message = answer.message(to: request.command)
        let delay = core.faults.delay
        guard delay > .zero else { return send(message, serial, context) }
        isBusy = true
        context.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(delay.microsecondsRounded)) { [self] in
            isBusy = false
            send(message, serial, context)
            work(context)
        }
    }

    private func send(_ message: MT5Message, _ serial: UInt16, _ context: ChannelHandlerContext) {
        var bytes: [UInt8] = []
        let storm = core.faults.pingStorm
        for var packet in MT5Packet.cut(message.encoded, serial: serial) {
            for _ in 0..<max(0, storm) { ping().append(to: &bytes) }
            do throws(MT5Error) { try outgoing?.apply(to: &packet) } catch { return context.close(promise: nil) }
            packet.append(to: &bytes)
        }
        for _ in 0..<max(0, storm) { ping().append(to: &bytes) }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
    }

    private func ping() -> MT5Packet {
        defer { ownSerial = ownSerial == Self.ownSerials.upperBound ? Self.ownSerials.lowerBound : ownSerial + 1 }
        return .ping(serial: ownSerial)
    }

    private func write(_ packet: MT5Packet, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: packet.encoded)), promise: nil)
    }
}
