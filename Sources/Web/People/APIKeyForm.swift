import Brokerage
import JSON
import Tenancy

/// The body of a request that makes an API key.
struct APIKeyForm: Sendable {
    static let mostNetworks = 50

    let name: String
    let scopes: Set<Permission>
    let allowedAddresses: [AddressRange]
    let expiresAt: Timestamp?

    init(_ body: JSONValue, at now: Timestamp) throws(Problem) {
        var fields = try Fields(body, knowing: ["name", "scopes", "expires_at", "allowed_addresses"])
        name = fields.required("name", atMost: 100)
        scopes = Set(fields.choices("scopes", Permission.self) ?? [])
        if scopes.isEmpty, !fields.hasFault(in: "scopes") { fields.fault("scopes", "It must name at least one permission.") }
        let texts = fields.texts("allowed_addresses", atMost: APIKeyForm.mostNetworks) ?? []
        let networks = texts.map(AddressRange.init)
        if networks.contains(nil) {
            fields.fault("allowed_addresses", "Each must be an address or a network, such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32.")
        }
        allowedAddresses = networks.compactMap { $0 }
        let end = fields.has("expires_at") ? fields.time("expires_at") : now + APIKeyDraft.lifetime
        if let end, end <= now { fields.fault("expires_at", "It must lie in the future; null is for a key without an end.") }
        expiresAt = end
        try fields.check()
    }
}
