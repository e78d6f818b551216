import Brokerage
import Bridge
import JSON

/// A connection with its live link state, as the dashboard and the API show it. It holds no secret.
public struct ConnectionView: Sendable {
    public var id: ConnectionID
    public var platform: Platform
    public var name: String
    public var endpoint: String
    public var login: String?
    public var transport: String?
    public var encryption: String?
    public var groups: String?
    public var certificateSHA256: String?
    public var createdAt: Timestamp
    public var link: LinkStatus
    public var accounts: Int

    /// As an item of `/connections`.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("id"); json.integer(id.rawValue)
        json.key("platform"); json.string(platform.rawValue)
        json.key("name"); json.string(name)
        json.key("endpoint"); json.string(endpoint)
        json.key("login"); json.optional(login)
        json.key("transport"); json.optional(transport)
        json.key("encryption"); json.optional(encryption)
        json.key("groups"); json.optional(groups)
        json.key("certificate_sha256"); json.optional(certificateSHA256)
        json.key("state"); json.string(link.state.rawValue)
        json.key("reason"); json.string(link.reason)
        json.key("stopped"); json.bool(link.isStopped)
        json.key("lag_seconds"); json.optional(link.lagSeconds)
        json.key("progress"); json.optional(link.progress)
        json.key("remaining_seconds"); json.optional(link.remainingSeconds)
        json.key("clock_offset_seconds"); json.optional(link.clock.map { Double($0.standardOffset) })
        json.key("clock_rule"); json.optional(link.clock?.rule.rawValue)
        json.key("server_build"); json.optional(link.serverBuild)
        json.key("accounts"); json.integer(accounts)
        json.key("created_at"); json.time(createdAt)
        json.endObject()
    }
}
