import Brokerage
import JSON
import Tenancy

/// What the people of a tenant must know of its plan: nothing is left out silently.
public struct PlanWarning: Sendable, Equatable {
    public var code: String
    public var title: String
    public var detail: String

    /// As an item of `warnings` in `/tenant`.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("code"); json.string(code)
        json.key("title"); json.string(title)
        json.key("detail"); json.string(detail)
        json.endObject()
    }
}

/// How much of its plan a tenant uses.
public struct PlanUse: Sendable {
    public var standing: TenantStanding
    /// Trading servers, doors for pushed events apart.
    public var servers: Int
    public var accounts: Int
    public var scoredAccounts: Int
    public var users: Int

    public var warnings: [PlanWarning] {
        var warnings: [PlanWarning] = []
        let (limits, plan) = (standing.limits, standing.tenant.plan.rawValue)
        if let limit = limits.accounts, accounts > limit {
            warnings.append(
                PlanWarning(
                    code: "plan_limit", title: "\(accounts - limit) accounts are not scored",
                    detail: "The plan \(plan) scores \(limit) accounts, those that were seen first. All \(accounts) are stored, and the others are "
                        + "scored from their whole history as soon as the plan has room for them."))
        }
        if let limit = limits.servers, servers > limit {
            warnings.append(
                PlanWarning(
                    code: "plan_limit", title: "\(servers - limit) trading servers are paused",
                    detail: "The plan \(plan) has room for \(limit) of \(servers) trading servers. The others are read again, with all that they "
                        + "missed, as soon as the plan has room for them."))
        }
        if let notice = standing.entitlement.licenseNotice { warnings.append(PlanWarning(code: "license", title: "License", detail: notice)) }
        return warnings
    }
}

extension Desk {
    /// How much of its plan the tenant uses now.
    nonisolated public func planUse() async throws(DeskError) -> PlanUse {
        let (view, standing) = (await view(), standing)
        do {
            let users = try await file.read { try $0.users().count }
            return PlanUse(
                standing: standing, servers: view.connections.count { $0.platform != .push }, accounts: view.accounts.count,
                scoredAccounts: view.accounts.count { $0.isScored }, users: users)
        } catch {
            throw DeskError(storing: error)
        }
    }
}
