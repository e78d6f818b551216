import Brokerage
import MetaTrader

/// The server's half of the log-in, the same for both transports.
struct LogInChallenge: Sendable {
    /// Oldest client build that is let in.
    private static let oldestClient = 484

    let challenge: [UInt8]
    private let asked: Int64

    /// Checks what a client says of itself and draws its challenge.
    /// - Throws: the code of what is wrong.
    init(_ request: ServerRequest, _ core: SimulationCore) throws(ServerRefusal) {
        guard request.text("type")?.lowercased() == "manager" else { throw ServerRefusal(MT5ReturnCode(rawValue: 1000)) }
        guard let agent = request.text("agent"), !agent.contains(" ") else { throw ServerRefusal(.invalidParameters) }
        guard let version = try request.whole("version"), version >= Self.oldestClient else { throw ServerRefusal(MT5ReturnCode(rawValue: 1010)) }
        guard try request.required("login") == core.options.managerLogin else { throw ServerRefusal(.invalidAccount) }
        challenge = core.options.randomBytes(MT5Auth.challengeLength)
        asked = core.options.now().seconds
    }

    /// Checks a client's answer and answers its own challenge.
    /// - Throws: the code of what is wrong.
    func answer(_ request: ServerRequest, _ core: SimulationCore) throws(ServerRefusal) -> [UInt8] {
        guard core.options.now().seconds - asked <= Int64(core.options.logInWindow) else { throw ServerRefusal(MT5ReturnCode(rawValue: 9)) }
        guard let given = request.text("srv_rand_answer").flatMap({ MT5Hex.decode($0) }),
            let theirs = request.text("cli_rand").flatMap({ MT5Hex.decode($0) }),
            theirs.count == MT5Auth.challengeLength
        else { throw ServerRefusal(.invalidParameters) }
        let (expected, proof) = (try compute(challenge, core), try compute(theirs, core))
        guard given == expected else { throw ServerRefusal(.invalidPassword) }
        return core.faults.falsifiesAuthentication ? proof.reversed() : proof
    }

    private func compute(_ challenge: [UInt8], _ core: SimulationCore) throws(ServerRefusal) -> [UInt8] {
        do throws(MT5Error) { return try core.authentication.answer(to: challenge) } catch { throw ServerRefusal(.error) }
    }
}
