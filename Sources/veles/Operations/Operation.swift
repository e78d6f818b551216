import Desk
import Foundation
import JSON
import Tenancy

/// Something that the command line asks of the appliance: of the running server over its control socket, or, when no server runs, of the
/// state directory itself. Either way the same code does it.
protocol Operation: Sendable {
    associatedtype Input: Codable & Sendable
    associatedtype Output: Codable & Sendable

    /// Its name on the control socket.
    static var name: String { get }

    init()

    /// Does it. Secrets come in `input` and nowhere else.
    func run(_ input: Input, on parts: OperationParts) async throws -> Output
}

/// What operations work with.
struct OperationParts: Sendable {
    let desks: Desks
    /// The user of this machine who asks.
    let user: UnixUser
    let configuration: Configuration

    /// Whoever asks, for the audit trail.
    var actor: Actor { Actor(kind: .administrator, label: user.name, address: "", requestID: "") }
    /// Whoever asks, as one who may do everything with people and keys.
    var manager: Manager { .administrator(actor) }
}

/// The outcome of an operation that has nothing to tell.
struct Done: Codable, Sendable {}

/// An outcome for people and for programs: the verb prints the one that it was asked for.
struct Printout: Codable, Sendable {
    var text: String
    var json: String

    init(text: String, json: (inout JSONWriter) -> Void) {
        self.text = text
        self.json = String(decoding: JSONWriter.bytes(json), as: UTF8.self)
    }
}

extension Operation {
    /// Runs it on a request's body. - Returns: the outcome, encoded.
    func answer(_ body: Data, on parts: OperationParts) async throws -> Data {
        let input: Input
        do {
            input = try JSONDecoder().decode(Input.self, from: body)
        } catch {
            throw VerbFailure("the running server is of another version than this command: restart it")
        }
        return try JSONEncoder().encode(await run(input, on: parts))
    }
}
