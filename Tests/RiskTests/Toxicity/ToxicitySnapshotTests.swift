import Brokerage
import Testing

@testable import Risk

struct ToxicitySnapshotTests {
    private static func stream(_ trades: Int) -> TradeStream {
        var stream = TradeStream(seed: 21, tradesADay: 60)
        stream.run(trades) { -1 + $0[.referenceLead] }
        return stream
    }

    @Test func theSameTradesGiveTheSameBits() {
        #expect(Self.stream(1_500).models.snapshot() == Self.stream(1_500).models.snapshot())
    }

    @Test func aSnapshotGoesOnBitForBit() throws {
        var unbroken = Self.stream(1_500)
        var resumed = unbroken
        let snapshot = unbroken.models.snapshot()
        resumed.models = try #require(ToxicityModels(snapshot: snapshot))
        #expect(resumed.models.snapshot() == snapshot)
        unbroken.run(500) { -1 + $0[.return1s] }
        resumed.run(500) { -1 + $0[.return1s] }
        #expect(unbroken.models.snapshot() == resumed.models.snapshot())
        #expect(unbroken.models.card() == resumed.models.card())
    }

    @Test func whatIsNoWholeSnapshotIsRefused() {
        let snapshot = Self.stream(300).models.snapshot()
        for length in [0, 1, 15, 16, 17, snapshot.count / 2, snapshot.count - 1] {
            #expect(ToxicityModels(snapshot: Array(snapshot.prefix(length))) == nil)
        }
        #expect(ToxicityModels(snapshot: snapshot + [0]) == nil)
        for place in stride(from: 0, to: snapshot.count, by: snapshot.count / 40) {
            var altered = snapshot
            altered[place] ^= 0x10
            #expect(ToxicityModels(snapshot: altered) == nil)
        }
        #expect(ToxicityModels(snapshot: [UInt8](repeating: 0xA5, count: snapshot.count)) == nil)
    }
}
