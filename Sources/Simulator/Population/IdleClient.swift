/// Does nothing of its own: agents, the house, and accounts that only follow another.
struct IdleClient: Strategy {
    var client: Client

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 { .max }
}
