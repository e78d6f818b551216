import Brokerage
import Logging
import Tenancy

/// What the operator may know of the license.
public struct LicenseStanding: Sendable {
    /// Nil on an appliance without one.
    public var license: License?
    public var state: LicenseState?
    /// Tenants there are.
    public var tenants: Int
}

extension Desks {
    /// The license as it stands now.
    public func licenseStanding() throws(DeskError) -> LicenseStanding {
        let tenants = try asking { try directory.control.tenants().count }
        return LicenseStanding(license: license, state: license?.state(at: environment.now()), tenants: tenants)
    }

    /// Puts a license in force, at once for all tenants.
    /// - Throws: ``DeskError`` with code `invalid` when the text is no license of the maker.
    public func install(license text: String, by actor: Actor) async throws(DeskError) {
        let now = environment.now()
        do {
            license = try directory.install(license: text, at: now)
        } catch let error as TenancyError where error.code == .invalid {
            throw DeskError(.invalid(field: "license"), error.message, cause: error)
        } catch {
            throw DeskError(storing: error)
        }
        logger.notice("A license was installed.", metadata: ["license": "\(license?.id ?? "")", "by": "\(actor.label)"])
        await refreshStandings()
    }

    /// What a tenant may use now.
    func standing(of tenant: Tenant) -> TenantStanding {
        TenantStanding(tenant: tenant, entitlement: Entitlement(plan: tenant.plan, license: license, at: environment.now()))
    }

    /// Tells an open tenant how it stands now.
    func refreshStanding(of slug: TenantSlug) async throws(DeskError) {
        guard let desk = openDesk(slug) else { return }
        try await desk.adopt(standing(of: try asking { try directory.control.tenant(slug) }))
    }

    /// Tells all open tenants how they stand now: a license may have begun or ended.
    func refreshStandings() async {
        for desk in openDesks {
            do {
                try await refreshStanding(of: desk.slug)
            } catch {
                logger.error("A tenant's plan could not be applied; it is tried again.", metadata: ["tenant": "\(desk.slug)", "reason": "\(error)"])
            }
        }
    }

    /// Plans and tenants do not go beyond a license.
    func demandLicense(for plan: Plan, oneMore: Bool) throws(DeskError) {
        guard let license else { return }
        let allowed = [.valid, .endsSoon].contains(license.state(at: environment.now())) ? license.plan : .starter
        guard plan <= allowed else {
            throw DeskError(.planLimit, "The license allows plans up to \(allowed.rawValue), and not \(plan.rawValue). Install a larger one.")
        }
        guard oneMore, let limit = license.tenants else { return }
        guard try asking({ try directory.control.tenants().count }) < limit else {
            throw DeskError(.planLimit, "The license has room for \(limit) tenant\(limit == 1 ? "" : "s"). Install a larger one.")
        }
    }
}
