/// What can be done that is worth an entry in the audit trail. The raw values are stored and shown.
public enum AuditAction: String, Sendable, CaseIterable {
    case signedIn = "session.start"
    case signInRefused = "session.refuse"
    case signedOut = "session.end"
    /// A refresh token came a second time: one of its two holders has stolen it.
    case refreshReused = "session.reuse"
    case sessionsEnded = "session.end_all"

    case userInvited = "user.invite"
    case userCreated = "user.create"
    case userChanged = "user.change"
    case userDeleted = "user.delete"
    case userLinkMade = "user.link"
    case passwordSet = "user.set_password"
    case otpEnabled = "user.enable_otp"
    case otpDisabled = "user.disable_otp"
    case otpReset = "user.reset_otp"
    case recoveryCodesMade = "user.make_recovery_codes"

    case apiKeyCreated = "api_key.create"
    case apiKeyRevoked = "api_key.revoke"

    case tenantCreated = "tenant.create"
    case tenantChanged = "tenant.change"
    case planChanged = "tenant.change_plan"
    case tenantSuspended = "tenant.suspend"
    case tenantResumed = "tenant.resume"
    case signingKeyRotated = "tenant.rotate_signing_key"

    case connectionAdded = "connection.add"
    case connectionChanged = "connection.change"
    case connectionRemoved = "connection.remove"

    case alertAcknowledged = "alert.acknowledge"
    case alertAssigned = "alert.assign"
    case alertClosed = "alert.close"
    case alertReopened = "alert.reopen"

    case scenariosChanged = "risk.change_scenarios"
    case historyImported = "import.run"

    case accountsListed = "account.list"
    case accountViewed = "account.view"
    case personalDataExported = "account.export_personal_data"
    case personalDataErased = "account.erase_personal_data"

    case auditExported = "audit.export"
}
