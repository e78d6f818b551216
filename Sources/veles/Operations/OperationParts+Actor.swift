import Tenancy

extension OperationParts {
    /// Who asks, for the audit trail.
    var actor: Actor { Actor(kind: .administrator, label: user.name, address: "", requestID: "") }
}
