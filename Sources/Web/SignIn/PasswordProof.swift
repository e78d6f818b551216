import Brokerage
import Desk
import Tenancy

/// Asks a person who is signed in for the password once more, before something that a stranger at an unlocked screen must not do.
struct PasswordProof: Sendable {
    let delay: SignInDelay
    let passwords: WorkThreads
    let clock: WebClock

    /// - Parameter field: of the request, that holds the password.
    /// - Returns: The person.
    /// - Throws: ``Problem`` naming the field when it is wrong. Wrong ones count as refused sign-ins do.
    func demand(_ password: String, in field: String, _ call: Call) async throws -> User {
        let (id, desk) = (try call.person, try call.desk)
        let user = try await desk.file.read { try $0.user(id) }
        // Whoever is signed in is known here: others' failures do not count.
        let attempt = SignInDelay.Attempt(tenant: desk.slug.rawValue, email: user.email.rawValue, address: call.peer, isKnown: true)
        if let wait = delay.begin(attempt, at: clock.now()) { throw Problem.tooManyRequests(limit: SignInDelay.free, retryAfter: wait) }
        let stored = user.passwordHash
        let fits: Bool
        do {
            fits = try await passwords.run { try Password.verify(password, against: stored) }
        } catch {
            delay.abandon(attempt)
            throw error
        }
        guard fits else { throw Problem.invalid(field, "This is not your password.") }
        delay.succeed(attempt)
        return user
    }
}
