import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/api-keys`: the tenant's programs.
struct APIKeyRoutes: Sendable {
    let control: ControlFile
    let files: WorkThreads
    let clock: WebClock

    var routes: [Route] {
        [
            Route(.get, "/api/v1/api-keys", .needs(.manageUsers), query: WholeList.keys, list),
            Route(.post, "/api/v1/api-keys", .needs(.manageUsers), body: .form, make),
            Route(.delete, "/api/v1/api-keys/{id}", .needs(.manageUsers), revoke),
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let keys = try await (try call.desk).file.read { try $0.apiKeys() }
        return try WholeList.page(keys, list: "api-keys", call.query, reserving: 500, key: { String($0.id.rawValue) }) { $0.write($1) }
    }

    private func make(_ call: Call) async throws -> Response {
        let (principal, desk, now) = (try call.principal, try call.desk, clock.now())
        let form = try APIKeyForm(call.body, at: now)
        let (control, manager) = (control, try call.manager)
        let prefix = try await files.run { try control.reserveKeyPrefix(of: principal.tenant) }
        let draft = APIKeyDraft(
            prefix: prefix, name: form.name, role: principal.role, scopes: form.scopes, allowedAddresses: form.allowedAddresses,
            expiresAt: form.expiresAt)
        let (key, token) = try await desk.write { try $0.create(apiKey: draft, by: manager, at: now) }
        return Answer.json(status: .created) { $0.write(key, token: token) }
    }

    private func revoke(_ call: Call) async throws -> Response {
        let (id, actor, now) = (APIKeyID(try call.id(of: "API key")), try call.actor, clock.now())
        try await (try call.desk).write { try $0.revoke(apiKey: id, by: actor, at: now) }
        return Answer.noContent
    }
}

extension JSONWriter {
    /// An item of `/api-keys`, with its text when it is told for the first and last time.
    fileprivate mutating func write(_ apiKey: APIKey, token: String? = nil) {
        beginObject()
        key("id")
        integer(apiKey.id.rawValue)
        key("prefix")
        string(apiKey.prefix)
        key("name")
        string(apiKey.name)
        key("role")
        string(apiKey.role.rawValue)
        key("scopes")
        strings(apiKey.scopes.sorted().map(\.rawValue))
        key("allowed_addresses")
        strings(apiKey.allowedAddresses.map(\.description))
        key("created_at")
        time(apiKey.createdAt)
        key("created_by")
        string(apiKey.createdBy)
        key("expires_at")
        time(apiKey.expiresAt)
        key("last_used_at")
        time(apiKey.lastUsedAt)
        key("last_used_address")
        optional(apiKey.lastUsedAddress.isEmpty ? nil : apiKey.lastUsedAddress)
        key("revoked_at")
        time(apiKey.revokedAt)
        if let token {
            key("token")
            string(token)
        }
        endObject()
    }

    private mutating func strings(_ texts: [String]) {
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
