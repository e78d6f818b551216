import Brokerage
import Desk
import JSON
import Tenancy

/// The people of a tenant.
struct ListUsersOperation: Operation {
    static let name = "user-list"

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Printout {
        let users = try await parts.desks.desk(input.tenant, evenSuspended: true).file.read { try $0.users() }
        return Printout(
            text: users.map { "\($0.email)\t\($0.role.rawValue)\t\($0.isDisabled ? "disabled" : "active")\t\($0.name)" }.joined(separator: "\n"),
            json: { json in
                json.beginArray()
                for user in users { json.write(user) }
                json.endArray()
            })
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ user: User) {
        beginObject()
        key("email"); string(user.email.rawValue)
        key("name"); string(user.name)
        key("role"); string(user.role.rawValue)
        key("disabled"); bool(user.isDisabled)
        endObject()
    }
}
