import Brokerage
import JSON
import Tenancy

// The life of an alert in people's hands. Every change is told to the stream.
extension Desk {
    public func acknowledge(alert: AlertID, by user: UserID?) throws(DeskError) -> Alert {
        try change(alert) { try $0.acknowledge(alert: alert, by: user, at: $1) }
    }

    public func assign(alert: AlertID, to user: UserID) throws(DeskError) -> Alert {
        try change(alert) { try $0.assign(alert: alert, to: user, at: $1) }
    }

    public func close(alert: AlertID, outcome: Alert.Outcome, note: String?) throws(DeskError) -> Alert {
        try change(alert) { try $0.close(alert: alert, outcome: outcome, note: note, at: $1) }
    }

    public func reopen(alert: AlertID) throws(DeskError) -> Alert {
        try change(alert) { try $0.reopen(alert: alert, at: $1) }
    }

    private func change(_ alert: AlertID, _ body: @Sendable (TenantWriter, Timestamp) throws -> Void) throws(DeskError) -> Alert {
        let now = environment.now()
        let changed = try write { writer in
            try body(writer, now)
            return try writer.reader.alert(alert)
        }
        hub.publish(.alerts, JSONWriter.bytes { $0.write(changed) })
        return changed
    }
}
