import MetaTrader
import Testing

@testable import Bridge

struct AttemptsTests {
    private func next(_ attempts: inout Attempts, _ error: MT5Error, wasSignedIn: Bool = false) -> Attempts.Next {
        attempts.after(.failed(error, wasSignedIn: wasSignedIn), heldSeconds: 0, chance: 0.5, spread: 0.5)
    }

    private func isStop(_ next: Attempts.Next) -> Bool {
        if case .stop = next { return true }
        return false
    }

    @Test(arguments: [MT5Error.Code.passwordRefused, .accountRefused, .addressRefused, .configuration])
    func stopsAtOnceForWhatOnlyAPersonCanMend(_ code: MT5Error.Code) {
        var attempts = Attempts()
        let end = next(&attempts, MT5Error(code, "No."))
        #expect(isStop(end))
    }

    @Test(arguments: [
        MT5Error.Code.unreachable, .timeout, .unavailable, .sessionLost, .protocolViolation, .serverNotAuthentic, .untrustedCertificate,
    ])
    func triesAgainForWhatMayPass(_ code: MT5Error.Code) {
        var attempts = Attempts()
        for _ in 0..<50 {
            let end = next(&attempts, MT5Error(code, "No."))
            #expect(!isStop(end))
        }
    }

    @Test func aPasswordThatWorkedIsNotGivenUpForOneSilentRefusal() {
        var attempts = Attempts()
        _ = next(&attempts, MT5Error(.closed, "Gone."), wasSignedIn: true)
        for _ in 1..<Attempts.doubtfulRefusals {
            let end = next(&attempts, MT5Error(.passwordRefused, "403"))
            #expect(!isStop(end))
        }
        let last = next(&attempts, MT5Error(.passwordRefused, "403"))
        #expect(isStop(last))
    }

    @Test func aPasswordThatWorkedIsGivenUpWhenTheServerSaysSo() {
        var attempts = Attempts()
        _ = next(&attempts, MT5Error(.closed, "Gone."), wasSignedIn: true)
        let end = next(&attempts, MT5Error(.passwordRefused, "3006", returnCode: .invalidPassword))
        #expect(isStop(end))
    }

    @Test func aCancelledFeedEndsAndARenewedOneDialsAtOnce() {
        var attempts = Attempts()
        let ended = attempts.after(.cancelled, heldSeconds: 0, chance: 0, spread: 0)
        #expect(ended == .cancelled)
        let renewed = attempts.after(.renewed, heldSeconds: 0, chance: 0, spread: 0)
        #expect(renewed == .again)
    }
}
