/// What a person or a program may do.
public enum Role: String, Sendable, Codable, CaseIterable {
    /// Everything in the tenant.
    case owner
    /// Rules, books, reports, connections.
    case riskManager = "risk_manager"
    /// Alerts, notes, reports.
    case dealer
    /// Reads.
    case analyst
    /// Reads, the audit trail too.
    case auditor

    public var permissions: Set<Permission> {
        switch self {
        case .owner: Set(Permission.allCases)
        case .riskManager: [.read, .handleAlerts, .makeReports, .editRules, .editBooks, .editConnections, .importHistory, .ingest]
        case .dealer: [.read, .handleAlerts, .makeReports]
        case .analyst: [.read]
        case .auditor: [.read, .readAudit]
        }
    }
}

/// One thing that may be allowed. The raw values are stored and shown.
public enum Permission: String, Sendable, CaseIterable, Comparable {
    case read
    case readAudit = "read_audit"
    case handleAlerts = "handle_alerts"
    case makeReports = "make_reports"
    case editRules = "edit_rules"
    case editBooks = "edit_books"
    case editConnections = "edit_connections"
    case importHistory = "import_history"
    case ingest
    case manageUsers = "manage_users"
    case manageTenant = "manage_tenant"

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
