import Foundation

extension TenantReader {
    static let timeZoneSetting = "time_zone"

    /// The tenant's time zone by its name in the IANA database: the one that days and reports are meant in.
    public func timeZone() throws -> String { try setting(Self.timeZoneSetting) ?? "UTC" }
}

/// Names of the IANA time zone database.
public enum TimeZoneName {
    /// Whether this machine knows a zone by that name.
    public static func isKnown(_ name: String) -> Bool { name == "UTC" || name.contains("/") && TimeZone(identifier: name) != nil }
}
