import Brokerage
import JSON

/// Fields as the Web API writes them: every number in quotes.
extension JSONWriter {
    mutating func text(_ name: StaticString, _ value: some StringProtocol) {
        key(name)
        string(value)
    }

    mutating func whole(_ name: StaticString, _ value: some BinaryInteger) {
        key(name)
        quoted { $0.append(contentsOf: String(value).utf8) }
    }

    /// A decimal with so many places, or with more where rounding would change it.
    mutating func decimal(_ name: StaticString, _ value: some FixedPoint, places: Int) {
        key(name)
        let step = Power.ofTen(8 - places)
        quoted { bytes in
            value.append(to: &bytes, places: value.units % step == 0 ? places : 8)
        }
    }

    mutating func statistic(_ name: StaticString, _ value: Double, places: Int) {
        decimal(name, Quantity(units: Int64((value * 1e8).rounded())), places: places)
    }

    /// The short volume, in ten-thousandths of a lot, and the long one, in hundred-millionths.
    mutating func volume(_ name: StaticString, _ extended: StaticString, _ lots: Lots) {
        whole(name, lots.units / 10_000)
        whole(extended, lots.units)
    }

    mutating func emptyList(_ name: StaticString) {
        key(name)
        beginArray()
        endArray()
    }
}
