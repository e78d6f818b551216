import Brokerage
import Synchronization
import Tenancy
import Testing

@testable import Web

@Suite struct RateLimiterTests {
    /// A clock that goes when it is told to.
    private final class Uptime: Sendable {
        private let time = Mutex(Duration.zero)
        var now: Duration { time.withLock { $0 } }
        func advance(_ duration: Duration) { time.withLock { $0 += duration } }
    }

    private let uptime = Uptime()

    private func limiter(_ count: Int, in seconds: Int, capacity: Int = 100) -> RateLimiter {
        var limits = RateLimits.none
        for scope in RateScope.allCases { limits[.reads, scope] = Allowance(count, in: seconds) }
        return RateLimiter(limits, capacity: capacity) { [uptime] in uptime.now }
    }

    private func site(_ text: String) throws -> RateLimiter.Subject { .address(try #require(IPAddress(text)).site) }
    private func tenant(_ text: String) throws -> RateLimiter.Subject { .tenant(try #require(TenantSlug(rawValue: text))) }

    @Test func `A full bucket answers its count at once, then one each time that one has come back`() throws {
        let (limiter, client) = (limiter(4, in: 8), try site("192.0.2.1"))
        for left in [3, 2, 1, 0] {
            let standing = limiter.take(.reads, [client])
            #expect(standing?.isAllowed == true && standing?.remaining == left)
        }
        let refused = try #require(limiter.take(.reads, [client]))
        #expect(!refused.isAllowed && refused.remaining == 0 && refused.reset == 2)
        uptime.advance(.milliseconds(1999))
        #expect(limiter.take(.reads, [client])?.isAllowed == false)
        uptime.advance(.milliseconds(1))
        #expect(limiter.take(.reads, [client])?.isAllowed == true)
        #expect(limiter.take(.reads, [client])?.isAllowed == false)
    }

    @Test func `A bucket never holds more than its count, and refusals cost nothing`() throws {
        let (limiter, client) = (limiter(2, in: 2), try site("192.0.2.1"))
        uptime.advance(.seconds(1000))
        for _ in 0..<2 { #expect(limiter.take(.reads, [client])?.isAllowed == true) }
        for _ in 0..<50 { #expect(limiter.take(.reads, [client])?.isAllowed == false) }
        uptime.advance(.seconds(1))
        #expect(limiter.take(.reads, [client])?.isAllowed == true)
    }

    @Test func `Reset is when all are there again, and after a refusal when one is`() throws {
        let (limiter, client) = (limiter(10, in: 100), try site("192.0.2.1"))
        #expect(limiter.take(.reads, [client])?.reset == 10)
        for _ in 0..<9 { _ = limiter.take(.reads, [client]) }
        #expect(limiter.take(.reads, [client])?.reset == 10)
        uptime.advance(.seconds(7))
        #expect(limiter.take(.reads, [client])?.reset == 3)
    }

    @Test func `One that has used up its own leaves its neighbours theirs`() throws {
        let limiter = limiter(3, in: 60)
        let (loud, quiet) = (try tenant("loud"), try tenant("quiet"))
        for _ in 0..<100 { _ = limiter.take(.reads, [loud]) }
        #expect(limiter.take(.reads, [loud])?.isAllowed == false)
        #expect(limiter.take(.reads, [quiet])?.isAllowed == true)
    }

    @Test func `A refusal by one scope takes nothing from the others`() throws {
        var limits = RateLimits.none
        limits[.reads, .tenant] = Allowance(10, in: 60)
        limits[.reads, .caller] = Allowance(1, in: 60)
        let limiter = RateLimiter(limits) { [uptime] in uptime.now }
        let slug = try #require(TenantSlug(rawValue: "demo"))
        func ask(_ user: Int64) -> RateStanding? {
            limiter.take(.reads, [.tenant(slug), .caller(slug, .user(UserID(user)))])
        }
        #expect(ask(1)?.isAllowed == true)
        for _ in 0..<20 { #expect(ask(1)?.scope == .caller) }
        for user in Int64(2)...10 { #expect(ask(user)?.isAllowed == true) }
        let last = try #require(ask(11))
        #expect(!last.isAllowed && last.scope == .tenant)
    }

    @Test func `Budgets are apart, and where nothing is stated there is no limit`() throws {
        let (limiter, client) = (limiter(1, in: 60), try site("192.0.2.1"))
        #expect(limiter.take(.reads, [client])?.isAllowed == true)
        #expect(limiter.take(.reads, [client])?.isAllowed == false)
        for _ in 0..<100 { #expect(limiter.take(.writes, [client]) == nil) }
    }

    @Test func `What a request turned out to cost is paid by waiting`() throws {
        let (limiter, client) = (limiter(10, in: 10), try site("192.0.2.1"))
        #expect(limiter.take(.reads, [client])?.isAllowed == true)
        limiter.charge(29, to: .reads, [client])
        #expect(limiter.take(.reads, [client])?.reset == 21)
        uptime.advance(.seconds(21))
        #expect(limiter.take(.reads, [client])?.isAllowed == true)
    }

    @Test func `64 bits of IPv6 are one client`() throws {
        let limiter = limiter(1, in: 60)
        #expect(limiter.take(.reads, [try site("2001:db8::1")])?.isAllowed == true)
        #expect(limiter.take(.reads, [try site("2001:db8::2")])?.isAllowed == false)
        #expect(limiter.take(.reads, [try site("2001:db8:0:1::1")])?.isAllowed == true)
    }

    @Test func `Memory is bounded, and what is still counted is forgotten last`() throws {
        let limiter = limiter(2, in: 100, capacity: 100)
        let busy = try site("203.0.113.1")
        for third in 0..<20 {
            for last in 0..<100 {
                uptime.advance(.milliseconds(1))
                _ = limiter.take(.reads, [try site("10.0.\(third).\(last)")])
                _ = limiter.take(.reads, [busy])
                #expect(limiter.count <= 100)
            }
        }
        #expect(limiter.take(.reads, [busy])?.isAllowed == false)
        uptime.advance(.seconds(1000))
        for last in 0..<100 { _ = limiter.take(.reads, [try site("10.1.0.\(last)")]) }
        #expect(limiter.count <= 100)
    }
}
