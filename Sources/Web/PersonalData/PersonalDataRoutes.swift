import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import Tenancy

/// `/accounts/{id}/personal-data`: what a client may ask for by law - a copy of it all, and to be forgotten.
struct PersonalDataRoutes: Sendable {
    let clock: WebClock

    var routes: [Route] {
        [
            Route(.get, "/api/v1/accounts/{id}/personal-data", .needs(.manageTenant), export),
            Route(.delete, "/api/v1/accounts/{id}/personal-data", .needs(.manageTenant), erase),
        ]
    }

    /// That it was taken along is entered into the audit trail before the first byte goes out.
    private func export(_ call: Call) async throws -> Response {
        let (desk, actor, now) = (try call.desk, try call.actor, clock.now())
        let id = AccountID(try call.id(of: "account"))
        guard let view = await desk.view().account(id) else { throw Problem.noSuch("account") }
        let subject = AuditSubject(kind: "account", id: String(id.rawValue), label: String(view.login))
        try await desk.write { try $0.record(AuditEntry(.personalDataExported, subject), by: actor, at: now) }
        return PersonalDataExport(file: desk.file, account: id, positions: await desk.positions(of: id)).response
    }

    private func erase(_ call: Call) async throws -> Response {
        let id = AccountID(try call.id(of: "account"))
        let desk = try call.desk
        guard await desk.view().account(id) != nil else { throw Problem.noSuch("account") }
        try await desk.erasePersonalData(of: id, by: try call.actor)
        return Answer.noContent
    }
}
