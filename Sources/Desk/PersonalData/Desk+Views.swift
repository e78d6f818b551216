import Brokerage
import Logging
import Tenancy

extension Desk {
    /// Enters into the audit trail that somebody saw clients' personal data: once an hour for each person and account.
    ///
    /// A full disk does not keep people from their work: the view then stands in the log instead.
    /// - Parameter account: nil for the list of accounts, which shows the names of many.
    nonisolated public func noteView(of account: AccountView?, by actor: Actor) async throws(DeskError) {
        let now = environment.now()
        guard viewLog.isNews(account?.id, to: actor.kind, at: now) else { return }
        let entry = account.map { AuditEntry(.accountViewed, $0.subject) } ?? AuditEntry(.accountsListed, .tenant(file.tenant))
        do {
            try await write { try $0.record(entry, by: actor, at: now) }
        } catch {
            viewLog.forget(account?.id, to: actor.kind)
            guard error.code == .diskFull else { throw error }
            logger.warning(
                "A view of personal data could not be entered into the audit trail.",
                metadata: ["actor": "\(actor.label)", "action": "\(entry.action.rawValue)", "subject": "\(entry.subject.id)", "error": "\(error)"])
        }
    }
}

extension AccountView {
    /// As the audit trail names it: by the number, never by the client's name.
    var subject: AuditSubject { AuditSubject(kind: "account", id: String(id.rawValue), label: String(login)) }
}
