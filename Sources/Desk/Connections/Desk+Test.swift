import Bridge
import Brokerage
import JSON
import MetaTrader
import NIOCore
import Tenancy

extension Desk {
    /// Tries a trading server step by step, within ten seconds. Nothing is stored.
    /// - Throws: ``DeskError`` with code `invalid` for a wrong field.
    public static func test(_ new: NewConnection, environment: DeskEnvironment) async throws(DeskError) -> TestReport {
        await testMT5(try MT5Endpoint(new), groups: new.groups ?? "*", now: environment.now, group: environment.eventLoops)
    }

    /// Tries a stored connection with its stored password; `change` may state what is about to be edited.
    nonisolated public func test(_ id: ConnectionID, change: NewConnection? = nil) async throws(DeskError) -> TestReport {
        let endpoint: MT5Endpoint
        var groups = change?.groups
        do {
            let (connection, secret) = try await file.read { (try $0.connection(id), try $0.credentials(of: id)) }
            let password = String(decoding: secret ?? [], as: UTF8.self)
            guard connection.platform == .mt5 else {
                throw DeskError(.invalid(field: "platform"), "only mt5 connections are tested: a push connection is sent to")
            }
            if var change {
                try change.checkStoredPassword(of: connection)
                change.password = change.password ?? password
                endpoint = try MT5Endpoint(change)
            } else {
                endpoint = try MT5Endpoint(connection, password: password)
                groups = connection.groups
            }
        } catch {
            throw DeskError(storing: error)
        }
        return await testMT5(endpoint, groups: groups ?? "*", now: environment.now, group: environment.eventLoops)
    }
}

extension TestReport {
    /// As the answer of `/connections/{id}/test`.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("ok"); json.bool(isOK)
        json.key("certificate_sha256"); json.optional(certificate)
        json.key("steps"); json.beginArray()
        for finding in findings {
            json.beginObject()
            json.key("step"); json.string(finding.step.rawValue)
            json.key("ok"); json.bool(finding.isOK)
            json.key("detail"); json.string(finding.sentence)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
