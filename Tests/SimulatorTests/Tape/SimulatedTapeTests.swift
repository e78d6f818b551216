import Brokerage
import Testing

@testable import Simulator

@Suite struct SimulatedTapeTests {
    static let tape = SimulatedTape(seed: 31, accounts: 120, days: 4, end: SharedWorld.start)

    @Test func oneSeedGivesOneTape() {
        var (one, two) = (Self.tape, SimulatedTape(seed: 31, accounts: 120, days: 4, end: SharedWorld.start))
        #expect(one.deals == two.deals)
        #expect(one.sessions == two.sessions)
        #expect(one.transfers == two.transfers)
        #expect(one.fills == two.fills)
        let hour = (one.span.upperBound - .seconds(3600))..<one.span.upperBound
        #expect(one.ticks(in: hour) == two.ticks(in: hour))
    }

    @Test func ticksAreTheSameHoweverTheyAreAskedFor() {
        var tape = Self.tape
        let start = tape.span.upperBound - .seconds(7200)
        let whole = tape.ticks(in: start..<(start + .seconds(1200)))
        let pieces = (0..<4).flatMap { tape.ticks(in: (start + .seconds($0 * 300))..<(start + .seconds(($0 + 1) * 300))) }
        #expect(whole == pieces)
        #expect(whole.contains { $0.feed == nil })
        #expect(zip(whole, whole.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(whole.allSatisfy { $0.bid < $0.ask })
    }

    @Test func theReferenceShowsAJumpBeforeTheBrokerDoes() {
        var tape = Self.tape
        let world = SharedWorld.make(seed: 31, accounts: 120, days: 4)
        let euro = SharedWorld.symbol("EURUSD")
        var leads = 0
        // Jumps of two pips and more, far from the noise of the walk.
        let last = SharedWorld.start.milliseconds - 5000
        let jumps = world.server.market.path.jumps[euro].filter { abs($0.size) > 1.8e-4 && $0.time < last }.suffix(12)
        for jump in jumps {
            let at = Timestamp(milliseconds: jump.time)
            let ticks = tape.ticks(in: (at - .seconds(2))..<(at + .seconds(2))).filter { $0.symbol == "EURUSD" }
            let before = ticks.last { $0.feed != nil && $0.time < at }?.mid ?? 0
            let half = before * jump.size / 2
            func first(_ feed: String?) -> Timestamp? {
                ticks.first { $0.feed == feed && $0.time >= at && ($0.mid - before) / half > 1 }?.time
            }
            guard let reference = first("reference") else { continue }
            if first(nil).map({ $0 > reference }) ?? true { leads += 1 }
        }
        #expect(jumps.count >= 6)
        #expect(leads >= jumps.count - 2)
    }

    @Test func theOfficeKnowsOfPairsWhatTheTradesDoNotShow() {
        let tape = Self.tape
        let pairs = Dictionary(grouping: tape.planted.filter { $0.behaviour == .bonusPair }) { $0.pair }
        #expect(!pairs.isEmpty)
        for pair in pairs.values {
            let devices = pair.map { entry in tape.sessions.first { $0.login == entry.login }?.device }
            #expect(devices[0] == devices[1])
        }
    }

    @Test func coveredDealsHaveFillsButForAFew() {
        let covered = Self.tape.deals.filter { !$0.priceGateway.isZero }
        #expect(!covered.isEmpty)
        #expect(Self.tape.fills.count <= covered.count)
        #expect(Double(Self.tape.fills.count) > Double(covered.count) * 0.95)
    }

    @Test func depositsAreTransfersWithACardBehindThem() {
        let deposits = Self.tape.deals.filter { $0.action == .balance }
        #expect(Self.tape.transfers.count == deposits.count)
        #expect(Self.tape.transfers.allSatisfy { $0.reference != nil })
    }

    @Test func demonstrationAccountsAreMarkedAsNotToBeJudged() {
        let groups = Dictionary(Self.tape.accounts.map { ($0.login, $0.group ?? "") }) { first, _ in first }
        for entry in Self.tape.planted {
            let group = groups[entry.login] ?? ""
            #expect(entry.isExcluded == (group.hasPrefix("demo") || group.hasPrefix("coverage")))
        }
    }
}
