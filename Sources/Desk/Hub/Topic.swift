/// What a client of the stream can subscribe to.
public enum Topic: String, Sendable, CaseIterable {
    case alerts, exposure, accounts, reports, connections
}
