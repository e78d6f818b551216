import Brokerage
import Desk
import JSON
import Tenancy

/// The body of a request that adds, changes or tries a connection.
struct ConnectionForm {
    static let names = ["platform", "name", "endpoint", "login", "password", "transport", "encryption", "groups", "certificate_sha256"]

    private var fields: Fields

    init(_ body: JSONValue) throws(Problem) { fields = try Fields(body, knowing: ConnectionForm.names) }

    /// A whole new connection.
    func connection() throws(Problem) -> NewConnection {
        var fields = self.fields
        let platform = fields.choice("platform", Platform.self)
        if platform == nil, !fields.hasFault(in: "platform") { fields.fault("platform", "It is needed.") }
        var new = NewConnection(platform: platform ?? .push, name: fields.required("name", atMost: 100))
        ConnectionForm.read(&fields, into: &new)
        try fields.check()
        return new
    }

    /// What a connection becomes: fields that are not named stay as they are, the password too.
    func connection(changing before: Connection) throws(Problem) -> NewConnection {
        var fields = self.fields
        var new = NewConnection(platform: fields.choice("platform", Platform.self) ?? before.platform, name: before.name)
        (new.endpoint, new.login, new.transport) = (before.endpoint, before.login, before.transport)
        (new.encryption, new.groups, new.certificateSHA256) = (before.encryption, before.groups, before.certificateSHA256)
        if fields.has("name") { new.name = fields.required("name", atMost: 100) }
        ConnectionForm.read(&fields, into: &new)
        try fields.check()
        return new
    }

    private static func read(_ fields: inout Fields, into new: inout NewConnection) {
        if fields.has("endpoint") { new.endpoint = fields.text("endpoint", atMost: 255) }
        if fields.has("login") { new.login = fields.integer("login") }
        if fields.has("password") { new.password = fields.text("password", atMost: 256) }
        if fields.has("transport") { new.transport = fields.choice("transport", Connection.Transport.self) }
        if fields.has("encryption") { new.encryption = fields.text("encryption", atMost: 16) }
        if fields.has("groups") { new.groups = fields.text("groups", atMost: 1000) }
        if fields.has("certificate_sha256") { new.certificateSHA256 = fields.text("certificate_sha256", atMost: 128) }
    }
}
