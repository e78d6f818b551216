import Brokerage

/// What a tenant may use at a moment, by its plan and by the appliance's license.
public struct Entitlement: Sendable, Equatable {
    public var limits: PlanLimits
    /// What the tenant's people and the operator must know of the license; nil when all is well.
    public var licenseNotice: String?

    /// - Parameter license: nil on an appliance without one: then the plan alone counts.
    public init(plan: Plan, license: License?, at now: Timestamp) {
        limits = plan.limits
        guard let license else { return }
        let end = String("\(license.notAfter)".prefix(10))
        switch license.state(at: now) {
        case .valid: limits = plan.limits.tightened(by: license)
        case .endsSoon:
            limits = plan.limits.tightened(by: license)
            licenseNotice = "The license ends on \(end). From then on each tenant has the limits of the plan starter until a new one is installed."
        case .expired:
            limits = plan.limits.tightened(by: Plan.starter.limits)
            licenseNotice = "The license ended on \(end): the limits of the plan starter hold until a new one is installed. Nothing is lost."
        case .notYetValid:
            limits = plan.limits.tightened(by: Plan.starter.limits)
            licenseNotice = "The license begins on \("\(license.notBefore)".prefix(10)): until then the limits of the plan starter hold."
        }
    }
}

extension PlanLimits {
    fileprivate func tightened(by license: License) -> PlanLimits { tightened(by: license.plan.limits).tightened(by: license.limits) }
}
