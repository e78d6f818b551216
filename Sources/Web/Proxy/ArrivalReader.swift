import HTTPTypes
import NIOCore
import NIOHTTP1
import Tenancy

/// Tells who a request is from and how it came, from the connection and, where a trusted proxy says more, from its header fields.
///
/// Anybody can write `X-Forwarded-For`; each proxy appends the peer that it saw itself. So only what stands right of the entries of our
/// own proxies is known, and nothing at all when the peer is no proxy of ours.
struct ArrivalReader: Sendable {
    /// Networks of the proxies whose word counts.
    let proxies: [AddressRange]
    /// Whether connections here are encrypted.
    let isHTTPS: Bool
    /// Whether the certificate is one that browsers warn of.
    let isSelfSigned: Bool

    func arrival(of fields: HTTPFields, on channel: any Channel) -> Arrival {
        arrival(peer: ArrivalReader.address(of: channel), forwardedFor: fields[values: .forwardedFor], proto: fields[values: .forwardedProto])
    }

    func arrival(of headers: HTTPHeaders, on channel: any Channel) -> Arrival {
        arrival(peer: ArrivalReader.address(of: channel), forwardedFor: headers["X-Forwarded-For"], proto: headers["X-Forwarded-Proto"])
    }

    /// Whether an address is one of our proxies, which speaks for many clients.
    func isProxy(_ address: IPAddress) -> Bool { proxies.contains(address) }

    static func address(of channel: any Channel) -> IPAddress? { channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) } }

    /// - Parameters:
    ///   - forwardedFor: the values of all `X-Forwarded-For` fields, in order.
    ///   - proto: the same of `X-Forwarded-Proto`.
    func arrival(peer: IPAddress?, forwardedFor: [String], proto: [String]) -> Arrival {
        let direct = Arrival(address: peer, isHTTPS: isHTTPS, mayInsist: isHTTPS && !isSelfSigned)
        guard let peer, isProxy(peer) else { return direct }
        var arrival = direct
        arrival.address = client(behind: peer, ArrivalReader.items(forwardedFor))
        if let last = ArrivalReader.items(proto).last {
            arrival.isHTTPS = last.lowercased() == "https"
            arrival.mayInsist = arrival.isHTTPS
        }
        return arrival
    }

    /// The nearest address that is no proxy of ours. What is no address ends the search: whoever wrote it is the last that is known.
    private func client(behind peer: IPAddress, _ hops: [Substring]) -> IPAddress {
        var known = peer
        for hop in hops.reversed() {
            guard let address = IPAddress(String(hop)) else { return known }
            known = address
            if !isProxy(address) { return address }
        }
        return known
    }

    private static func items(_ fields: [String]) -> [Substring] {
        fields.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { item in
            let start = item.drop { $0 == " " || $0 == "\t" }
            return start.prefix { $0 != " " && $0 != "\t" }
        }
    }
}
