import JSON

extension JSONWriter {
    /// The server's own record with every field.
    mutating func common(_ server: TradingServer) {
        beginObject()
        text("Name", "Simulated-Server")
        text("NameFull", "Simulated MetaTrader 5 server")
        text("Owner", "Simulated Brokerage")
        text("OwnerID", "")
        text("OwnerHost", "")
        text("OwnerEmail", "")
        text("Product", "MetaTrader 5")
        whole("ExpirationLicense", 0)
        whole("ExpirationSupport", 0)
        whole("LimitTradeServers", 1)
        whole("LimitWebServers", 1)
        for name: StaticString in ["LimitAccounts", "LimitDeals", "LimitSymbols", "LimitGroups"] { whole(name, 1_000_000_000) }
        whole("LiveUpdateMode", 0)
        whole("TotalUsers", server.accounts.count)
        whole("TotalUsersReal", server.accounts.count { server.groups[$0.group].name.hasPrefix("real") })
        whole("TotalDeals", server.ledger.dealCount)
        whole("TotalOrders", server.orders.count)
        whole("TotalOrdersHistory", server.ledger.orders.count)
        whole("TotalPositions", server.positions.count)
        text("AccountURL", "")
        text("AccountAuto", "")
        endObject()
    }

    /// The server's time settings: zone in minutes, and a week of hours that all count.
    mutating func timeSettings(zoneMinutes: Int, isDaylight: Bool, movesClock: Bool) {
        beginObject()
        whole("Daylight", movesClock ? 1 : 0)
        whole("DaylightState", isDaylight ? 1 : 0)
        text("TimeServer", "")
        whole("TimeZone", zoneMinutes)
        key("Days")
        beginArray()
        for _ in 0..<7 {
            beginArray()
            for _ in 0..<24 { quoted { $0.append(UInt8(ascii: "1")) } }
            endArray()
        }
        endArray()
        endObject()
    }
}
