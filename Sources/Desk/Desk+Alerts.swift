import Brokerage
import JSON
import Tenancy

// The life of an alert in people's hands. Every change is entered into the audit trail and told to the stream.
extension Desk {
    public func acknowledge(alert: AlertID, by actor: Actor) throws(DeskError) -> Alert {
        try change(alert, .alertAcknowledged, by: actor) { try $0.acknowledge(alert: alert, by: actor.user, at: $1) }
    }

    public func assign(alert: AlertID, to user: UserID, by actor: Actor) throws(DeskError) -> Alert {
        try change(alert, .alertAssigned, by: actor) { try $0.assign(alert: alert, to: user, at: $1) }
    }

    public func close(alert: AlertID, outcome: Alert.Outcome, note: String?, by actor: Actor) throws(DeskError) -> Alert {
        try change(alert, .alertClosed, by: actor) { try $0.close(alert: alert, outcome: outcome, note: note, at: $1) }
    }

    public func reopen(alert: AlertID, by actor: Actor) throws(DeskError) -> Alert {
        try change(alert, .alertReopened, by: actor) { try $0.reopen(alert: alert, at: $1) }
    }

    private func change(
        _ alert: AlertID, _ action: AuditAction, by actor: Actor, _ body: @Sendable (TenantWriter, Timestamp) throws -> Void
    ) throws(DeskError) -> Alert {
        let now = environment.now()
        let changed = try write { writer in
            let before = try writer.reader.alert(alert)
            try body(writer, now)
            let after = try writer.reader.alert(alert)
            try writer.record(AuditEntry(action, after.auditSubject, before: before.handling, after: after.handling), by: actor, at: now)
            return after
        }
        hub.publish(.alerts, JSONWriter.bytes { $0.write(changed) })
        return changed
    }
}
