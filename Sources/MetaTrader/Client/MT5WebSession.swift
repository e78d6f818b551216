import NIOCore

/// A session of the HTTPS transport.
struct MT5WebSession: MT5Session {
    private static let done: UInt = 200
    private let channel: any Channel
    private let endpoint: MT5Endpoint
    private(set) var build: Int?

    init(_ channel: any Channel, _ endpoint: MT5Endpoint) { (self.channel, self.endpoint) = (channel, endpoint) }

    /// Proves to the server who logs in, and has the server prove that it knows the password too.
    /// - Throws: ``MT5Error/Code/passwordRefused`` on a plain 403 to the answer, which live servers now and then give for no
    ///   reason: believe it the second time.
    mutating func logIn(challenge: [UInt8]) async throws(MT5Error) {
        let auth = try MT5Auth(password: endpoint.password)
        var paths = (start: "/api/auth/start", answer: "/api/auth/answer")
        var start = try await authenticate(paths.start, startParameters)
        if start.status == 404 {
            // Where builds before the /api prefix have it.
            paths = ("/auth_start", "/auth_answer")
            start = try await authenticate(paths.start, startParameters)
        }
        let challenged = try reply(start, refusal: Self.refusedToStart)
        let answer = try auth.answer(to: MT5LogIn.challenge(challenged.value("SRV_RAND")))
        let finish = try await authenticate(
            paths.answer, [("srv_rand_answer", .text(MT5Hex.encode(answer))), ("cli_rand", .text(MT5Hex.encode(challenge)))])
        let finished = try reply(finish, refusal: Self.refusedAnswer)
        try MT5LogIn.checkServer(finished.value("CLI_RAND_ANSWER"), auth, challenge)
        build = (finished.value("VERSION_TRADE") ?? finished.value("VERSION_ACCESS")).flatMap { Int($0) }
    }

    func exchange(_ request: MT5Request) async throws(MT5Error) -> MT5Reply {
        let answer = try await ask(request, MT5AnswerLimits(silence: endpoint.timeouts.silence, whole: endpoint.timeouts.answer))
        guard answer.status == Self.done else { throw MT5Error(status: answer.status, to: request.subject) }
        return try MT5Reply(envelope: answer.body)
    }

    func ping() async throws(MT5Error) {
        let reply = try await exchange(MT5Request("the keep-alive", "TEST_ACCESS", "/api/test/access"))
        guard reply.code.remedy == .none else { throw MT5Error(reply.code, to: "the keep-alive") }
    }

    func close() {
        let (channel, promise) = (channel, channel.eventLoop.makePromise(of: MT5WebAnswer.self))
        let limits = MT5AnswerLimits(silence: .seconds(1), whole: .seconds(1))
        let quit = MT5WebCommand(isPost: false, target: "/api/quit", body: [], limits: limits, answer: promise)
        channel.writeAndFlush(quit).cascadeFailure(to: promise)
        // Whatever comes of it, an answer, a time-out or nothing because another one is awaited, it ends here.
        promise.futureResult.whenComplete { _ in channel.close(promise: nil) }
    }

    private var startParameters: [(name: String, value: MT5Request.Value)] {
        [
            ("version", .text(String(endpoint.version))), ("agent", .text(endpoint.agent)), ("login", .text(String(endpoint.login))),
            ("type", .text("manager")),
        ]
    }

    private func authenticate(_ path: String, _ parameters: [(name: String, value: MT5Request.Value)]) async throws(MT5Error) -> MT5WebAnswer {
        let limits = MT5AnswerLimits(silence: endpoint.timeouts.logIn, whole: endpoint.timeouts.logIn)
        return try await ask(MT5Request("the log-in", nil, path, parameters), limits)
    }

    private func reply(_ answer: MT5WebAnswer, refusal: MT5Error) throws(MT5Error) -> MT5Reply {
        guard answer.status != 401, answer.status != 403 else { throw refusal }
        guard answer.status == Self.done else { throw MT5Error(status: answer.status, to: "the log-in") }
        let reply = try MT5Reply(envelope: answer.body)
        guard reply.code == .done else { throw MT5Error(reply.code, to: "the log-in") }
        return reply
    }

    private func ask(_ request: MT5Request, _ limits: MT5AnswerLimits) async throws(MT5Error) -> MT5WebAnswer {
        let promise = channel.eventLoop.makePromise(of: MT5WebAnswer.self)
        let (isPost, target, body) = request.web()
        let command = MT5WebCommand(isPost: isPost, target: target, body: body, limits: limits, answer: promise)
        // On a closed channel the command never reaches the handler, which otherwise keeps the promise.
        channel.writeAndFlush(command).cascadeFailure(to: promise)
        return try await promise.futureResult.value()
    }

    private static let refusedToStart = MT5Error(
        .unavailable, "The server refuses to begin a log-in: it is in maintenance, or this login or IP address may not use the Web API.")
    private static let refusedAnswer = MT5Error(
        .passwordRefused, "The server refused login or password. Enter the manager login and its API password, which is not the manager password.")
}

extension MT5Error {
    /// What an HTTP status other than 200 means.
    init(status: UInt, to request: String) {
        switch status {
        case 401, 403: self.init(.sessionLost, "The server refused \(request) (HTTP \(status)).")
        case 404: self.init(.notSupported, "This server build does not offer \(request) (HTTP 404).")
        case 408, 504: self.init(.timeout, "The server ran out of time over \(request) (HTTP \(status)). It is asked again later.")
        case 429: self.init(.rateLimited, "The server asks for fewer requests (HTTP 429).")
        case 500...599: self.init(.unavailable, "The server cannot serve \(request) now (HTTP \(status)). It is asked again later.")
        default: self.init(.protocolViolation, "The server answered \(request) with HTTP \(status). Is it an MT5 access server?")
        }
        httpStatus = status
    }
}
