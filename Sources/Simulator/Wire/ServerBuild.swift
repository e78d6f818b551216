/// The build that the simulated server says it is.
enum ServerBuild {
    static let number = "4755"
}

extension Duration {
    /// Whole microseconds, at most about a century.
    var microsecondsRounded: Int64 { min(components.seconds, 3_000_000_000) * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
