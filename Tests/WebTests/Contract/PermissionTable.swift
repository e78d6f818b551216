import Tenancy

/// Who may do what, operation by operation, as it was decided. The routes say the same again, and a test holds them against this.
enum PermissionTable {
    enum Allowed: Equatable {
        /// Anybody, signed in or not.
        case everybody
        /// Any person who is signed in; no program.
        case people
        /// Whoever has the permission, person or program.
        case those(Permission)
        /// Not a tenant's token, whoever has it: the operator's key.
        case theOperator
    }

    private static let base = "/api/v1"

    static let all: [String: Allowed] = everybody.merging(signedIn) { $1 }.merging(managing) { $1 }.merging(reading) { $1 }.merging(working) { $1 }

    private static let everybody: [String: Allowed] = table(
        .everybody,
        [
            "GET /healthz", "GET /readyz", "GET /metrics", "GET \(base)/openapi.json", "POST \(base)/auth/login", "POST \(base)/auth/refresh",
            "POST \(base)/auth/logout", "POST \(base)/auth/links/check", "POST \(base)/auth/links/accept", "GET \(base)/setup", "POST \(base)/setup",
        ])

    /// What concerns nobody but themselves.
    private static let signedIn: [String: Allowed] = table(
        .people,
        [
            "GET \(base)/auth/otp", "POST \(base)/auth/otp", "PUT \(base)/auth/otp", "DELETE \(base)/auth/otp",
            "POST \(base)/auth/otp/recovery-codes", "POST \(base)/auth/password", "GET \(base)/me/sessions", "DELETE \(base)/me/sessions", "DELETE \(base)/me/sessions/{id}",
        ])

    private static let managing: [String: Allowed] = table(
        .those(.manageUsers),
        [
            "GET \(base)/users", "POST \(base)/users", "GET \(base)/users/{id}", "PATCH \(base)/users/{id}", "DELETE \(base)/users/{id}",
            "POST \(base)/users/{id}/link", "POST \(base)/users/{id}/reset-otp", "GET \(base)/users/{id}/sessions",
            "DELETE \(base)/users/{id}/sessions", "GET \(base)/api-keys", "POST \(base)/api-keys", "DELETE \(base)/api-keys/{id}",
        ]
    ).merging(
        table(
            .those(.manageTenant),
            [
                "PATCH \(base)/tenant", "GET \(base)/accounts/{id}/personal-data", "DELETE \(base)/accounts/{id}/personal-data",
            ])
    ) { $1 }.merging(
        table(
            .theOperator,
            [
                "GET \(base)/platform/tenants", "POST \(base)/platform/tenants", "GET \(base)/platform/tenants/{slug}",
                "PATCH \(base)/platform/tenants/{slug}", "DELETE \(base)/platform/tenants/{slug}", "GET \(base)/platform/license",
                "PUT \(base)/platform/license",
            ])
    ) { $1 }

    private static let reading: [String: Allowed] = table(
        .those(.read),
        [
            "GET \(base)/me", "GET \(base)/tenant", "GET \(base)/overview", "GET \(base)/accounts", "GET \(base)/accounts/{id}",
            "GET \(base)/accounts/{id}/deals", "GET \(base)/accounts/{id}/positions", "GET \(base)/accounts/{id}/score",
            "GET \(base)/accounts/{id}/markouts", "GET \(base)/accounts/{id}/links", "GET \(base)/exposure", "GET \(base)/risk/var",
            "GET \(base)/risk/stress", "GET \(base)/risk/cascade", "GET \(base)/risk/scenarios", "GET \(base)/risk/result",
            "GET \(base)/risk/coverage", "GET \(base)/risk/model", "GET \(base)/risk/replay", "GET \(base)/risk/execution",
            "GET \(base)/risk/flow", "GET \(base)/risk/introducers", "GET \(base)/clusters", "GET \(base)/feed-incidents",
            "GET \(base)/alerts", "GET \(base)/alerts/{id}", "GET \(base)/connections",
            "GET \(base)/connections/{id}", "GET \(base)/stream",
        ]
    ).merging(
        table(.those(.readAudit), ["GET \(base)/audit", "GET \(base)/audit/export", "POST \(base)/audit/verify"])
    ) { $1 }

    private static let working: [String: Allowed] = table(
        .those(.handleAlerts),
        [
            "POST \(base)/alerts/{id}/acknowledge", "POST \(base)/alerts/{id}/close", "POST \(base)/alerts/{id}/reopen",
        ]
    ).merging(
        table(
            .those(.editConnections),
            [
                "POST \(base)/connections", "POST \(base)/connections/test", "PATCH \(base)/connections/{id}", "DELETE \(base)/connections/{id}",
                "POST \(base)/connections/{id}/test",
            ])
    ) { $1 }.merging(
        ["PUT \(base)/risk/scenarios": .those(.editRules), "POST \(base)/ingest": .those(.ingest), "POST \(base)/imports": .those(.importHistory)]
    ) { $1 }

    private static func table(_ allowed: Allowed, _ operations: [String]) -> [String: Allowed] {
        Dictionary(uniqueKeysWithValues: operations.map { ($0, allowed) })
    }
}
