import Desk
import Tenancy

/// Turns a person's second factor off and ends all of their sessions.
struct ResetOTPOperation: Operation {
    static let name = "user-reset-otp"

    func run(_ input: PersonInput, on parts: OperationParts) async throws -> Done {
        let (now, manager) = (parts.desks.environment.now(), parts.manager)
        try await parts.desks.desk(input.tenant, evenSuspended: true).write { writer in
            try writer.resetOTP(of: try input.find(writer.reader).id, by: manager, at: now)
        }
        return Done()
    }
}
