/// Why a simulated server cannot run.
public struct SimulationError: Error, CustomStringConvertible {
    /// A word for programs: `certificate`, `listen`.
    public var code: String
    /// A sentence for people.
    public var message: String
    public var cause: (any Error)?

    public init(code: String, _ message: String, cause: (any Error)? = nil) { (self.code, self.message, self.cause) = (code, message, cause) }

    public var description: String { message }
}
