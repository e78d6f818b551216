import Brokerage
import Tenancy
import Testing

@testable import Web

@Suite struct SignInDelayTests {
    private static let start = Timestamp(seconds: 1_000_000)

    private static func attempt(
        _ email: String = "owner@example.com", from address: String = "192.0.2.1", isKnown: Bool = false
    ) -> SignInDelay.Attempt {
        SignInDelay.Attempt(tenant: "demo", email: email, address: address, isKnown: isKnown)
    }

    @Test func `The wait doubles with each failure up to a quarter of an hour, and ends with a success`() {
        let delay = SignInDelay()
        let attempt = Self.attempt(isKnown: true)
        var now = Self.start
        var waits: [Int] = []
        for _ in 0..<18 {
            #expect(delay.begin(attempt, at: now) == nil)
            waits.append(delay.outlook(for: attempt, at: now).wait)
            now = now + .seconds(waits.last ?? 0)
        }
        #expect(waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900])
        #expect(delay.begin(attempt, at: now) == nil)
        delay.succeed(attempt)
        for _ in 0..<4 { #expect(delay.begin(attempt, at: now) == nil) }
    }

    @Test func `An attempt that was not judged counts for nothing`() {
        let delay = SignInDelay()
        for _ in 0..<100 {
            #expect(delay.begin(Self.attempt(), at: Self.start) == nil)
            delay.abandon(Self.attempt())
        }
    }

    @Test func `Attempts that are made all at once are no more than one after another`() {
        let delay = SignInDelay()
        #expect((0..<100).count { _ in delay.begin(Self.attempt(), at: Self.start) == nil } == SignInDelay.free)
    }

    @Test func `Ten thousand failures from a thousand addresses do not delay the owner at the usual place`() {
        let delay = SignInDelay()
        var now = Self.start
        var (failures, tries) = (0, 0)
        while failures < 10_000 {
            if delay.begin(Self.attempt(from: "198.51.\(tries % 1000 / 250).\(tries % 250)"), at: now) == nil { failures += 1 }
            tries += 1
            now = now + .seconds(20)
        }
        let owner = Self.attempt(from: "192.0.2.1", isKnown: true)
        #expect(delay.begin(owner, at: now) == nil)
        delay.succeed(owner)
        // At about one a minute the attacker needed a week for what would otherwise have taken a second.
        #expect(now - Self.start > .seconds(10_000 * 55))
    }

    @Test func `Many machines that guess at one account get twenty attempts and then one a minute`() {
        let delay = SignInDelay()
        let (day, machines) = (86_400, 1000)
        let admitted = (0..<day).count { second in
            let address = "198.51.\(second % machines / 250).\(second % 250)"
            return delay.begin(Self.attempt(from: address), at: Self.start + .seconds(second)) == nil
        }
        // Twenty are free, six more come while the wait grows to a minute.
        #expect(admitted <= 20 + 6 + day / 60)
    }

    @Test func `One machine that tries many accounts gets twenty attempts and then one in a quarter of an hour`() {
        let delay = SignInDelay()
        let day = 86_400
        let admitted = (0..<day).count { second in
            delay.begin(Self.attempt("user\(second)@example.com"), at: Self.start + .seconds(second)) == nil
        }
        #expect(admitted <= 20 + 10 + day / 900)
    }

    @Test func `All addresses of one IPv6 network are one, and IPv4 in IPv6 is IPv4`() {
        let delay = SignInDelay()
        let admitted = (0..<1000).count { delay.begin(Self.attempt(from: "2001:db8:1:2::\($0)"), at: Self.start) == nil }
        #expect(admitted == SignInDelay.free)
        #expect(SignInDelay.site(of: "::ffff:192.0.2.1") == SignInDelay.site(of: "192.0.2.1"))
        #expect(SignInDelay.site(of: "") == "")
    }

    @Test func `A good sign-in of one's own does not free an address for guessing at others`() {
        let delay = SignInDelay()
        for number in 0..<20 {
            #expect(delay.begin(Self.attempt("user\(number)@example.com"), at: Self.start) == nil)
            let own = Self.attempt("attacker@example.com", isKnown: true)
            #expect(delay.begin(own, at: Self.start) == nil)
            delay.succeed(own)
        }
        #expect(delay.begin(Self.attempt("user20@example.com"), at: Self.start) != nil)
    }

    @Test func `The lists are bounded, and what has failed often is not pushed out by what has failed once`() {
        let delay = SignInDelay(capacity: 10)
        let often = Self.attempt("often@example.com", isKnown: true)
        for _ in 0..<5 { _ = delay.begin(often, at: Self.start) }
        for number in 0..<100 { _ = delay.begin(Self.attempt("\(number)@example.com", isKnown: true), at: Self.start) }
        #expect(delay.begin(often, at: Self.start) == 1)
    }

    @Test func `Failures are forgotten after a day, and a clock that was set back keeps nobody out`() {
        let delay = SignInDelay()
        let attempt = Self.attempt(isKnown: true)
        for _ in 0..<6 { _ = delay.begin(attempt, at: Self.start) }
        #expect(delay.begin(attempt, at: Self.start) != nil)
        #expect(delay.begin(attempt, at: Self.start - .seconds(3600)) == nil)
        for _ in 0..<4 { #expect(delay.begin(attempt, at: Self.start + .seconds(90_000)) == nil) }
    }
}
