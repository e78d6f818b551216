import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/platform/license`: what the appliance may be used for.
struct PlatformLicenseRoutes: Sendable {
    let access: OperatorAccess

    var routes: [Route] {
        [
            Route(.get, "/api/v1/platform/license", .operatorKey, show),
            Route(.put, "/api/v1/platform/license", .operatorKey, body: .form, install),
        ]
    }

    private func show(_ call: Call) async throws -> Response {
        return try await answer()
    }

    private func install(_ call: Call) async throws -> Response {
        let actor = try call.actor
        var fields = try Fields(call.body, knowing: ["license"])
        let text = fields.text("license", atMost: LicenseFile.longest, hasLines: true) ?? ""
        if text.isEmpty, !fields.hasFault(in: "license") { fields.fault("license", "It is needed: the text of the license file.") }
        try fields.check()
        try await access.desks.install(license: text, by: actor)
        return try await answer()
    }

    private func answer() async throws -> Response {
        let standing = try await access.desks.licenseStanding()
        return Answer.json { standing.write(to: &$0) }
    }
}
