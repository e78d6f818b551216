import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

/// Sealed values stand where they were sealed for, and open nowhere else.
@Suite struct MovedSecretTests {
    let temporary: TemporaryTenant

    init() throws { temporary = try TemporaryTenant() }

    private func connection(_ name: String, _ file: TenantFile) throws -> ConnectionID {
        var draft = ConnectionDraft(platform: .mt5, name: name)
        (draft.endpoint, draft.login, draft.transport) = ("host:443", 1, .https)
        return try file.write { try $0.insert(connection: draft, credentials: Array("secret of \(name)".utf8), at: noon) }
    }

    @Test func aPasswordMovedToAnotherRowDoesNotOpen() throws {
        let (one, two) = (try connection("one", temporary.file), try connection("two", temporary.file))
        try temporary.file.write { writer in
            try writer.db.run(
                "UPDATE api_connections SET credentials_encrypted = (SELECT credentials_encrypted FROM api_connections WHERE id = ?) WHERE id = ?",
                [one.rawValue, two.rawValue])
        }
        #expect(try temporary.file.read { try $0.credentials(of: one) } == Array("secret of one".utf8))
        #expect(code { _ = try temporary.file.read { try $0.credentials(of: two) } } == .sealBroken)
    }

    @Test func aPasswordMovedToAnotherTenantDoesNotOpen() throws {
        let other = try temporary.state.createTenant(slug: slug("other"), name: "Other", domain: nil, plan: .starter, at: noon)
        let stranger = try temporary.state.openTenant(other.slug)
        let (mine, theirs) = (try connection("one", temporary.file), try connection("one", stranger))
        #expect(mine == theirs)
        let sealed = try temporary.file.read { reader in
            try reader.db.row("SELECT credentials_encrypted FROM api_connections WHERE id = ?", [mine.rawValue]) { $0.blob() } ?? []
        }
        try stranger.write { writer in
            try writer.db.run("UPDATE api_connections SET credentials_encrypted = ? WHERE id = ?", [Data(sealed), theirs.rawValue])
        }
        #expect(code { _ = try stranger.read { try $0.credentials(of: theirs) } } == .sealBroken)
        try stranger.close()
    }

    @Test func aDataKeyMovedToAnotherTenantDoesNotOpen() throws {
        let other = try temporary.state.createTenant(slug: slug("other"), name: "Other", domain: nil, plan: .starter, at: noon)
        let sealed = try temporary.file.read { reader in try reader.db.row("SELECT sealed FROM data_keys") { $0.blob() } ?? [] }
        let stranger = try temporary.state.openTenant(other.slug)
        try stranger.write { writer in try writer.db.run("UPDATE data_keys SET sealed = ?", [Data(sealed)]) }
        try stranger.close()
        #expect(code { _ = try temporary.state.openTenant(other.slug) } == .sealBroken)
    }

    @Test func noSecretStandsInTheFileAsItIs() throws {
        _ = try connection("one", temporary.file)
        try temporary.file.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath))
        #expect(bytes.range(of: Data("secret of one".utf8)) == nil)
    }
}
