/// Which simulated worlds serve which purpose. No world serves two.
enum Seeds {
    /// Looked at while the engine was made.
    static let tuning: [UInt64] = [101, 102, 103]
    /// What the baselines that learn are trained on.
    static let training: [UInt64] = [211, 212]
    /// Looked at by nobody before the figures are printed.
    static let unseen: [UInt64] = [7_340_033, 7_340_034, 7_340_035]
}
