/// Where a connection's data comes from.
public enum Platform: String, Sendable, Codable, CaseIterable {
    case mt5, mt4, push
}
