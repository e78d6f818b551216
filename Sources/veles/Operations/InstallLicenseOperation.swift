import Desk

/// Installs a license.
struct InstallLicenseOperation: Operation {
    static let name = "license-install"

    struct Input: Codable, Sendable {
        var text: String
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        try await parts.desks.install(license: input.text, by: parts.actor)
        return Printout(license: try await parts.desks.licenseStanding())
    }
}
