import Brokerage
import Desk
import JSON
import Tenancy

/// The license that is installed.
struct ShowLicenseOperation: Operation {
    static let name = "license-show"

    struct Input: Codable, Sendable {}

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        Printout(license: try await parts.desks.licenseStanding())
    }
}

extension Printout {
    init(license standing: LicenseStanding) {
        self.init(text: Self.text(standing)) { standing.write(to: &$0) }
    }

    private static func text(_ standing: LicenseStanding) -> String {
        guard let license = standing.license, let state = standing.state else {
            return "No license is installed: each tenant has the plan that it was given."
        }
        func count(_ number: Int?) -> String { number.map { "\($0)" } ?? "any number" }
        let words =
            switch state {
            case .valid: "valid"
            case .endsSoon: "ends soon"
            case .expired: "expired: the limits of the plan starter hold"
            case .notYetValid: "not yet valid: the limits of the plan starter hold"
            }
        return [
            "License \(license.id) of \(license.customer): \(words)",
            "  from \("\(license.notBefore)".prefix(10)) until \("\(license.notAfter)".prefix(10))",
            "  plans up to \(license.plan.rawValue), \(standing.tenants) of \(count(license.tenants)) tenants",
            "  each tenant: trading servers \(count(license.limits.servers)), scored accounts \(count(license.limits.accounts)), or the plan's if fewer",
        ].joined(separator: "\n")
    }
}
