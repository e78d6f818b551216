import GRDB

/// The tables of `tenant.db`.
///
/// Times of deals, ticks, positions, client events and rule states are whole microseconds since 1970 UTC, all others milliseconds.
/// Prices, volumes and money are whole hundred-millionths. Rows that arrive by the thousand (deals, positions, markouts) carry no
/// foreign keys: the desk itself gave out the numbers they hold, and a look-up per row would cost more than the row.
enum TenantSchema {
    static let schema = FileSchema(
        applicationID: 0x5645_4C53, name: "tenant file",
        migrations: [
            FileMigration(name: "001-create-file-tables") { db in
                try FileInfo.createTable(db)
                for group in [peopleTables, connectionTables, tradingTables, clientEventTables, alertTables, housekeepingTables] {
                    try db.execute(sql: group)
                }
            },
            FileMigration(name: "002-keep-the-risk-engine") { try $0.execute(sql: riskTables) },
            FileMigration(name: "003-audit-trail") { try $0.execute(sql: auditTables) },
            FileMigration(name: "004-people") { db in
                try db.execute(sql: signInTables)
                for role in Role.allCases { try db.execute(sql: scopesOfOlderKeys, arguments: [role.permissions.text, role.rawValue]) }
            },
            FileMigration(name: "005-privacy") { try $0.execute(sql: privacyTables) },
            FileMigration(name: "006-incident-deals") { try $0.execute(sql: incidentDeals) },
        ],
        bulkTables: ["deals", "account_deals", "markouts"])
}
