import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct ConnectionTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let draft: ConnectionDraft

    init() throws {
        temporary = try TemporaryTenant()
        var draft = ConnectionDraft(platform: .mt5, name: "Live 1")
        (draft.endpoint, draft.login, draft.transport, draft.encryption) = ("mt5.example.com:443", 1000, .tcp, "aes256ofb")
        (draft.groups, draft.certificateSHA256) = ("real\\*", "ab12")
        self.draft = draft
    }

    private func insert(_ password: String?) throws -> ConnectionID {
        try file.write { try $0.insert(connection: draft, credentials: password.map { Array($0.utf8) }, at: noon) }
    }

    @Test func aConnectionComesBackAsItWasStatedWithoutItsPassword() throws {
        let id = try insert("secret")
        let connection = try file.read { try $0.connection(id) }
        #expect(connection.platform == .mt5)
        #expect(connection.name == "Live 1")
        #expect(connection.endpoint == "mt5.example.com:443")
        #expect(connection.login == 1000)
        #expect(connection.transport == .tcp)
        #expect(connection.encryption == "aes256ofb")
        #expect(connection.groups == "real\\*")
        #expect(connection.certificateSHA256 == "ab12")
        #expect(connection.hasCredentials)
        #expect(connection.status == .connecting)
        #expect(connection.createdAt == noon)
        #expect(try file.read { try $0.connections() } == [connection])
    }

    @Test func thePasswordLiesSealedInTheFile() throws {
        let id = try insert("correct horse")
        #expect(try file.read { try $0.credentials(of: id) } == Array("correct horse".utf8))
        try file.checkpoint()
        for suffix in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath + suffix))
            #expect(bytes.range(of: Data("correct horse".utf8)) == nil)
        }
    }

    @Test func aSealedPasswordMovedToAnotherRowDoesNotOpen() throws {
        let (first, second) = (try insert("one"), try insert("two"))
        try file.write { writer in
            try writer.db.run(
                "UPDATE api_connections SET credentials_encrypted = (SELECT credentials_encrypted FROM api_connections WHERE id = ?) WHERE id = ?",
                [first.rawValue, second.rawValue])
        }
        #expect(code { _ = try file.read { try $0.credentials(of: second) } } == .sealBroken)
    }

    @Test func aSealedPasswordMovedToAnotherTenantDoesNotOpen() throws {
        let id = try insert("one")
        let sealed = try file.read { try $0.db.row("SELECT credentials_encrypted FROM api_connections", []) { $0.blob() } }
        let other = try temporary.state.createTenant(slug: slug("other"), name: "Other", domain: nil, plan: .starter, at: noon)
        let otherFile = try temporary.state.openTenant(other.slug)
        try otherFile.write { writer in
            #expect(try writer.insert(connection: draft, credentials: nil, at: noon) == id)
            try writer.db.run("UPDATE api_connections SET credentials_encrypted = ?", [sealed.map { Data($0) }])
        }
        #expect(code { _ = try otherFile.read { try $0.credentials(of: id) } } == .sealBroken)
        try otherFile.close()
    }

    @Test func editingKeepsThePasswordUnlessAnotherIsGiven() throws {
        let id = try insert("one")
        try file.write { try $0.setStatus(.stopped, reason: "The password was refused.", of: id, at: noon) }
        var edited = draft
        edited.name = "Live 2"
        try file.write { try $0.update(connection: id, edited, credentials: nil, at: noon) }
        #expect(try file.read { try $0.credentials(of: id) } == Array("one".utf8))
        let connection = try file.read { try $0.connection(id) }
        #expect(connection.name == "Live 2")
        #expect(connection.status == .connecting)
        #expect(connection.reason == nil)
        try file.write { try $0.update(connection: id, edited, credentials: Array("two".utf8), at: noon) }
        #expect(try file.read { try $0.credentials(of: id) } == Array("two".utf8))
    }

    @Test func statusAndClockAreKept() throws {
        let id = try insert(nil)
        try file.write { writer in
            try writer.setStatus(.catchingUp, reason: "Reading history.", of: id, at: noon)
            try writer.setServer(clock: ServerClock(standardOffset: 7200, rule: .unitedStates), build: 4755, of: id)
        }
        let connection = try file.read { try $0.connection(id) }
        #expect(connection.status == .catchingUp)
        #expect(connection.reason == "Reading history.")
        #expect(connection.clock == ServerClock(standardOffset: 7200, rule: .unitedStates))
        #expect(connection.serverBuild == 4755)
        #expect(try file.read { try $0.credentials(of: id) } == nil)
    }

    @Test func aRemovedConnectionLosesItsPasswordAndKeepsItsDeals() throws {
        let id = try insert("one")
        let account = try temporary.account(1001, on: id)
        try file.write { writer in
            try writer.saveCursor("deals", "7", of: id)
            _ = try writer.insert(deals: [(deal: trade(1), account: account)], connection: id)
            try writer.remove(connection: id, at: noon)
        }
        #expect(try file.read { try $0.connections() } == [])
        #expect(try file.read { try $0.allConnections() } == [id])
        #expect(try file.read { try $0.credentials(of: id) } == nil)
        #expect(try file.read { try $0.cursors(of: id) } == [:])
        #expect(try file.read { try $0.deals(of: account) }.count == 1)
        #expect(code { _ = try file.read { try $0.connection(id) } } == .notFound)
        #expect(code { try file.write { try $0.remove(connection: id, at: noon) } } == .notFound)
        #expect(code { try file.write { try $0.update(connection: id, draft, credentials: nil, at: noon) } } == .notFound)
    }

    @Test func cursorsAreKeptByName() throws {
        let id = try insert(nil)
        try file.write { writer in
            try writer.saveCursor("deals", "1", of: id)
            try writer.saveCursor("deals", "2", of: id)
            try writer.saveCursor("ticks", "3", of: id)
        }
        #expect(try file.read { try $0.cursors(of: id) } == ["deals": "2", "ticks": "3"])
        try file.write { try $0.deleteCursor("deals", of: id) }
        #expect(try file.read { try $0.cursors(of: id) } == ["ticks": "3"])
    }
}
