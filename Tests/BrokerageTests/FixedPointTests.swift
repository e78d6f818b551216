import Brokerage
import Testing

struct FixedPointTests {
    @Test(arguments: [
        ("0", 0), ("1", 100_000_000), ("-1.5", -150_000_000), ("0.00000001", 1), ("26000.00", 2_600_000_000_000), ("1e-8", 1), ("1.5E2", 15_000_000_000),
        ("+2", 200_000_000), (".5", 50_000_000), ("5.", 500_000_000), ("1.3269199999999999", 132_692_000), ("0.000000005", 1), ("-0.000000005", -1),
        ("92233720368.54775807", Int64.max), ("0.123456789012345678901234567890", 12_345_679),
    ])
    func readsDecimals(_ text: String, _ units: Int64) {
        #expect(Money(text)?.units == units)
    }

    @Test(arguments: ["", "-", ".", "abc", "1,5", "1 5", "0x10", "1e", "1e99", "1e9223372036854775807", "1e-9223372036854775808", "92233720369", "nan", "1.2.3", "--1", "１"])
    func refusesWhatIsNoDecimalInRange(_ text: String) {
        #expect(Money(text) == nil)
    }

    @Test func writesMoneyWithTwoPlacesOrMore() {
        #expect(Money("12.5")?.description == "12.50")
        #expect(Money("-0.001")?.description == "-0.001")
        #expect(Money.zero.description == "0.00")
        #expect(Price("1.0850")?.description == "1.085")
        #expect(Lots("0.1")?.description == "0.10")
        #expect(Money("1.005")?.text(places: 2) == "1.01")
        #expect(Money("-1.005")?.text(places: 2) == "-1.01")
        #expect(Money("-0.001")?.text(places: 2) == "0.00")
        #expect(Price("1.08505")?.text(places: 5) == "1.08505")
        #expect(Money(units: .min).description == "-92233720368.54775808")
    }

    @Test func readsBackWhatItWrites() {
        var state: UInt64 = 7
        for _ in 0..<10_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            let money = Money(units: Int64(bitPattern: state) >> (state % 50))
            guard money.units != .min else { continue }
            #expect(Money(money.description) == money)
        }
    }

    @Test func sumsStopAtTheEndOfTheRangeInsteadOfTrapping() {
        #expect(Money(units: .max) + Money(1) == Money(units: .max))
        #expect(Money(units: .min) - Money(1) == Money(units: .min))
        #expect(-Money(units: .min) == Money(units: .max))
        #expect(Money(Int.max).units == .max)
    }

    /// The reference's volumes: MT4 150, MT5 15 000 and VolumeExt 150 000 000 are all 1.50 lots.
    @Test func threeUnitsOfVolumeAgree() {
        #expect(Lots(hundredths: 150).description == "1.50")
        #expect(Lots(tenThousandths: 15_000).description == "1.50")
        #expect(Lots(units: 150_000_000).description == "1.50")
    }

    @Test func volumesPastTheRangeStopAtItsEnd() {
        #expect(Lots(tenThousandths: 1000) == Lots("0.1") && Lots(hundredths: -10) == Lots("-0.1"))
        #expect(Lots(tenThousandths: .max).units == .max && Lots(hundredths: .min).units == .min)
    }
}
