import Brokerage
import Tenancy
import Testing

@testable import Web

@Suite struct SignInPartsTests {
    private static func principal(_ number: Int64, session: String? = nil) throws -> Principal {
        Principal(
            tenant: try #require(TenantSlug(rawValue: "demo")), kind: .user(UserID(number)), label: "owner@example.com", role: .owner,
            permissions: [.read], session: session, expiresAt: nil)
    }

    @Test func `The cache of good tokens is bounded, and what ends first goes first`() throws {
        let cache = VerifiedTokens(capacity: 10)
        let now = Timestamp(seconds: 1000)
        for number in 0..<25 {
            let (principal, end) = (try SignInPartsTests.principal(Int64(number)), Timestamp(seconds: 2000 + Int64(number)))
            cache.remember([UInt8(number)], principal, until: end, since: cache.mark, at: now)
            #expect(cache.count <= 10)
        }
        #expect(cache.principal(for: [24], at: now) != nil)
        #expect(cache.principal(for: [0], at: now) == nil)
        #expect(cache.principal(for: [24], at: Timestamp(seconds: 2024)) == nil)
    }

    @Test func `What is taken back is forgotten, in its own tenant, and nothing else`() throws {
        let cache = VerifiedTokens()
        let (now, later, demo) = (Timestamp(seconds: 1), Timestamp(seconds: 2), try #require(TenantSlug(rawValue: "demo")))
        func isKnown(_ digest: [UInt8]) -> Bool { cache.principal(for: digest, at: now) != nil }
        cache.remember([1], try SignInPartsTests.principal(1, session: "a"), until: later, since: cache.mark, at: now)
        cache.remember([2], try SignInPartsTests.principal(1, session: "b"), until: later, since: cache.mark, at: now)
        cache.remember([3], try SignInPartsTests.principal(2, session: "c"), until: later, since: cache.mark, at: now)
        cache.forget([.session(family: "a")], of: try #require(TenantSlug(rawValue: "other")))
        #expect(isKnown([1]))
        cache.forget([.session(family: "a")], of: demo)
        #expect(!isKnown([1]) && isKnown([2]) && isKnown([3]))
        cache.forget([.permissions(of: UserID(1))], of: demo)
        #expect(!isKnown([2]) && isKnown([3]))
        cache.forget([.everything], of: demo)
        #expect(!isKnown([3]))
    }

    @Test func `What was looked up before something was taken back is not remembered afterwards`() throws {
        let cache = VerifiedTokens()
        let (now, later) = (Timestamp(seconds: 1), Timestamp(seconds: 2))
        let mark = cache.mark
        cache.forget([.session(family: "a")], of: try #require(TenantSlug(rawValue: "demo")))
        cache.remember([1], try SignInPartsTests.principal(1, session: "a"), until: later, since: mark, at: now)
        #expect(cache.principal(for: [1], at: now) == nil)
    }

    @Test(arguments: [[], [0], [255], [1, 2], [1, 2, 3], [250, 251, 252, 253], Array(0...255)] as [[UInt8]])
    func `Base64 for URLs reads back what it wrote`(_ bytes: [UInt8]) {
        #expect(Base64URL.decode(Base64URL.encode(bytes).utf8) == bytes)
    }

    @Test(arguments: ["A", "AB=", "A+B/", "AB C", "AB\n", "AAAAA", "AB"])
    func `Base64 that is padded, of the other alphabet or not whole is refused`(_ text: String) {
        #expect(Base64URL.decode(text.utf8) == nil)
    }

    @Test func `Cookies are found by their whole name`() {
        let fields = ["a=1; veles_refresh=demo.x=y;b=2", "veles_stream=t"]
        #expect(SignInCookies.value("veles_refresh", in: fields) == "demo.x=y")
        #expect(SignInCookies.value("veles_stream", in: fields) == "t")
        #expect(SignInCookies.value("refresh", in: fields) == nil)
        #expect(SignInCookies.value("veles", in: ["veles; veles_x=1"]) == nil)
    }

    @Test func `What a browser says of the origin is believed, what it does not say is no page`() {
        #expect(SameSite.allows(fetchSite: nil, origin: nil, host: "h", isHTTPS: false))
        #expect(SameSite.allows(fetchSite: "same-origin", origin: "https://other", host: "h", isHTTPS: false))
        #expect(!SameSite.allows(fetchSite: "cross-site", origin: "http://h", host: "h", isHTTPS: false))
        #expect(SameSite.allows(fetchSite: nil, origin: "http://H:80", host: "h:80", isHTTPS: false))
        #expect(!SameSite.allows(fetchSite: nil, origin: "http://h.evil", host: "h", isHTTPS: false))
        #expect(!SameSite.allows(fetchSite: nil, origin: "null", host: nil, isHTTPS: false))
        // A page without TLS does not speak for a site with it.
        #expect(!SameSite.allows(fetchSite: nil, origin: "http://h", host: "h", isHTTPS: true))
        #expect(SameSite.allows(fetchSite: nil, origin: "https://h", host: "h", isHTTPS: true))
    }
}
