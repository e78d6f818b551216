/// Ways from wide or fractional numbers into 64 bits that never trap.
enum Whole {
    /// The nearest whole number, held at the ends of the range; zero for what is not a number.
    static func nearest(_ value: Double) -> Int64 {
        guard !value.isNaN else { return 0 }
        return Int64(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
    }

    /// As ``nearest(_:)``, inside ±`limit`.
    static func nearest(_ value: Double, within limit: Int64) -> Int64 {
        min(max(nearest(value), -limit), limit)
    }

    /// The whole part of `value / divisor` towards minus infinity. `divisor` is positive.
    static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}

extension Int128 {
    /// The value held at the ends of 64 bits.
    var saturated: Int64 { Int64(exactly: self) ?? (self < 0 ? .min : .max) }

    /// The nearest binary float but for a last bit. The general conversion of the standard library is many times slower.
    var statistic: Double {
        let low = Int64(truncatingIfNeeded: self)
        if Int128(low) == self { return Double(low) }
        let magnitude = magnitude
        let value = Double(UInt64(truncatingIfNeeded: magnitude &>> 64)) * 0x1p64 + Double(UInt64(truncatingIfNeeded: magnitude))
        return self < 0 ? -value : value
    }
}
