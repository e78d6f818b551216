/// What became of a delivery, once it is durable.
public struct Receipt: Sendable, Equatable {
    /// Events that were taken, corrections of known deals among them.
    public var accepted = 0
    /// Deals that stood in the file already, unchanged.
    public var duplicates = 0

    public init(accepted: Int = 0, duplicates: Int = 0) {
        (self.accepted, self.duplicates) = (accepted, duplicates)
    }
}
