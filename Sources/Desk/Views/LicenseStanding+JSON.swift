import JSON
import Tenancy

extension LicenseStanding {
    /// As the answer of `/platform/license`.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("installed"); json.bool(license != nil)
        json.key("id"); json.optional(license?.id)
        json.key("customer"); json.optional(license?.customer)
        json.key("state"); json.optional(state?.rawValue)
        json.key("plan"); json.optional(license?.plan.rawValue)
        json.key("limits"); json.beginObject()
        json.key("tenants"); json.optional(license?.tenants)
        json.key("servers"); json.optional(license?.limits.servers)
        json.key("accounts"); json.optional(license?.limits.accounts)
        json.endObject()
        json.key("not_before"); json.time(license?.notBefore)
        json.key("not_after"); json.time(license?.notAfter)
        json.key("tenants"); json.integer(tenants)
        json.endObject()
    }
}
