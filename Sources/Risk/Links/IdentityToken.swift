import Brokerage

/// Something that ties an account to a person, as far as another account having the same says so (risk-domain 7.4).
///
/// Only a digest of it is kept: what it was is not needed, and is nobody's business.
struct IdentityToken: Hashable, Sendable, BitwiseCopyable {
    enum Kind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
        case device, payment, document, email, name, address, network, introducer
    }

    let kind: Kind
    let digest: UInt64

    /// Nil for text that says nothing: empty, or too short to be anybody's own.
    init?(_ kind: Kind, _ text: String) {
        let letters = text.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace }
        guard letters.count >= 3 else { return nil }
        self.kind = kind
        // FNV-1a: the same in every run, unlike the standard library's.
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in letters { digest = (digest ^ UInt64(scalar.value)) &* 0x0000_0100_0000_01B3 }
        self.digest = digest
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.kind.rawValue, left.digest) < (right.kind.rawValue, right.digest)
    }
}

extension IdentityToken {
    /// The address itself and the network it lies in. Addresses that many have (loopback, private networks) say nothing.
    static func addresses(_ text: String) -> [IdentityToken] {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if parts.count == 4 {
            let numbers = parts.compactMap { $0 }
            guard numbers.count == 4, !isPrivate(numbers) else { return [] }
            let plain = numbers.map { String($0) }.joined(separator: ".")
            let network = numbers.prefix(3).map { String($0) }.joined(separator: ".")
            return [IdentityToken(.address, plain), IdentityToken(.network, network + ".0/24")].compactMap { $0 }
        }
        let folded = text.lowercased()
        guard folded.contains(":"), folded != "::1", !folded.hasPrefix("fe80"), !folded.hasPrefix("fc"), !folded.hasPrefix("fd") else { return [] }
        return [IdentityToken(.address, folded)].compactMap { $0 }
    }

    private static func isPrivate(_ parts: [UInt8]) -> Bool {
        switch (parts[0], parts[1]) {
        case (0, _), (10, _), (127, _), (192, 168), (169, 254): true
        case (172, let second): (16...31).contains(second)
        default: false
        }
    }

    /// The stem of a mailbox: what stands before the plus sign and the digits at its end, at the same provider, dots aside.
    /// Common first words and roles (info, admin) are nobody's own.
    static func mailbox(_ email: String) -> IdentityToken? {
        let parts = email.lowercased().split(separator: "@")
        guard parts.count == 2, let local = parts[0].split(separator: "+").first else { return nil }
        var stem = local.filter { $0 != "." && $0 != "_" && $0 != "-" }
        while let last = stem.last, last.isNumber { stem.removeLast() }
        guard stem.count >= 5, !roles.contains(stem) else { return nil }
        return IdentityToken(.email, stem + "@" + parts[1])
    }

    /// A whole name with its country: at least two words, in any order, as people and forms write them.
    static func person(_ name: String, country: String) -> IdentityToken? {
        let words = name.lowercased().split { !$0.isLetter && $0 != "'" }.map { String($0) }.sorted()
        guard words.count >= 2, words.reduce(0, { $0 + $1.count }) >= 8 else { return nil }
        return IdentityToken(.name, words.joined(separator: ".") + "/" + country)
    }

    private static let roles: Set<String> = ["admin", "contact", "office", "sales", "support", "trader", "trading", "forex", "invest", "investor"]
}
