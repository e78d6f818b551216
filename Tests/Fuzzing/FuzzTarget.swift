/// A parser of bytes from outside, and what must hold of it whatever those bytes are.
///
/// A trap, a hang and a broken promise are findings. The same targets are run by the suite on mutations of the seeds, and by
/// `packaging/campaign fuzz` under libFuzzer, which looks for inputs that reach new code.
public struct FuzzTarget: Sendable {
    public let name: String
    /// Well-formed inputs to start from.
    public let seeds: @Sendable () -> [[UInt8]]
    /// Gives one input to the parser. - Throws: ``BrokenPromise``. What the parser refuses is no finding.
    public let feed: @Sendable ([UInt8]) throws(BrokenPromise) -> Void

    /// Every parser of hostile bytes: one line each.
    public static let all: [FuzzTarget] = [
        .mt5Packets, .mt5Messages, .mt5Records, .importFiles, .ingestLines, .streamMessages, .accessTokens, .cookies, .addresses,
        .json,
    ]

    /// The target of that name.
    public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// What a parser promises and did not keep for some input.
public struct BrokenPromise: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    /// - Throws: itself unless the promise was kept.
    static func unless(_ kept: Bool, _ promise: @autoclosure () -> String) throws(BrokenPromise) {
        guard kept else { throw BrokenPromise(promise()) }
    }
}
