/// A network in CIDR form (`10.0.0.0/8`, `2001:db8::/32`); a single address is a network of one.
///
/// IPv4 and IPv6 are apart: `::/0` holds no IPv4 address.
public struct AddressRange: Hashable, Sendable, LosslessStringConvertible {
    private let first: IPAddress
    /// Leading bits that count, of 128; IPv4's own begin after 96.
    private let length: Int

    /// Nil for anything but an address, or an address with the length of its prefix and no bits set beyond it: `10.1.2.3/8` is more
    /// often a slip than a network.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(String(parts[0])) else { return nil }
        // An address written in IPv6 form counts its prefix in 128 bits, also when it means an IPv4 address.
        let bits = parts[0].contains(":") ? 128 : 32
        var prefix = bits
        if parts.count == 2 {
            guard let stated = Int(parts[1]), (0...bits).contains(stated), String(stated) == parts[1] else { return nil }
            prefix = stated
        }
        let length = 128 - bits + prefix
        guard address.bits & AddressRange.mask(length) == address.bits, !address.isIPv4 || length >= 96 else { return nil }
        (first, self.length) = (address, length)
    }

    /// The network of an address. - Parameter prefix: leading bits that count, of 32 for IPv4 and of 128 for IPv6; others are cut to that.
    init(_ address: IPAddress, prefix: Int) {
        let length = (address.isIPv4 ? 96 : 0) + min(max(0, prefix), address.isIPv4 ? 32 : 128)
        (first, self.length) = (IPAddress(bits: address.bits & AddressRange.mask(length)), length)
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.isIPv4 == first.isIPv4 && address.bits & AddressRange.mask(length) == first.bits
    }

    /// Always with the length of the prefix, in the address's own family.
    public var description: String { "\(first)/\(first.isIPv4 ? length - 96 : length)" }

    private static func mask(_ length: Int) -> UInt128 { length == 0 ? 0 : UInt128.max << UInt128(128 - length) }
}

extension [AddressRange] {
    /// Whether any of the networks holds the address.
    public func contains(_ address: IPAddress) -> Bool { contains { $0.contains(address) } }
}
