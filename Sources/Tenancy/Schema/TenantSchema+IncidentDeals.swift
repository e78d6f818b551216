extension TenantSchema {
    /// Ids of deals with spaces between, oldest first: they are only ever read whole.
    static let incidentDeals = "ALTER TABLE feed_incidents ADD COLUMN deal_ids TEXT NOT NULL DEFAULT '';"
}
