@testable import Web

extension FuzzTarget {
    /// Bearer tokens before anything about them is proved.
    static let accessTokens = FuzzTarget(
        name: "access-tokens",
        seeds: {
            let header = Base64URL.encode(#"{"alg":"EdDSA","typ":"JWT","kid":"k"}"#.utf8)
            let claims = Base64URL.encode(#"{"iss":"veles","aud":"demo","sub":"1","role":"owner","sid":"s","iat":1767607200,"exp":1767607800}"#.utf8)
            let signature = Base64URL.encode([UInt8](repeating: 7, count: 64))
            return ["\(header).\(claims).\(signature)", "vk_01234567_abc"].map { Array($0.utf8) }
        },
        feed: { bytes throws(BrokenPromise) in
            guard let text = String(validating: bytes, as: UTF8.self) else { return }
            _ = Authenticator.bearer("Bearer " + text)
            guard let token = UnverifiedToken(text) else { return }
            let again = String(decoding: token.signingInput, as: UTF8.self) + "." + Base64URL.encode(token.signature)
            try BrokenPromise.unless(again == text, "A token has two spellings.")
        })
}
