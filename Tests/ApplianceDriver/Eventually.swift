/// What was waited for did not happen in time.
public struct NeverHappened: Error, CustomStringConvertible {
    public var what: String
    /// What was seen last, for whoever reads the failure.
    public var last: String

    public var description: String { "\(what) did not happen in time; seen last: \(last)" }
}

/// Waits until `look` gives a value, looking again every few milliseconds.
/// - Throws: ``NeverHappened`` at the deadline, with the last error of `look` if there was one; cancellation at once.
public func eventually<T>(
    _ what: String, within limit: Duration = .seconds(30), seen: () -> String = { "nothing" }, _ look: () async throws -> T?
) async throws -> T {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    var last = "nothing"
    while true {
        do {
            if let value = try await look() { return value }
            last = seen()
        } catch let error as CancellationError {
            throw error
        } catch {
            // A server that is starting refuses; at the deadline the last refusal is told.
            last = "\(error)"
        }
        // Looked at once more after the deadline: on a busy machine it may have passed while nobody could look.
        guard clock.now < deadline else { throw NeverHappened(what: what, last: last) }
        try await clock.sleep(for: .milliseconds(10))
    }
}

/// Waits until a condition holds.
public func eventually(
    _ what: String, within limit: Duration = .seconds(30), seen: () -> String = { "it does not hold" }, holds: () async throws -> Bool
) async throws {
    let _: Bool = try await eventually(what, within: limit, seen: seen) { try await holds() ? true : nil }
}
