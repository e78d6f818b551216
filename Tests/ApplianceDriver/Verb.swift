/// A verb of the command that ends by itself.
public struct Verb: Sendable {
    public var status: ChildProcess.Ending
    public var output: String
    public var errors: String

    /// Runs `veles` with arguments until it ends.
    public static func run(_ arguments: [String], environment: [String: String] = [:], input: String = "") async throws -> Verb {
        let process = try ChildProcess(try VelesBinary.path(), arguments, environment: environment, input: input)
        let status = try await process.end(within: .seconds(60))
        return Verb(status: status, output: process.output, errors: process.errors)
    }
}
