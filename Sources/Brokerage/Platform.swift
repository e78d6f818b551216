/// Where a connection's data comes from.
public enum Platform: String, Sendable, CaseIterable {
    case mt5, mt4, push
}
