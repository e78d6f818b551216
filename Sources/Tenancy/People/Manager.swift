/// Who changes people and keys. Nobody gives, or takes from another, more than what they may do themselves.
public struct Manager: Sendable {
    public var actor: Actor
    public var permissions: Set<Permission>

    public init(actor: Actor, permissions: Set<Permission>) { (self.actor, self.permissions) = (actor, permissions) }

    /// Whoever runs the appliance: they may do everything.
    public static func administrator(_ actor: Actor) -> Manager { Manager(actor: actor, permissions: Set(Permission.allCases)) }

    /// - Throws: ``TenancyError/Code/forbidden`` naming what is beyond the manager.
    func demand(_ wanted: Set<Permission>) throws {
        let beyond = wanted.subtracting(permissions)
        guard beyond.isEmpty else {
            let names = beyond.sorted().map(\.rawValue).joined(separator: ", ")
            throw TenancyError(.forbidden, "This takes permissions that you do not have yourself: \(names).")
        }
    }
}
