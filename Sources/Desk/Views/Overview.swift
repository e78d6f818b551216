import Brokerage
import JSON
import Risk
import Tenancy

/// A tenant's whole state on one page.
public struct Overview: Sendable {
    public var view: DeskView
    public var standing: TenantStanding
    public var openAlerts: Int
    public var criticalAlerts: Int

    /// As the answer of `/overview`.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("house"); json.write(view.house)
        writeAccounts(to: &json)
        json.key("deals"); json.beginObject()
        json.key("total"); json.integer(view.house.deals)
        json.key("last_at"); json.time(view.house.lastDealAt)
        json.endObject()
        json.key("alerts"); json.beginObject()
        json.key("open"); json.integer(openAlerts)
        json.key("critical"); json.integer(criticalAlerts)
        json.endObject()
        json.key("connections"); json.beginArray()
        for connection in view.connections { connection.write(to: &json) }
        json.endArray()
        writePlan(to: &json)
        json.key("as_of"); json.time(view.madeAt)
        json.endObject()
    }

    private func writeAccounts(to json: inout JSONWriter) {
        json.key("accounts"); json.beginObject()
        json.key("total"); json.integer(view.house.accounts)
        json.key("scored"); json.integer(view.house.scored)
        json.key("bands"); json.beginObject()
        json.key("normal"); json.integer(view.house.bands[.normal] ?? 0)
        json.key("watch"); json.integer(view.house.bands[.watch] ?? 0)
        json.key("high"); json.integer(view.house.bands[.high] ?? 0)
        json.key("critical"); json.integer(view.house.bands[.critical] ?? 0)
        json.endObject()
        json.endObject()
    }

    private func writePlan(to json: inout JSONWriter) {
        json.key("plan"); json.beginObject()
        json.key("name"); json.string(standing.tenant.plan.rawValue)
        json.key("servers"); json.beginObject()
        json.key("used"); json.integer(view.connections.filter { $0.platform != .push }.count)
        json.key("limit"); json.optional(standing.limits.servers)
        json.endObject()
        json.key("accounts"); json.beginObject()
        json.key("used"); json.integer(view.house.accounts)
        json.key("limit"); json.optional(standing.limits.accounts)
        json.endObject()
        json.endObject()
    }
}
