import Brokerage
import JSON

extension JSONWriter {
    /// An exact figure, as the decimal string that the API writes.
    public mutating func exact(_ value: some FixedPoint) { quoted { value.append(to: &$0) } }

    /// An exact figure with that many places.
    public mutating func exact(_ value: some FixedPoint, places: Int) { quoted { value.append(to: &$0, places: places) } }

    public mutating func exact(_ value: (some FixedPoint)?) {
        if let value { exact(value) } else { null() }
    }

    public mutating func time(_ instant: Timestamp) { quoted { instant.append(to: &$0) } }

    public mutating func time(_ instant: Timestamp?) {
        if let instant { time(instant) } else { null() }
    }

    public mutating func optional(_ text: String?) {
        if let text { string(text) } else { null() }
    }

    public mutating func optional(_ value: Double?) {
        if let value { double(value) } else { null() }
    }

    public mutating func optional(_ value: Int?) {
        if let value { integer(value) } else { null() }
    }

    /// A valuation in USD: a statistic shown as money, to the cent. Null where it could not be valued.
    public mutating func dollars(_ value: Double?) {
        if let value, let money = Money(rounding: value) { exact(money, places: 2) } else { null() }
    }
}
