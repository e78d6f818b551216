import Brokerage
import Logging
import MetaTrader
import NIOCore

/// Keeps a tenant in step with one MT5 server through its Web API, over two sessions: one for the present state, one for history.
///
/// Everything it finds goes to the environment's `deliver`, together with the cursors by which a later feed goes on. A feed that is
/// ended anywhere, even in the middle of a page, and begun again from the saved cursors delivers every deal at least once with the
/// same content; the desk keeps each ticket once.
public final class MT5Feed: Sendable {
    private let options: MT5FeedOptions
    private let cursors: [String: String]
    private let environment: FeedEnvironment
    private let group: any EventLoopGroup

    /// - Parameters:
    ///   - cursors: As they were last saved; empty for a new connection.
    ///   - group: Runs the sockets.
    public init(options: MT5FeedOptions, cursors: [String: String], environment: FeedEnvironment, group: any EventLoopGroup) {
        (self.options, self.cursors, self.environment, self.group) = (options, cursors, environment, group)
    }

    /// Connects, catches up and follows the server; connects again whenever the link breaks.
    ///
    /// Returns when the task is cancelled, or when the server refused the connection for a reason that only a person can remove: the
    /// last status then says so and is marked as stopped.
    public func run() async {
        let board = LinkBoard()
        await withTaskGroup(of: Void.self) { tasks in
            // Ends with the board's last change, or when the feed is cancelled.
            tasks.addTask { [report = environment.report] in
                for await status in board.changes { await report(status) }
            }
            await keepInStep(board)
            board.finish()
        }
    }

    private func keepInStep(_ board: LinkBoard) async {
        let saved = FeedCursors(cursors)
        let meter = ClockMeter(fixed: options.clock, saved: saved.clock, evidence: saved.evidence)
        let context = FeedContext(
            options: options, environment: environment, board: board, view: SharedView(meter), logger: Logger(label: "veles.bridge.mt5"))
        let state = StateFeed(context, cursors: saved)
        let deals = DealFeed(context, cursors: saved)
        var attempts = Attempts()
        while !Task.isCancelled {
            let started = environment.now()
            let link = FeedLink(context: context, group: group)
            let end = await link.hold(state, deals)
            let random = environment.random
            let next = attempts.after(end, heldSeconds: environment.now().seconds(since: started), chance: random(), spread: random())
            switch next {
            case .cancelled: return
            case .stop(let reason):
                var status = LinkStatus(state: .down, reason: reason)
                status.isStopped = true
                return board.enter(status)
            case .again: continue
            case .wait(let pause, let reason):
                board.enter(LinkStatus(state: .down, reason: reason))
                do { try await environment.sleep(pause) } catch { return }
            }
        }
    }
}
