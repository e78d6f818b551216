import Brokerage
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/setup`: the first tenant and its owner, for whoever holds the set-up token of an appliance that has no tenant yet.
struct SetupRoutes: Sendable {
    let directory: StateDirectory
    let passwords: WorkThreads
    let files: WorkThreads
    let clock: WebClock

    var routes: [Route] {
        [
            Route(.get, "/api/v1/setup", .open, state),
            Route(.post, "/api/v1/setup", .open, body: .form, setUp),
        ]
    }

    private func state(_ call: Call) async throws -> Response {
        let isNeeded = try await files.run { [directory] in try directory.control.needsSetup() }
        return Answer.json { json in
            json.beginObject()
            json.key("needed")
            json.bool(isNeeded)
            json.endObject()
        }
    }

    private func setUp(_ call: Call) async throws -> Response {
        let form = try SetupForm(call.body)
        let (directory, now, peer, requestID) = (directory, clock.now(), call.peer, call.requestID)
        // Before the work of a hash, and before anything is said about the rest of the form.
        guard try await files.run({ try directory.control.isGood(setupToken: form.token, at: now) }) else { throw Problem.setupRefused }
        try form.check()
        let hash = try await passwords.run { try Password.hash(form.password) }
        guard let first = form.tenant(passwordHash: hash) else { throw Problem.malformed("The form is not complete.") }
        let tenant = try await files.run {
            try directory.setUp(first, token: form.token, address: peer, requestID: requestID, at: now)
        }
        guard let tenant else { throw Problem.setupRefused }
        return Answer.json(status: .created) { json in
            json.beginObject()
            json.key("tenant")
            json.beginObject()
            json.key("slug")
            json.string(tenant.slug.rawValue)
            json.key("name")
            json.string(tenant.name)
            json.endObject()
            json.endObject()
        }
    }
}
