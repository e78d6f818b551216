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
    private let licenseKeys: [Ed25519PublicKey]
    /// Held until this object goes; nil when opened without locking.
    private let lock: DirectoryLock?
    private let logger: Logger

    private init(
        path: String, control: ControlFile, vault: Vault, licenseKeys: [Ed25519PublicKey], lock: DirectoryLock?, logger: Logger
    ) {
        (self.path, self.control, self.vault, self.licenseKeys) = (path, control, vault, licenseKeys)
        (self.lock, self.logger) = (lock, logger)
    }

    /// Makes what is missing and opens the control file.
    /// - Parameters:
    ///   - masterKey: where the master key comes from.
    ///   - licenseKeys: the public keys of whoever may grant licenses; nil for the maker's.
    ///   - locking: true for the one process that writes. A second one is refused with ``TenancyError/Code/locked``.
    public static func open(
        path: String, masterKey: MasterKeySource = .stateDirectory, licenseKeys: [Ed25519PublicKey]? = nil, locking: Bool = true,
        logger: Logger = Logger(label: "veles.tenancy")
    ) throws -> StateDirectory {
        try PrivateFiles.makeFolder(path)
        try PrivateFiles.makeFolder(path + "/tenants")
        let lock = locking ? try DirectoryLock(path: path + "/LOCK") : nil
        let isNew = !PrivateFiles.exists(path + "/control.db")
        let vault = try Vault(folder: path, source: masterKey, makesKey: isNew)
        if vault.isChanging {
            logger.warning("A change of the master key was broken off: both keys are in use. Run veles key rotate to end it.")
        }
        let control = try ControlFile.open(path: path + "/control.db", logger: logger)
        return StateDirectory(
            path: path, control: control, vault: vault, licenseKeys: try licenseKeys ?? LicenseKeys.all(), lock: lock, logger: logger)
    }

    /// The folder of a tenant. It need not exist.
    public func folder(of tenant: TenantSlug) -> String { "\(path)/tenants/\(tenant.rawValue)" }

    /// As ``folder(of:)``, as a file URL.
    public func url(of tenant: TenantSlug) -> URL { URL(fileURLWithPath: folder(of: tenant), isDirectory: true) }

    /// Where a tenant's finished reports lie.
    public func reports(of tenant: TenantSlug) -> String { folder(of: tenant) + "/reports" }

    /// Enters a tenant into the control file and makes its folder and file.
    /// - Parameter filling: writes what the file is to hold from the start, such as an owner. Nobody ever sees the file without it.
    /// - Throws: ``TenancyError/Code/conflict`` when the slug is taken. What was half made is taken back.
    public func createTenant(
        slug: TenantSlug, name: String, domain: String?, plan: Plan, at now: Timestamp, filling: (TenantWriter) throws -> Void = { _ in }
    ) throws -> Tenant {
        let tenant = try control.create(slug: slug, name: name, domain: domain, plan: plan, at: now)
        do {
            try TenantFile.create(at: folder(of: slug), tenant: tenant, vault: vault, at: now, filling: filling)
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

    // MARK: Master key

    /// Begins to change the master key, or goes on with a change that was broken off. Each tenant is then to be sealed anew with
    /// ``reseal(_:)`` or ``TenantFile/reseal(with:)``, and at the end comes ``finishChangeOfMasterKey()``.
    public func beginChangeOfMasterKey() throws { try vault.beginChange() }

    /// Forgets the old master key. Everything must have been sealed anew.
    public func finishChangeOfMasterKey() throws { try vault.finishChange() }

    /// Seals the data key of a tenant anew, whose file must be closed.
    public func reseal(_ slug: TenantSlug) throws {
        let file = try openTenant(slug)
        let result = Result { try file.reseal(with: vault) }
        try file.close()
        try result.get()
    }

    // MARK: License

    /// The license that is installed; nil when there is none.
    /// - Throws: ``TenancyError/Code/invalid`` when what is stored was not granted by the maker.
    public func license() throws -> License? { try control.licenseText().map { try LicenseFile.read($0, signedBy: licenseKeys) } }

    /// Puts a license in the place of the one before. - Throws: ``TenancyError/Code/invalid`` when the text is no license of the maker.
    public func install(license text: String, at now: Timestamp) throws -> License {
        let license = try LicenseFile.read(text, signedBy: licenseKeys)
        try control.install(license: text, at: now)
        return license
    }

    /// Closes the control file.
    public func close() throws { try control.close() }
}
