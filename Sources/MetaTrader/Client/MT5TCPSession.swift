import NIOCore

/// A session of the TCP transport.
struct MT5TCPSession: MT5Session {
    private let channel: any Channel
    private let endpoint: MT5Endpoint
    private(set) var build: Int?

    init(_ channel: any Channel, _ endpoint: MT5Endpoint) { (self.channel, self.endpoint) = (channel, endpoint) }

    /// Proves to the server who logs in, and has the server prove that it knows the password too.
    mutating func logIn(challenge: [UInt8]) async throws(MT5Error) {
        let auth = try MT5Auth(password: endpoint.password)
        let method = endpoint.encryption == .aes256ofb ? "AES256OFB" : "NONE"
        let start = try await authenticate(
            MT5Message(
                "AUTH_START",
                [
                    .init("VERSION", String(endpoint.version)), .init("AGENT", endpoint.agent), .init("LOGIN", String(endpoint.login)),
                    .init("TYPE", "MANAGER"), .init("CRYPT_METHOD", method),
                ]))
        let answer = try auth.answer(to: MT5LogIn.challenge(start["SRV_RAND"]))
        let finish = try await authenticate(
            MT5Message("AUTH_ANSWER", [.init("SRV_RAND_ANSWER", MT5Hex.encode(answer)), .init("CLI_RAND", MT5Hex.encode(challenge))]))
        try MT5LogIn.checkServer(finish["CLI_RAND_ANSWER"], auth, challenge)
        build = (finish["VERSION_TRADE"] ?? finish["VERSION_ACCESS"]).flatMap { Int($0) }
        guard endpoint.encryption == .aes256ofb else { return }
        guard let cryptRand = finish["CRYPT_RAND"].flatMap({ MT5Hex.decode($0) }) else {
            throw .protocolViolation("The server did not agree to encrypt the connection. Allow AES on the server, or connect by HTTPS.")
        }
        let ciphers = try auth.ciphers(cryptRand: cryptRand)
        try await command(.encrypt(toServer: ciphers.clientToServer, fromServer: ciphers.serverToClient))
    }

    func exchange(_ request: MT5Request) async throws(MT5Error) -> MT5Reply {
        let message = try request.message()
        let limits = MT5AnswerLimits(silence: endpoint.timeouts.silence, whole: endpoint.timeouts.answer)
        return try MT5Reply(try await ask(message, limits))
    }

    func ping() async throws(MT5Error) { try await command(.ping) }

    func close() {
        let channel = channel
        channel.writeAndFlush(MT5TCPCommand.quit).whenComplete { _ in channel.close(promise: nil) }
    }

    private func authenticate(_ message: MT5Message) async throws(MT5Error) -> MT5Message {
        let answer = try await ask(message, MT5AnswerLimits(silence: endpoint.timeouts.logIn, whole: endpoint.timeouts.logIn))
        guard let code = answer.returnCode else { throw .protocolViolation("The server answered the log-in without a return code.") }
        guard code == .done else { throw MT5Error(code, to: "the log-in") }
        return answer
    }

    private func ask(_ message: MT5Message, _ limits: MT5AnswerLimits) async throws(MT5Error) -> MT5Message {
        let promise = channel.eventLoop.makePromise(of: MT5Message.self)
        // On a closed channel the command never reaches the handler, which otherwise keeps the promise.
        channel.writeAndFlush(MT5TCPCommand.exchange(message, limits: limits, promise)).cascadeFailure(to: promise)
        return try await promise.futureResult.value()
    }

    private func command(_ command: MT5TCPCommand) async throws(MT5Error) { try await channel.writeAndFlush(command).value() }
}
