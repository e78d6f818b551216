import Bridge
import Brokerage
import JSON
import MetaTrader
import Tenancy

/// What an import brought, and whether the file's own figures tie.
public struct ImportReport: Sendable {
    public var file: String
    public var kind: String
    public var accountNumber: Int64?
    public var receipt: Receipt
    public var checks: [StatementCheck]
    public var warnings: [String]

    public var ties: Bool { checks.allSatisfy(\.ties) }

    /// As the answer of `/imports`.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("file"); json.string(file)
        json.key("kind"); json.string(kind)
        json.key("account_number"); json.optional(accountNumber.map { String($0) })
        json.key("accepted"); json.integer(receipt.accepted)
        json.key("duplicates"); json.integer(receipt.duplicates)
        json.key("ties"); json.bool(ties)
        json.key("checks"); json.beginArray()
        for check in checks {
            json.beginObject()
            json.key("name"); json.string(check.name)
            json.key("computed"); json.exact(check.computed)
            json.key("stated"); json.exact(check.stated)
            json.key("ties"); json.bool(check.ties)
            json.key("explanation"); json.string(check.explanation)
            json.endObject()
        }
        json.endArray()
        json.key("warnings"); json.beginArray()
        for warning in warnings { json.string(warning) }
        json.endArray()
        json.endObject()
    }
}

extension Desk {
    /// The push connection for files that belong to no other; made when it is first needed.
    public func importsConnection(by actor: Actor) throws(DeskError) -> ConnectionID {
        let name = "Imports"
        if let known = connections.first(where: { $0.platform == .push && $0.name == name }) { return known.id }
        return try add(NewConnection(platform: .push, name: name), by: actor).id
    }

    private static let reading = DeskExecutor(label: "veles.import")

    /// Imports a file whole, or refuses it whole. Importing one twice changes nothing.
    /// - Throws: ``DeskError`` with code `invalid` for field `file` and a sentence that names the line, when it is not understood.
    nonisolated public func importFile(
        _ bytes: [UInt8], name: String, into connection: ConnectionID, login: Int64? = nil, symbol: String? = nil, by actor: Actor
    ) async throws(DeskError) -> ImportReport {
        let target = try await connectionView(connection).connection
        let options = StatementOptions(clock: target.clock ?? ServerClock(), login: login, symbol: symbol)
        let file: ImportFile
        do {
            file = try await DeskExecutor.run(on: Desk.reading) { try ImportFile.read(bytes, name: name, options: options) }
        } catch let error as StatementError {
            throw DeskError(.invalid(field: "file"), error.sentence, cause: error)
        } catch {
            throw DeskError(storing: error)
        }
        var delivery = Delivery(file.batch)
        delivery.isHistory = true
        let note = ImportNote(actor: actor, connection: target.subject, kind: file.kind, accountNumber: file.account?.login)
        let receipt = try await deliver(delivery, from: connection, noting: note)
        return ImportReport(
            file: name, kind: file.kind, accountNumber: file.account?.login, receipt: receipt, checks: file.checks, warnings: file.warnings)
    }
}
