// What the metrics show of a desk.
extension Desk {
    /// Events that wait to be committed.
    public var queuedEvents: Int { waitingEvents }
}
