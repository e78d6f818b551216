import Tenancy

extension Revocation {
    /// Whether it ends what the principal does at this moment.
    func ends(_ principal: Principal) -> Bool {
        switch self {
        case .session(let family): principal.session == family
        case .apiKey(let id): principal.kind == .program(id)
        case .everything: true
        case .permissions: false
        }
    }

    /// Whether what was believed of the principal must be looked up again.
    func concerns(_ principal: Principal) -> Bool {
        if case .permissions(let user) = self { return principal.user == user }
        return ends(principal)
    }
}
