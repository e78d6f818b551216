import Dispatch
import Tenancy

/// Hashes passwords for operations, one after another and off the shared threads: each takes a noticeable part of a second and 32 MiB.
enum PasswordHashing {
    private static let queue = DispatchQueue(label: "veles.operations.passwords")

    /// - Parameter names: that stand around the account.
    /// - Throws: ``VerbFailure`` when the password breaks ``PasswordRule``.
    static func hash(_ password: String, names: [String]) async throws -> String {
        if let fault = PasswordRule.fault(in: password, names: names) { throw VerbFailure(status: 2, fault) }
        return try await withCheckedThrowingContinuation { done in
            queue.async { done.resume(with: Result { try Password.hash(password) }) }
        }
    }
}
