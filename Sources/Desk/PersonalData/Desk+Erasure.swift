import Brokerage
import Logging
import Synchronization
import Tenancy

extension Desk {
    /// Erases who the client of an account is, from the file and from memory; what the account did stays.
    ///
    /// What servers state of the client from now on is not taken in. The desk's state is built anew, which takes as long as opening the tenant.
    /// - Throws: ``DeskError/Code/notFound``.
    public func erasePersonalData(of id: AccountID, by actor: Actor) throws(DeskError) {
        guard let entry = state.accounts[id] else { throw DeskError(.notFound, "There is no account \(id.rawValue).") }
        let now = environment.now()
        let subject = AuditSubject(kind: "account", id: String(id.rawValue), label: String(entry.stated.login))
        try write { writer in
            try writer.erasePersonalData(of: id, at: now)
            try writer.record(AuditEntry(.personalDataErased, subject), by: actor, at: now)
        }
        isStale = true
        do {
            try loadIfStale()
        } catch {
            throw DeskError(storing: error)
        }
        forgetWhatWasShown()
        emptyLog()
    }

    /// Views, answers and kept events were made from what is erased now.
    private func forgetWhatWasShown() {
        answers.forget()
        hub.forgetEvents()
        published.withLock { $0 = Published() }
        scheduleFlush()
    }

    private func emptyLog() {
        do {
            try file.emptyLog()
        } catch {
            logger.warning(
                "What was erased may stand in the log of the tenant's file until it is closed.", metadata: ["error": "\(error)"])
        }
    }
}
