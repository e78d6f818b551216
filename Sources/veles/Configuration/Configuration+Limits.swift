import Web

extension Configuration {
    /// The keys of `[limits]`: one for each budget and scope, such as `reads_caller`.
    static let limitKeys =
        Budget.allCases.flatMap { budget in
            RateScope.allCases.map { scope in
                Key(
                    section: "limits", name: "\(budget.rawValue)_\(scope.rawValue)",
                    standard: RateLimits.standard[budget, scope]?.description ?? off,
                    help: "Requests of kind \(budget.rawValue) for one \(scope.rawValue), as 300/10s, or \(off).")
            }
        } + [
            Key(
                section: "limits", name: "connections_per_address", standard: "\(ConnectionLimits().connectionsPerAddress)",
                help: "Open connections from one address; trusted proxies have no limit.")
        ]

    private static let off = "off"

    /// - Throws: ``VerbFailure`` naming the key that is no limit.
    func rateLimits() throws -> RateLimits {
        var limits = RateLimits.standard
        for budget in Budget.allCases {
            for scope in RateScope.allCases {
                let name = "\(budget.rawValue)_\(scope.rawValue)"
                limits[budget, scope] = try allowance(name, self["limits", name])
            }
        }
        return limits
    }

    func connectionsPerAddress() throws -> Int {
        let text = self["limits", "connections_per_address"]
        guard let count = Int(text), (1...65_536).contains(count) else {
            throw VerbFailure("limits.connections_per_address must be a whole number from 1 to 65536, and not \(text)")
        }
        return count
    }

    private func allowance(_ name: String, _ text: String) throws -> Allowance? {
        if text == Configuration.off { return nil }
        guard let allowance = Allowance(text) else {
            throw VerbFailure("limits.\(name) must be so many in so many seconds, such as 300/10s, or \(Configuration.off), and not \(text)")
        }
        return allowance
    }
}
