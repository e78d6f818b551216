/// The steps that both transports' log-ins have in common.
enum MT5LogIn {
    /// The 16 bytes of the server's challenge.
    static func challenge(_ text: String?) throws(MT5Error) -> [UInt8] {
        guard let challenge = text.flatMap({ MT5Hex.decode($0) }), challenge.count == MT5Auth.challengeLength else {
            throw .protocolViolation("The server's challenge is not 32 hexadecimal digits.")
        }
        return challenge
    }

    /// - Throws: ``MT5Error/Code/serverNotAuthentic`` when the server's answer to our challenge is wrong.
    static func checkServer(_ text: String?, _ auth: MT5Auth, _ challenge: [UInt8]) throws(MT5Error) {
        guard try text.flatMap({ MT5Hex.decode($0) }) == auth.answer(to: challenge) else {
            throw MT5Error(
                .serverNotAuthentic,
                "The server could not prove that it knows the password: it is not the server it claims to be. Check the address.",
                returnCode: .serverNotAuthentic)
        }
    }

    /// A challenge that nobody can foresee.
    static func randomChallenge() -> [UInt8] { (0..<MT5Auth.challengeLength).map { _ in UInt8.random(in: .min ... .max) } }
}
