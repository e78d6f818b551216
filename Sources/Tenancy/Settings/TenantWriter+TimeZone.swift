extension TenantWriter {
    /// Stores the tenant's time zone. - Parameter timeZone: a name that ``TimeZoneName/isKnown(_:)``.
    public func set(timeZone: String) throws { try set(setting: TenantReader.timeZoneSetting, timeZone) }
}
