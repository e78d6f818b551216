import Logging
import Tenancy

/// What an appliance without a tenant tells whoever starts it: where to make the first one.
struct FirstRun: Sendable {
    let directory: StateDirectory
    /// How browsers reach the server.
    let address: String
    let logger: Logger

    /// Makes a set-up token and logs its link, when there is no tenant.
    func announce() {
        do {
            guard try directory.control.needsSetup() else { return }
            let token = try directory.makeSetupToken(at: SystemClock.now())
            logger.notice(
                "There is no tenant yet. Open the link within 60 minutes to make the first one; veles setup-token makes a new link.",
                metadata: ["url": "\(FirstRun.link(address, token))"])
        } catch {
            logger.error("No set-up token could be made. Run: veles setup-token", metadata: ["error": "\(error)"])
        }
    }

    /// The page of the first run. The token stands behind `#`, which browsers send to no server.
    static func link(_ address: String, _ token: String) -> String { "\(address)/dashboard/setup#\(token)" }
}
