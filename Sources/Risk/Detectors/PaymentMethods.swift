import Brokerage

/// Methods by which money came and went (risk-domain 6.11), a bit each: out by one that never came in is worth a question.
struct PaymentMethods: Sendable, BitwiseCopyable, Equatable {
    private var into: UInt64 = 0
    private var outOf: UInt64 = 0

    mutating func add(_ transfer: Transfer) {
        // Names are few: two that share a bit are told as one, which accuses nobody.
        let bit = UInt64(1) << (Self.fingerprint(transfer.method) & 63)
        if transfer.amount < .zero { outOf |= bit } else { into |= bit }
    }

    /// Money went out by a method by which none came in.
    var isMismatch: Bool { into != 0 && outOf & ~into != 0 }

    /// FNV-1a, without regard to case and blanks.
    private static func fingerprint(_ method: String) -> UInt64 {
        method.lowercased().utf8.filter { $0 != 32 }.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
