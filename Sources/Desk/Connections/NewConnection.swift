import Brokerage
import Tenancy

/// What a user states of a connection, with its secret.
public struct NewConnection: Sendable, Codable {
    public var platform: Platform
    public var name: String
    /// `host:port`; not for push.
    public var endpoint: String?
    public var login: Int64?
    /// Nil keeps the one there is when a connection is edited.
    public var password: String?
    public var transport: Connection.Transport?
    /// `aes256` or `none`, for TCP.
    public var encryption: String?
    public var groups: String?
    public var certificateSHA256: String?

    public init(platform: Platform, name: String) { (self.platform, self.name) = (platform, name) }

    /// Checks what one field alone cannot show.
    func validated(passwordKept: Bool = false) throws(DeskError) -> ConnectionDraft {
        guard !name.isEmpty, name.utf8.count <= 100 else { throw DeskError(.invalid(field: "name"), "name must be a text of 1 to 100 bytes") }
        var draft = ConnectionDraft(platform: platform, name: name)
        switch platform {
        case .push:
            guard endpoint == nil, login == nil, password == nil else {
                throw DeskError(.invalid(field: "endpoint"), "a push connection has no endpoint, login or password: events are sent to it")
            }
        case .mt4:
            throw DeskError(.invalid(field: "platform"), "platform must be mt5 or push: MT4 replicas cannot be read yet")
        case .mt5:
            _ = try hostAndPort()
            guard let login, login > 0 else { throw DeskError(.invalid(field: "login"), "login must be the manager's number") }
            guard passwordKept || password?.isEmpty == false else {
                throw DeskError(.invalid(field: "password"), "password must be the manager's API password")
            }
            guard encryption == nil || ["aes256", "none"].contains(encryption) else {
                throw DeskError(.invalid(field: "encryption"), "encryption must be aes256 or none")
            }
            (draft.endpoint, draft.login, draft.transport) = (endpoint, login, transport ?? .https)
            draft.encryption = transport == .tcp ? encryption ?? "aes256" : nil
            draft.groups = groups
            draft.certificateSHA256 = try pin()
        }
        return draft
    }

    /// A stored password goes to the server and the login that it was entered for, and nowhere else.
    func checkStoredPassword(of stored: Connection) throws(DeskError) {
        guard password == nil, stored.hasCredentials, endpoint != stored.endpoint || login != stored.login else { return }
        throw DeskError(
            .invalid(field: "password"),
            "password must be entered again when the endpoint or the login changes: a stored one is sent to no other server")
    }

    /// The endpoint's two parts; 443 is the port when none is named.
    func hostAndPort() throws(DeskError) -> (host: String, port: Int) {
        guard let parts = NewConnection.hostAndPort(endpoint ?? "") else {
            throw DeskError(.invalid(field: "endpoint"), "endpoint must be host:port, such as mt5.example.com:443")
        }
        return parts
    }

    static func hostAndPort(_ endpoint: String) -> (host: String, port: Int)? {
        guard endpoint.utf8.count <= 255, !endpoint.contains(where: { $0.isWhitespace || $0 == "/" || $0 == "@" }) else { return nil }
        let (host, rest): (Substring, Substring)
        if endpoint.hasPrefix("["), let end = endpoint.firstIndex(of: "]") {
            (host, rest) = (endpoint[endpoint.index(after: endpoint.startIndex)..<end], endpoint[endpoint.index(after: end)...])
        } else {
            let colon = endpoint.lastIndex(of: ":") ?? endpoint.endIndex
            (host, rest) = (endpoint[..<colon], endpoint[colon...])
        }
        guard !host.isEmpty else { return nil }
        if rest.isEmpty { return (String(host), 443) }
        guard rest.first == ":", let port = Int(rest.dropFirst()), (1...65_535).contains(port) else { return nil }
        return (String(host), port)
    }

    private func pin() throws(DeskError) -> String? {
        guard let text = certificateSHA256, !text.isEmpty else { return nil }
        if text == "off" { return text }
        let hex = text.lowercased().filter { $0 != ":" && $0 != " " }
        guard hex.count == 64, hex.allSatisfy(\.isHexDigit) else {
            throw DeskError(
                .invalid(field: "certificate_sha256"), "certificate_sha256 must be 64 hexadecimal digits, or off to trust any certificate")
        }
        return hex
    }
}
