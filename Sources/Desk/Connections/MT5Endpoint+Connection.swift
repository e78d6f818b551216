import Brokerage
import MetaTrader
import Tenancy

extension MT5Endpoint {
    /// The endpoint that a stored connection states.
    init(_ connection: Connection, password: String) throws(DeskError) {
        guard let endpoint = connection.endpoint, let (host, port) = NewConnection.hostAndPort(endpoint), let login = connection.login else {
            throw DeskError(.invalid(field: "endpoint"), "The connection has no valid endpoint and login. Edit it.")
        }
        self.init(host: host, port: port, login: login, password: password)
        transport = connection.transport == .tcp ? .tcp : .https
        encryption = connection.encryption == "none" ? .none : .aes256ofb
        trust = Trust(stated: connection.certificateSHA256)
    }

    /// The endpoint of a connection that is tried before it is stored.
    init(_ new: NewConnection) throws(DeskError) {
        let draft = try new.validated()
        guard draft.platform == .mt5 else { throw DeskError(.invalid(field: "platform"), "only mt5 connections are tested: a push connection is sent to") }
        let (host, port) = try new.hostAndPort()
        self.init(host: host, port: port, login: draft.login ?? 0, password: new.password ?? "")
        transport = draft.transport == .tcp ? .tcp : .https
        encryption = draft.encryption == "none" ? .none : .aes256ofb
        trust = Trust(stated: draft.certificateSHA256)
    }
}

extension MT5Endpoint.Trust {
    /// Nil for what the machine trusts, `off` for any certificate, else the one with that SHA-256.
    init(stated: String?) {
        switch stated {
        case nil: self = .system
        case "off": self = .off
        case .some(let sha256): self = .pinned(sha256: sha256)
        }
    }
}
