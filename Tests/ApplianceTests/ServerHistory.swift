import ApplianceDriver
import Brokerage
import MetaTrader
import NIOPosix

/// What a trading server itself says its history is.
struct ServerHistory {
    /// The money of one deal, as both sides write it.
    struct Entry: Equatable {
        var login: Int64
        var profit: Money
        var swap: Money
        var commission: Money
    }

    struct Incomplete: Error {}

    private(set) var deals: [Int64: Entry] = [:]

    /// Asks the server for every deal of every account up to now. It trades on meanwhile: what came later is left out.
    init(of simulator: RunningSimulator) async throws {
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: simulator.port, login: simulator.login, password: simulator.password)
        endpoint.trust = .pinned(sha256: simulator.certificate)
        let client = try await MT5Client.connect(endpoint, group: MultiThreadedEventLoopGroup.singleton)
        let clock = ServerClock()
        let now = try await client.serverTime()
        var (logins, most) = (try await client.logins("*")[...], 16)
        while !logins.isEmpty {
            let some = Array(logins.prefix(most))
            let list = try await client.deals(.logins(some), MT5Span(from: 0, to: now.wall.seconds - 1), clock: clock)
            if list.completeness == .partial, most > 1 {
                most /= 2
                continue
            }
            guard list.completeness == .whole, list.faults.isEmpty else { throw Incomplete() }
            logins = logins.dropFirst(some.count)
            for deal in list.records {
                deals[deal.ticket] = Entry(login: deal.login, profit: deal.profit, swap: deal.swap, commission: deal.commission)
            }
        }
        await client.close()
    }

    /// The highest number given out up to then.
    var newest: Int64 { deals.keys.max() ?? 0 }
}
