/// Waits until something that happens on another thread has happened.
/// - Throws: when it has not within ten seconds.
func eventually(_ condition: () async throws -> Bool) async throws {
    struct Never: Error, CustomStringConvertible { let description = "what was waited for did not happen within ten seconds" }
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(10)
    while try await !condition() {
        guard clock.now < deadline else { throw Never() }
        try await clock.sleep(for: .milliseconds(5))
    }
}
