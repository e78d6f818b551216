import Glibc

/// How likely two accounts are one person's, by what they share (risk-domain 7.4).
struct IdentityEdge: Sendable, Equatable {
    /// Probability that the accounts belong together, all that they share taken together.
    private(set) var probability = 0.0
    /// Kinds of what is shared, in a fixed order.
    private(set) var kinds: [IdentityToken.Kind] = []
    private var weights: [Double] = []

    /// Accounts on one token from which it is a shared one: an office, a VPN, a terminal room. It then says nothing by itself.
    static let shared = 16
    /// Accounts on one token from which it says nothing at all.
    static let worthless = 200
    /// Accounts that one person may have; more on one token make it less of a sign.
    private static let ofOnePerson = 4.0

    /// - Parameter degree: accounts that have the token.
    static func weight(_ kind: IdentityToken.Kind, degree: Int) -> Double {
        let bits = log2(1 + Double(max(degree, 1)))
        let rarity = min(1, log2(1 + ofOnePerson) / bits)
        return switch kind {
        case .document: 0.95 * rarity
        case .device: 0.9 * rarity
        case .payment: 0.85 * rarity
        case .email: 0.6 * rarity
        case .name: 0.5 * rarity
        case .address: 0.8 / bits
        case .network: 0.4 / bits
        case .introducer: 0.05
        }
    }

    /// Signs that do not depend on each other: the chance that all of them mislead is the product.
    static func combined(_ probabilities: [Double]) -> Double { 1 - probabilities.reduce(1) { $0 * (1 - $1) } }

    mutating func add(_ kind: IdentityToken.Kind, degree: Int) {
        let weight = Self.weight(kind, degree: degree)
        if let position = kinds.firstIndex(of: kind) {
            // Several devices or addresses of one household are one sign.
            weights[position] = max(weights[position], weight)
        } else {
            let position = kinds.firstIndex { $0.rawValue > kind.rawValue } ?? kinds.count
            kinds.insert(kind, at: position)
            weights.insert(weight, at: position)
        }
        // A network says nothing beside the address in it.
        let isInside = kinds.contains(.address)
        probability = Self.combined(zip(kinds, weights).filter { !(isInside && $0.0 == .network) }.map(\.1))
    }

    /// Nobody is accused by an address, or an introducer, alone.
    var isMoreThanAddress: Bool { kinds.contains { $0 != .address && $0 != .network && $0 != .introducer } }

    /// For people.
    var text: String {
        "They share " + kinds.map(\.text).joined(separator: ", ") + ": one person with probability \(Figure.probability(probability))."
    }
}

extension IdentityToken.Kind {
    var text: String {
        switch self {
        case .device: "a device"
        case .payment: "a payment reference"
        case .document: "a document"
        case .email: "the stem of a mailbox"
        case .name: "a name"
        case .address: "an address"
        case .network: "a network"
        case .introducer: "the introducer"
        }
    }
}
