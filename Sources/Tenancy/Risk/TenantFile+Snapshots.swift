import Brokerage
import Foundation
import GRDB

/// An account's state as of one of its deals.
public struct AccountSnapshot: Sendable {
    public var account: AccountID
    /// The newest deal that is in the state.
    public var watermark: DealID
    public var state: [UInt8]

    public init(account: AccountID, watermark: DealID, state: [UInt8]) {
        (self.account, self.watermark, self.state) = (account, watermark, state)
    }
}

// The bytes of a snapshot become memory as they stand, so they are sealed: what was altered, moved to another account or written by
// anybody else does not open.
extension TenantWriter {
    /// Stores an account's state over the one before.
    /// - Parameter layout: Names the build that wrote the state; another one does not open it.
    public func save(snapshot: AccountSnapshot, layout: String) throws {
        let row = "\(snapshot.account.rawValue) \(snapshot.watermark.rawValue) \(layout)"
        let sealed = try vault.seal(snapshot.state, table: "account_snapshots", row: row)
        try db.run(
            "INSERT OR REPLACE INTO account_snapshots (account_id, watermark, state) VALUES (?, ?, ?)",
            [snapshot.account.rawValue, snapshot.watermark.rawValue, Data(sealed)])
    }

    /// Forgets an account's state, as its history changed.
    public func deleteSnapshot(of account: AccountID) throws {
        try db.run("DELETE FROM account_snapshots WHERE account_id = ?", [account.rawValue])
    }

    /// Stores a part of the engine's state that belongs to no account.
    public func save(snapshot name: String, watermark: DealID, state: [UInt8], layout: String) throws {
        let sealed = try vault.seal(state, table: "risk_snapshots", row: "\(name) \(watermark.rawValue) \(layout)")
        try db.run(
            "INSERT OR REPLACE INTO risk_snapshots (name, watermark, state) VALUES (?, ?, ?)",
            [name, watermark.rawValue, Data(sealed)])
    }

    /// Forgets a part of the engine's state, as what it rests on changed.
    public func deleteSnapshot(_ name: String) throws { try db.run("DELETE FROM risk_snapshots WHERE name = ?", [name]) }

    /// Forgets every state: all is built from the deals again.
    public func deleteSnapshots() throws {
        try db.run("DELETE FROM account_snapshots")
        try db.run("DELETE FROM risk_snapshots")
    }
}

extension TenantReader {
    /// Visits every account's state that opens, by account. Those of another build, and what anybody else put there, are passed over.
    public func forEachSnapshot(layout: String, _ body: (AccountSnapshot) throws -> Void) throws {
        try db.forEach("SELECT account_id, watermark, state FROM account_snapshots ORDER BY account_id") { columns in
            let (account, watermark) = (AccountID(columns.integer()), DealID(columns.integer()))
            guard
                let state = try opened(columns.blob(), "account_snapshots", row: "\(account.rawValue) \(watermark.rawValue) \(layout)")
            else { return }
            try body(AccountSnapshot(account: account, watermark: watermark, state: state))
        }
    }

    /// A part of the engine's state that belongs to no account; nil when there is none that opens.
    public func snapshot(_ name: String, layout: String) throws -> (watermark: DealID, state: [UInt8])? {
        let found = try db.row("SELECT watermark, state FROM risk_snapshots WHERE name = ?", [name]) { (DealID($0.integer()), $0.blob()) }
        guard let (watermark, sealed) = found else { return nil }
        return try opened(sealed, "risk_snapshots", row: "\(name) \(watermark.rawValue) \(layout)").map { (watermark, $0) }
    }

    private func opened(_ sealed: [UInt8], _ table: String, row: String) throws -> [UInt8]? {
        do {
            return try vault.open(sealed, table: table, row: row)
        } catch let error as TenancyError where error.code == .sealBroken {
            return nil
        }
    }
}
