import Brokerage
import JSON

/// What the maker of Veles grants a customer: signed, and checked without any network.
public struct License: Sendable, Equatable {
    public var id: String
    public var customer: String
    /// The largest plan that a tenant may have.
    public var plan: Plan
    /// Tighter than the plan's own, where stated; for each tenant.
    public var limits: PlanLimits
    /// Tenants that the appliance may have; nil for any number.
    public var tenants: Int?
    public var notBefore: Timestamp
    /// The first instant at which it is good no longer.
    public var notAfter: Timestamp

    /// From the signed text. - Throws: ``TenancyError/Code/invalid``.
    init(payload: [UInt8]) throws {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: payload, depth: 2)
        } catch {
            throw TenancyError(.invalid, "The license is signed, but it is not readable.", cause: error)
        }
        guard json["format"]?.integer == 1 else { throw TenancyError(.invalid, "The license has a newer form. Install a newer version of Veles first.") }
        guard let id = json["id"]?.string, let customer = json["customer"]?.string,
            let plan = json["plan"]?.string.flatMap(Plan.init(rawValue:)),
            let notBefore = json["not_before"]?.string.flatMap({ Timestamp(rfc3339: $0) }),
            let notAfter = json["not_after"]?.string.flatMap({ Timestamp(rfc3339: $0) }), notBefore < notAfter
        else { throw TenancyError(.invalid, "The license is signed, but it does not say for whom, for what or for how long.") }
        (self.id, self.customer, self.plan, self.notBefore, self.notAfter) = (id, customer, plan, notBefore, notAfter)
        tenants = try Self.count("tenants", json)
        limits = PlanLimits(servers: try Self.count("servers", json), accounts: try Self.count("accounts", json))
    }

    /// Nil where nothing is stated: no limit.
    private static func count(_ name: String, _ json: JSONValue) throws -> Int? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let count = value.integer.flatMap({ Int(exactly: $0) }), count > 0 else {
            throw TenancyError(.invalid, "The license is signed, but its \(name) is no number above 0.")
        }
        return count
    }
}

/// How a license stands at a moment.
public enum LicenseState: String, Sendable, CaseIterable {
    case notYetValid = "not_yet_valid"
    case valid
    /// It ends within 30 days.
    case endsSoon = "ends_soon"
    case expired
}

extension License {
    /// So long before its end a license is said to end soon.
    public static let warning = Duration.seconds(30 * 86_400)

    public func state(at now: Timestamp) -> LicenseState {
        if now < notBefore { return .notYetValid }
        if now >= notAfter { return .expired }
        return now + License.warning >= notAfter ? .endsSoon : .valid
    }
}
