import Glibc

/// Fills at better and at worse prices than requested, on one side of one symbol (risk-domain 6.17).
struct SlippageTally: Sendable, BitwiseCopyable, Equatable {
    private(set) var better: UInt32 = 0
    private(set) var worse: UInt32 = 0
    private(set) var same: UInt32 = 0
    /// Slippage in millionths of the price, positive for the client. A whole number, so that sums can be taken apart again.
    private(set) var sum: Int64 = 0

    /// - Parameters:
    ///   - requested: in hundred-millionths, like `filled`; zero when it was not stated.
    mutating func add(requested: Int64, filled: Int64, isBuy: Bool) {
        guard requested > 0, filled > 0 else { return }
        let gain = isBuy ? requested &- filled : filled &- requested
        if gain > 0 { better &+= 1 } else if gain < 0 { worse &+= 1 } else { same &+= 1 }
        sum &+= Whole.nearest(Double(gain) / Double(requested) * 1e6, within: 1_000_000)
    }

    mutating func add(_ other: Self) {
        (better, worse, same, sum) = (better &+ other.better, worse &+ other.worse, same &+ other.same, sum &+ other.sum)
    }

    mutating func remove(_ other: Self) {
        (better, worse, same, sum) = (better &- other.better, worse &- other.worse, same &- other.same, sum &- other.sum)
    }

    var fills: Int { Int(better) + Int(worse) + Int(same) }
    var slipped: Int { Int(better) + Int(worse) }
    var meanBps: Double { fills > 0 ? Double(sum) / Double(fills) / 100 : 0 }
    /// log₁₀ of the two-sided p-value of the sign test on fills that slipped.
    var pValue: Double { pow(10, logP) }
    var logP: Double { Binomial.logSignTest(Int(better), of: slipped) }
}
