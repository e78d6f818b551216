import Brokerage

/// Products and quotients of hundred-millionths, rounded half away from zero, limited to the range instead of trapping.
enum Exact {
    private static let scale: Int128 = 100_000_000

    static func multiply(_ left: Int64, _ right: Int64) -> Int64 { limited(rounded(Int128(left) * Int128(right), by: scale)) }

    /// Zero when the divisor is zero.
    static func divide(_ value: Int64, _ divisor: Int64) -> Int64 {
        guard divisor != 0 else { return 0 }
        return limited(rounded(Int128(value) * scale, by: Int128(divisor)))
    }

    /// `value · part / whole`, for shares of an amount.
    static func share(_ value: Int64, _ part: Int64, of whole: Int64) -> Int64 {
        guard whole != 0 else { return 0 }
        return limited(rounded(Int128(value) * Int128(part), by: Int128(whole)))
    }

    /// Lots times a price difference times units in a lot: an amount in the profit currency.
    static func amount(lots: Int64, contract: Int64, price: Int64) -> Int64 {
        let (product, overflow) = (Int128(lots) * Int128(contract)).multipliedReportingOverflow(by: Int128(price))
        if overflow { return ((lots < 0) != (contract < 0)) != (price < 0) ? .min : .max }
        return limited(rounded(product, by: scale))
    }

    /// Rounds an amount to that many decimal places.
    static func round(_ units: Int64, digits: Int) -> Int64 {
        let step = Int128(Power.ofTen(8 - digits))
        return limited(rounded(Int128(units), by: step) * step)
    }

    private static func rounded(_ value: Int128, by divisor: Int128) -> Int128 {
        let half = (divisor < 0 ? -divisor : divisor) / 2
        return (value + (value < 0 ? -half : half)) / divisor
    }

    private static func limited(_ value: Int128) -> Int64 { value > Int128(Int64.max) ? .max : value < Int128(Int64.min) ? .min : Int64(value) }
}
