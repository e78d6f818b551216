import Desk
import Foundation
import Hummingbird
import HummingbirdCore
import JSON
import Synchronization
import Tenancy

/// `/healthz` (the process answers) and `/readyz` (it can do its work).
final class HealthRoutes: Sendable {
    /// Bytes that must be free where the tenants' files lie.
    static let leastFree: UInt64 = 64 * 1024 * 1024

    private let directory: StateDirectory
    private let files: WorkThreads
    private let draining = Atomic<Bool>(false)

    init(directory: StateDirectory, files: WorkThreads) { (self.directory, self.files) = (directory, files) }

    var routes: [Route] {
        [
            Route(.get, "/healthz", .open) { _ in Answer.json(status: .ok) { HealthRoutes.write("ok", [], to: &$0) } },
            Route(.get, "/readyz", .open) { [self] _ in await ready() },
        ]
    }

    /// From now on `/readyz` fails, so that a balancer goes elsewhere before the listener closes.
    func drain() { draining.store(true, ordering: .relaxed) }

    private func ready() async -> Response {
        var failing: [String] = draining.load(ordering: .relaxed) ? ["stopping"] : []
        let directory = self.directory
        do {
            failing += try await files.run { () -> [String] in
                _ = try directory.control.tenants()
                let attributes = try FileManager.default.attributesOfFileSystem(forPath: directory.path)
                let free = (attributes[.systemFreeSize] as? NSNumber)?.uint64Value ?? .max
                return free < HealthRoutes.leastFree ? ["disk"] : []
            }
        } catch {
            failing.append("control")
        }
        let names = failing
        return Answer.json(status: names.isEmpty ? .ok : .serviceUnavailable) {
            HealthRoutes.write(names.isEmpty ? "ready" : "not_ready", names, to: &$0)
        }
    }

    private static func write(_ status: String, _ failing: [String], to json: inout JSONWriter) {
        json.beginObject()
        json.key("status")
        json.string(status)
        if !failing.isEmpty {
            json.key("failing")
            json.beginArray()
            for name in failing { json.string(name) }
            json.endArray()
        }
        json.endObject()
    }
}
