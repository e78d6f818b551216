import Brokerage
import Foundation
import GRDB
import Logging
import Synchronization

/// One tenant's file: everything Veles knows for one brokerage, in one SQLite database.
///
/// Blocking calls (`write` and `read` without `await`) are for threads of one's own, the desk's above all; the asynchronous ones are
/// for everybody else. Neither may be called inside the body of another.
public final class TenantFile: Sendable {
    public let tenant: Tenant
    /// Seals and opens the tenant's secrets.
    public let vault: TenantVault
    let store: FileStore
    private let listeners = Mutex<[@Sendable ([Revocation]) -> Void]>([])

    private init(tenant: Tenant, vault: TenantVault, store: FileStore) {
        (self.tenant, self.vault, self.store) = (tenant, vault, store)
    }

    /// The path of the database inside a tenant's folder.
    public static func path(in folder: String) -> String { folder + "/tenant.db" }

    /// Makes the tenant's folder, its data key and its file, with what `filling` writes into it.
    /// - Throws: ``TenancyError/Code/conflict`` when there is one.
    public static func create(
        at folder: String, tenant: Tenant, vault: Vault, at now: Timestamp, filling: (TenantWriter) throws -> Void = { _ in }
    ) throws {
        try PrivateFiles.makeFolder(folder)
        try PrivateFiles.makeFolder(folder + "/reports")
        let dataKey = try vault.makeDataKey(for: tenant.uid)
        try FileStore.create(path: path(in: folder), schema: TenantSchema.schema) { db in
            try FileInfo.set("tenant_uid", tenant.uid, db)
            try db.run("INSERT INTO data_keys (id, sealed, created_at) VALUES (1, ?, ?)", [Data(dataKey), now.milliseconds])
            let tenantVault = try vault.open(dataKey: dataKey, of: tenant.uid)
            try AuditHead.begin(db, tenantVault, tenantUID: tenant.uid)
            try filling(TenantWriter(db: db, vault: tenantVault, revoked: RevocationLog()))
        }
    }

    /// Opens the tenant's file, bringing its schema up to date and checking it when it was not closed properly.
    /// - Throws: ``TenancyError`` with code `notFound`, `wrongFile`, `schemaTooNew`, `damaged` or `sealBroken`.
    public static func open(
        at folder: String, tenant: Tenant, vault: Vault, logger: Logger = Logger(label: "veles.tenancy")
    ) throws -> TenantFile {
        let path = path(in: folder)
        let store = try FileStore.open(path: path, schema: TenantSchema.schema, logger: logger)
        do {
            let (uid, sealedKey) = try store.withWriter { db in
                (try FileInfo.value("tenant_uid", db), try db.row("SELECT sealed FROM data_keys WHERE id = 1") { $0.blob() })
            }
            guard uid == tenant.uid else { throw TenancyError(.wrongFile, "\(path) belongs to another tenant than \(tenant.slug).") }
            guard let sealedKey else { throw TenancyError(.damaged, "\(path) has lost its data key. Restore it from a backup.") }
            let file = TenantFile(tenant: tenant, vault: try vault.open(dataKey: sealedKey, of: tenant.uid), store: store)
            try file.beginAuditTrail()
            try file.orderDeals(logger)
            return file
        } catch {
            // The first error is the one to tell; what closing adds to it helps nobody.
            try? store.close(markingClean: false)
            throw error
        }
    }

    private func beginAuditTrail() throws {
        guard try store.withWriter({ try AuditHead.isUnsealed($0) }) else { return }
        try store.write { try AuditHead.begin($0, vault, tenantUID: tenant.uid) }
    }

    /// Whoever reads the whole history next finds it in order. A disk without room does not keep the file from being read.
    private func orderDeals(_ logger: Logger) throws {
        guard try store.withWriter({ try !DealOrder.isComplete($0) }) else { return }
        do {
            try store.write { try DealOrder.enter($0) }
        } catch let error as TenancyError where error.code == .diskFull {
            logger.warning("There is no room to put the newest deals in order.", metadata: ["file": "\(store.path)"])
        }
    }

    /// ONE immediate transaction: all of `body` is kept, or nothing when it throws. What returned is on the disk.
    public func write<T>(_ body: (TenantWriter) throws -> T) throws -> T {
        let revoked = RevocationLog()
        let result = try store.write { try body(TenantWriter(db: $0, vault: self.vault, revoked: revoked)) }
        tell(revoked.entries)
        return result
    }

    /// As the blocking form, waiting without holding a thread.
    public func write<T: Sendable>(_ body: @Sendable @escaping (TenantWriter) throws -> T) async throws -> T {
        let (result, revoked) = try await store.write { [vault] db in
            let revoked = RevocationLog()
            return (try body(TenantWriter(db: db, vault: vault, revoked: revoked)), revoked.entries)
        }
        tell(revoked)
        return result
    }

    /// Calls `listener` after each transaction that took something back, with all that it took back.
    public func whenRevoked(_ listener: @escaping @Sendable ([Revocation]) -> Void) { listeners.withLock { $0.append(listener) } }

    private func tell(_ revoked: [Revocation]) {
        guard !revoked.isEmpty else { return }
        for listener in listeners.withLock({ $0 }) { listener(revoked) }
    }

    /// Reads one snapshot, undisturbed by writes that go on meanwhile.
    public func read<T>(_ body: (TenantReader) throws -> T) throws -> T {
        try store.read { try body(TenantReader(db: $0, vault: self.vault)) }
    }

    /// As the blocking form, waiting without holding a thread.
    public func read<T: Sendable>(_ body: @Sendable @escaping (TenantReader) throws -> T) async throws -> T {
        try await store.read { [vault] in try body(TenantReader(db: $0, vault: vault)) }
    }

    /// Seals the file's data key with the newest master key. What it sealed itself stays as it is.
    public func reseal(with vault: Vault) throws {
        try store.write { db in
            guard let sealed = try db.row("SELECT sealed FROM data_keys WHERE id = 1", [], { $0.blob() }),
                let anew = try vault.reseal(dataKey: sealed, of: tenant.uid)
            else { return }
            try db.run("UPDATE data_keys SET sealed = ? WHERE id = 1", [Data(anew)])
        }
    }

    /// Upkeep for the quiet minute: puts the newest deals in order, and moves committed changes from the log into the database
    /// file, as far as no reader is in the way.
    public func checkpoint() throws {
        if try store.read({ try !DealOrder.isComplete($0) }) { try store.write { try DealOrder.enter($0) } }
        try store.checkpoint()
    }

    /// True while the large tables of a large file are unchecked since a stop that was not proper.
    public var isDoubtful: Bool { store.isDoubtful }

    /// Checks the whole file while it is in use. It takes seconds for a large one. - Throws: ``TenancyError/Code/damaged``.
    public func verify() throws { try store.verify() }

    /// Closes the file and marks it as properly closed. Afterwards every call throws ``TenancyError/Code/closed``.
    public func close() throws { try store.close(markingClean: true) }
}

/// The changes that one transaction may make. Valid only inside the body it was given to.
public struct TenantWriter {
    let db: Database
    let vault: TenantVault
    /// Told to those who listen once the transaction was kept.
    let revoked: RevocationLog

    /// Reads what the transaction has written so far.
    public var reader: TenantReader { TenantReader(db: db, vault: vault) }
}

/// The questions that one snapshot answers. Valid only inside the body it was given to.
public struct TenantReader {
    let db: Database
    let vault: TenantVault
}
