import Glibc

/// Numbers as evidence texts show them.
enum Figure {
    /// With that many decimals, half away from zero.
    static func text(_ value: Double, _ places: Int = 2) -> String {
        guard value.isFinite else { return "n/a" }
        let scale = pow(10, Double(places))
        guard let units = Int64(exactly: (abs(value) * scale).rounded()) else { return "\(value)" }
        let whole = units / Int64(scale)
        let sign = value < 0 && units != 0 ? "−" : ""
        guard places > 0 else { return sign + String(whole) }
        let fraction = String(units % Int64(scale))
        return sign + String(whole) + "." + String(repeating: "0", count: places - fraction.utf8.count) + fraction
    }

    /// A probability; its last thousandths are not told apart.
    static func probability(_ value: Double) -> String {
        value < 0.001 ? "under 0.001" : value > 0.999 ? "over 0.999" : text(value, 3)
    }

    static func percent(_ share: Double, _ places: Int = 0) -> String { text(share * 100, places) + " %" }

    /// A span of time in the unit a reader would choose.
    static func span(_ seconds: Double) -> String {
        switch seconds {
        case ..<1: text(seconds * 1000, 0) + " ms"
        case ..<120: text(seconds, 0) + " s"
        case ..<7200: text(seconds / 60, 0) + " min"
        case ..<172_800: text(seconds / 3600, 0) + " h"
        default: text(seconds / 86_400, 0) + " d"
        }
    }
}
