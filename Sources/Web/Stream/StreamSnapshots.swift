import Desk
import JSON
import NIOCore
import Tenancy

/// Makes the first frame of a topic: its whole present state.
struct StreamSnapshots: Sendable {
    struct Snapshot: Sendable {
        /// The number of the newest event that the state is sure to hold.
        var seq: UInt64
        var frame: ByteBuffer
    }

    /// How many of the newest alerts a snapshot shows.
    static let newestAlerts = 50

    /// The number is read before the state: the state may already hold later events, which are then sent once more. Every
    /// event replaces what it names, so that does no harm; a missing one would.
    func snapshot(of topic: Topic, at desk: Desk) async throws -> Snapshot {
        let seq = desk.hub.sequence(of: topic)
        let data = try await data(of: topic, at: desk)
        return Snapshot(seq: seq, frame: StreamFrame.snapshot(topic, epoch: desk.hub.epoch, seq: seq, data: data))
    }

    private func data(of topic: Topic, at desk: Desk) async throws -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        switch topic {
        case .alerts: try await writeAlerts(of: desk, to: &json)
        case .exposure: await writeExposure(of: desk, to: &json)
        case .accounts:
            json.key("count")
            json.integer(await desk.view().accounts.count)
        case .connections:
            json.key("items")
            json.beginArray()
            for connection in await desk.view().connections { connection.write(to: &json) }
            json.endArray()
        case .reports:
            json.key("items")
            json.beginArray()
            json.endArray()
        }
        json.endObject()
        return json.bytes
    }
}

extension StreamSnapshots {
    private func writeExposure(of desk: Desk, to json: inout JSONWriter) async {
        let view = await desk.view()
        json.key("items")
        json.beginArray()
        for row in view.exposure { json.write(row) }
        json.endArray()
        json.key("house")
        json.write(view.house)
    }

    private func writeAlerts(of desk: Desk, to json: inout JSONWriter) async throws {
        let alerts = try await desk.file.read { try $0.alerts(limit: StreamSnapshots.newestAlerts) }
        json.key("items")
        json.beginArray()
        for alert in alerts { json.write(alert) }
        json.endArray()
    }
}
