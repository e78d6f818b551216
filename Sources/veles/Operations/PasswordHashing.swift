import Dispatch
import Tenancy

/// Hashes passwords for operations, one after another and off the shared threads: each takes a noticeable part of a second and 32 MiB.
enum PasswordHashing {
    private static let queue = DispatchQueue(label: "veles.operations.passwords")

    /// - Throws: ``VerbFailure`` when the password breaks ``PasswordRule``.
    static func hash(_ password: String) async throws -> String {
        try PasswordRule.check(password)
        return try await withCheckedThrowingContinuation { done in
            queue.async { done.resume(with: Result { try Password.hash(password) }) }
        }
    }
}

/// What a password must be: long enough. No other rules.
enum PasswordRule {
    static func check(_ password: String) throws {
        guard (12...256).contains(password.utf8.count) else { throw VerbFailure(status: 2, "the password must have 12 to 256 bytes") }
    }
}
