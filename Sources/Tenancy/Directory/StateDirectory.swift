import Brokerage
import Foundation
import Logging

/// The folder in which the appliance keeps everything: `control.db`, `master.key`, `LOCK` and one folder a tenant.
///
/// Folders are 0700 and files 0600: whoever else has an account on the machine reads nothing.
public final class StateDirectory: Sendable {
    public let path: String
    public let control: ControlFile
    public let vault: Vault
    /// Held until this object goes; nil when opened without locking.
    private let lock: DirectoryLock?
    private let logger: Logger

    private init(path: String, control: ControlFile, vault: Vault, lock: DirectoryLock?, logger: Logger) {
        (self.path, self.control, self.vault, self.lock, self.logger) = (path, control, vault, lock, logger)
    }

    /// Makes what is missing and opens the control file.
    /// - Parameter locking: true for the one process that writes. A second one is refused with ``TenancyError/Code/locked``.
    public static func open(
        path: String, locking: Bool = true, logger: Logger = Logger(label: "veles.tenancy")
    ) throws -> StateDirectory {
        try PrivateFiles.makeFolder(path)
        try PrivateFiles.makeFolder(path + "/tenants")
        let lock = locking ? try DirectoryLock(path: path + "/LOCK") : nil
        let vault = try Vault(masterKeyFile: path + "/master.key")
        let control = try ControlFile.open(path: path + "/control.db", logger: logger)
        return StateDirectory(path: path, control: control, vault: vault, lock: lock, logger: logger)
    }

    /// The folder of a tenant. It need not exist.
    public func folder(of tenant: TenantSlug) -> String { "\(path)/tenants/\(tenant.rawValue)" }

    /// As ``folder(of:)``, as a file URL.
    public func url(of tenant: TenantSlug) -> URL { URL(fileURLWithPath: folder(of: tenant), isDirectory: true) }

    /// Where a tenant's finished reports lie.
    public func reports(of tenant: TenantSlug) -> String { folder(of: tenant) + "/reports" }

    /// Enters a tenant into the control file and makes its folder and file.
    /// - Throws: ``TenancyError/Code/conflict`` when the slug is taken. What was half made is taken back.
    public func createTenant(slug: TenantSlug, name: String, domain: String?, plan: Plan, at now: Timestamp) throws -> Tenant {
        let tenant = try control.create(slug: slug, name: name, domain: domain, plan: plan, at: now)
        do {
            try TenantFile.create(at: folder(of: slug), tenant: tenant, vault: vault, at: now)
        } catch {
            try control.forget(slug)
            throw error
        }
        return tenant
    }

    /// Opens a tenant's file. - Throws: ``TenancyError/Code/notFound`` for a slug that the control file does not know.
    public func openTenant(_ slug: TenantSlug) throws -> TenantFile {
        try TenantFile.open(at: folder(of: slug), tenant: control.tenant(slug), vault: vault, logger: logger)
    }

    /// Deletes a tenant with all its data. Its file must be closed.
    ///
    /// The folder is first renamed aside, so that a crash leaves either the whole tenant or a folder that nothing names.
    public func deleteTenant(_ slug: TenantSlug) throws {
        let tenant = try control.tenant(slug)
        let aside = "\(path)/tenants/.deleted-\(tenant.uid)"
        try PrivateFiles.move(folder(of: slug), to: aside)
        try control.forget(slug)
        try PrivateFiles.remove(aside)
    }

    /// Closes the control file.
    public func close() throws { try control.close() }
}
