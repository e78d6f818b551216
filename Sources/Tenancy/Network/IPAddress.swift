import Foundation

/// An IP address in one spelling: IPv4 inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
public struct IPAddress: Hashable, Sendable, LosslessStringConvertible {
    /// The address as 128 bits; IPv4 has the prefix `::ffff:0:0/96`.
    let bits: UInt128

    /// Nil for anything but the text of one address: no port, no zone, no name.
    public init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bits = IPAddress.mapped | UInt128(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bits = withUnsafeBytes(of: &six) { $0.reduce(0) { $0 << 8 | UInt128($1) } }
        } else {
            return nil
        }
    }

    init(bits: UInt128) { self.bits = bits }

    public var isIPv4: Bool { bits >> 32 == 0xFFFF }

    /// Whether only programs on this machine can have it: `127.0.0.0/8` and `::1`.
    public var isLoopback: Bool { isIPv4 ? bits >> 24 & 0xFF == 127 : bits == 1 }

    /// What one subscriber is usually given: an IPv4 address, or 64 bits of IPv6, within which anybody can take any address.
    public var site: AddressRange { AddressRange(self, prefix: isIPv4 ? 32 : 64) }

    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if isIPv4 {
            var four = in_addr(s_addr: UInt32(truncatingIfNeeded: bits).bigEndian)
            inet_ntop(AF_INET, &four, &text, socklen_t(text.count))
        } else {
            var six = in6_addr()
            withUnsafeMutableBytes(of: &six) { bytes in
                for place in 0..<16 { bytes[place] = UInt8(truncatingIfNeeded: bits >> (120 - 8 * UInt128(place))) }
            }
            inet_ntop(AF_INET6, &six, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static let mapped: UInt128 = 0xFFFF << 32
}
