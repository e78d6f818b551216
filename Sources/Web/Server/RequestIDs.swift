import Synchronization

/// Makes request ids: eight random characters of this run and a counter, or takes the client's own when it is harmless.
final class RequestIDs: Sendable {
    private let run: String
    private let counter = Atomic<UInt64>(0)

    init(random: UInt32) {
        let text = String(random, radix: 16)
        run = String(repeating: "0", count: 8 - text.count) + text
    }

    /// - Parameter offered: the request's `X-Request-Id`. It is taken when it is 1 to 64 letters, digits, dots, dashes or underscores.
    func id(offered: String?) -> String {
        if let offered, RequestIDs.isHarmless(offered) { return offered }
        return "\(run)-\(counter.add(1, ordering: .relaxed).newValue)"
    }

    private static func isHarmless(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
