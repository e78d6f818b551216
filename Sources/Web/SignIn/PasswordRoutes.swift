import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/auth/password`: a person changes their own password.
struct PasswordRoutes: Sendable {
    let proof: PasswordProof
    let passwords: WorkThreads
    let clock: WebClock

    var routes: [Route] { [Route(.post, "/api/v1/auth/password", .person, body: .form, change)] }

    private func change(_ call: Call) async throws -> Response {
        var fields = try Fields(call.body, knowing: ["current_password", "new_password"])
        let (current, new) = (fields.required("current_password", atMost: 1024), fields.required("new_password", atMost: 1024))
        try fields.check()
        let desk = try call.desk
        let user = try await proof.demand(current, in: "current_password", call)
        if let fault = PasswordRule.fault(in: new, names: user.names(at: desk.tenant)) { throw Problem.invalid("new_password", fault) }
        let hash = try await passwords.run { try Password.hash(new) }
        let (actor, session, now) = (try call.actor, try call.principal.session, clock.now())
        let isChanged = try await desk.write { writer -> Bool in
            guard try writer.reader.user(user.id).passwordHash == user.passwordHash else { return false }
            try writer.setPassword(of: user.id, hash: hash, keeping: session, at: now)
            try writer.record(AuditEntry(.passwordSet, user.subject), by: actor, at: now)
            return true
        }
        guard isChanged else {
            throw Problem(.conflict, "conflict", "Conflict", "The password was changed by someone else at the same moment. Sign in again.")
        }
        return Answer.noContent
    }
}

extension User {
    /// The names around an account that a password must not be made of.
    func names(at tenant: Tenant) -> [String] { [email.rawValue, name, tenant.name, tenant.slug.rawValue] }
}
