import Brokerage
import Testing

@testable import Bridge

struct LinkBoardTests {
    private let start = Timestamp(seconds: 1_700_000_000)

    @Test func aLiveLinkWithATroubleIsDegradedAndSaysWhich() {
        let board = LinkBoard()
        board.enter(LinkStatus(state: .live, reason: ""))
        board.set(.partial, "Cut.")
        board.set(.refusedDeals, "Denied.")
        #expect(board.status.state == .degraded)
        #expect(board.status.reason == "Denied.")
        board.clear(.refusedDeals)
        #expect(board.status.reason == "Cut.")
        board.clear(.partial)
        #expect(board.status.state == .live)
    }

    @Test func catchingUpStaysCatchingUpAndNamesTheTroubleToo() {
        let board = LinkBoard()
        board.enter(LinkStatus(state: .catchingUp, reason: "3 days."))
        board.set(.clock, "Jump.")
        #expect(board.status.state == .catchingUp)
        #expect(board.status.reason == "3 days. Jump.")
    }

    @Test func aNewConnectionForgetsWhatWasWrongWithTheLast() {
        let board = LinkBoard()
        board.enter(LinkStatus(state: .live, reason: ""))
        board.set(.refusedTicks, "Denied.")
        board.enter(LinkStatus(state: .connecting, reason: ""))
        board.enter(LinkStatus(state: .live, reason: ""))
        #expect(board.status.state == .live)
    }

    @Test func isBehindWhenEitherSessionWasSilentTooLong() {
        let board = LinkBoard()
        board.enter(LinkStatus(state: .live, reason: ""))
        board.answered(.state, at: start)
        board.answered(.history, at: start)
        board.answered(.state, at: start + .seconds(40))
        board.inspect(at: start + .seconds(40), behindAfter: 30)
        #expect(board.status.state == .degraded)
        #expect(board.status.lagSeconds == 40)
        board.answered(.history, at: start + .seconds(41))
        board.inspect(at: start + .seconds(42), behindAfter: 30)
        #expect(board.status.state == .live)
    }

    @Test func passesOnEachChangeOnce() async {
        let board = LinkBoard()
        board.enter(LinkStatus(state: .connecting, reason: "Dialling."))
        board.enter(LinkStatus(state: .connecting, reason: "Dialling."))
        board.enter(LinkStatus(state: .live, reason: ""))
        board.finish()
        var states: [LinkState] = []
        for await status in board.changes { states.append(status.state) }
        #expect(states == [.connecting, .live])
    }
}
