@testable import Web

extension FuzzTarget {
    /// `Cookie` fields.
    static let cookies = FuzzTarget(
        name: "cookies",
        seeds: { ["veles_refresh=demo.abc; veles_stream=x", "a=b;veles_refresh=;=;; veles_refresh"].map { Array($0.utf8) } },
        feed: { bytes throws(BrokenPromise) in
            let field = String(decoding: bytes, as: UTF8.self)
            guard let value = SignInCookies.value("veles_refresh", in: [field]) else { return }
            try BrokenPromise.unless(field.contains("veles_refresh=" + value), "A cookie's value is not what was sent.")
            try BrokenPromise.unless(!value.contains(";"), "A cookie's value runs into the next cookie.")
        })
}
