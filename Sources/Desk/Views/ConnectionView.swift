import Bridge
import Brokerage
import JSON
import Tenancy

/// A connection with its live link state, as the dashboard and the API show it. It holds no secret.
public struct ConnectionView: Sendable {
    public var connection: Connection
    public var link: LinkStatus
    public var accounts: Int

    public var id: ConnectionID { connection.id }
    public var platform: Platform { connection.platform }

    init(_ connection: Connection, link: LinkStatus, accounts: Int) {
        (self.connection, self.link, self.accounts) = (connection, link, accounts)
    }

    /// As an item of `/connections`.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("id"); json.integer(id.rawValue)
        json.key("platform"); json.string(platform.rawValue)
        json.key("name"); json.string(connection.name)
        json.key("endpoint"); json.optional(connection.endpoint)
        json.key("login"); json.optional(connection.login.map { String($0) })
        json.key("transport"); json.optional(connection.transport?.rawValue)
        json.key("encryption"); json.optional(connection.encryption)
        json.key("groups"); json.optional(connection.groups)
        json.key("certificate_sha256"); json.optional(connection.certificateSHA256)
        json.key("has_password"); json.bool(connection.hasCredentials)
        writeLink(to: &json)
        json.key("accounts"); json.integer(accounts)
        json.key("created_at"); json.time(connection.createdAt)
        json.endObject()
    }

    private func writeLink(to json: inout JSONWriter) {
        json.key("state"); json.string(link.state.rawValue)
        json.key("reason"); json.string(link.reason)
        json.key("stopped"); json.bool(link.isStopped)
        json.key("lag_seconds"); json.optional(link.lagSeconds)
        json.key("progress"); json.optional(link.progress)
        json.key("remaining_seconds"); json.optional(link.remainingSeconds)
        let clock = link.clock ?? connection.clock
        json.key("clock_offset_seconds"); json.optional(clock?.standardOffset)
        json.key("clock_rule"); json.optional(clock?.rule.rawValue)
        json.key("server_build"); json.optional(link.serverBuild ?? connection.serverBuild)
    }
}
