import Brokerage
import Logging

/// What the tasks of one feed share.
struct FeedContext: Sendable {
    let options: MT5FeedOptions
    let environment: FeedEnvironment
    let board: LinkBoard
    let view: SharedView
    let logger: Logger

    /// Pauses after failures to store, in seconds.
    private static let storingPauses = 1.0...30.0

    /// Hands a delivery on and waits until it is durable. While the desk cannot store, nothing more is read: it is tried until it can.
    /// - Throws: `CancellationError` only.
    func deliver(_ delivery: Delivery) async throws {
        var pause = Self.storingPauses.lowerBound
        while true {
            do {
                try await environment.deliver(delivery)
                board.clear(.storing)
                return
            } catch let error as CancellationError {
                throw error
            } catch {
                try Task.checkCancellation()
                logger.warning("A delivery could not be stored: \(error)")
                board.set(.storing, "What the server sent cannot be stored: \(error). It is tried again, and nothing is lost meanwhile.")
                try await environment.sleep(.milliseconds(Int64(pause * 1000)))
                pause = min(Self.storingPauses.upperBound, pause * 2)
            }
        }
    }
}
