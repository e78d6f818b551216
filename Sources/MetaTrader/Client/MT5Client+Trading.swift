import Brokerage

extension MT5Client {
    /// Open positions.
    public func positions(_ selection: MT5Selection, clock: ServerClock) async throws(MT5Error) -> MT5List<Position> {
        let request = MT5Request("positions", "POSITION_GET_BATCH", "/api/position/get_batch", [selection.parameter])
        return try await list(request, MT5PositionRecord.self, clock: clock)
    }

    /// Open positions of one account, a page of them.
    public func positions(login: Int64, page: MT5Page, clock: ServerClock) async throws(MT5Error) -> MT5List<Position> {
        let request = MT5Request("positions", "POSITION_GET_PAGE", "/api/position/get_page", [Self.login(login)] + page.parameters)
        return try await list(request, MT5PositionRecord.self, clock: clock)
    }

    /// How many positions an account has open.
    public func positionTotal(login: Int64) async throws(MT5Error) -> Int {
        try await total(MT5Request("positions", "POSITION_GET_TOTAL", "/api/position/get_total", [Self.login(login)]))
    }

    /// Open orders.
    public func orders(_ selection: MT5Selection, clock: ServerClock) async throws(MT5Error) -> MT5List<MT5Order> {
        let request = MT5Request("orders", "ORDER_GET_BATCH", "/api/order/get_batch", [selection.parameter])
        return try await list(request, MT5OrderRecord.self, clock: clock)
    }

    /// Open orders of one account, a page of them.
    public func orders(login: Int64, page: MT5Page, clock: ServerClock) async throws(MT5Error) -> MT5List<MT5Order> {
        let request = MT5Request("orders", "ORDER_GET_PAGE", "/api/order/get_page", [Self.login(login)] + page.parameters)
        return try await list(request, MT5OrderRecord.self, clock: clock)
    }

    /// How many orders an account has open.
    public func orderTotal(login: Int64) async throws(MT5Error) -> Int {
        try await total(MT5Request("orders", "ORDER_GET_TOTAL", "/api/order/get_total", [Self.login(login)]))
    }

    /// Closed orders.
    public func historyOrders(_ selection: MT5Selection, _ span: MT5Span, clock: ServerClock) async throws(MT5Error) -> MT5List<MT5Order> {
        let parameters = [selection.parameter] + span.parameters
        let request = MT5Request("closed orders", "HISTORY_GET_BATCH", "/api/history/get_batch", parameters)
        return try await list(request, MT5OrderRecord.self, clock: clock, isHistory: true)
    }

    /// Closed orders of one account, a page of them.
    public func historyOrders(login: Int64, _ span: MT5Span, page: MT5Page, clock: ServerClock) async throws(MT5Error) -> MT5List<MT5Order> {
        let parameters = [Self.login(login)] + span.parameters + page.parameters
        let request = MT5Request("closed orders", "HISTORY_GET_PAGE", "/api/history/get_page", parameters)
        return try await list(request, MT5OrderRecord.self, clock: clock, isHistory: true)
    }

    /// How many closed orders an account has in a span.
    public func historyTotal(login: Int64, _ span: MT5Span) async throws(MT5Error) -> Int {
        let parameters = [Self.login(login)] + span.parameters
        return try await total(MT5Request("closed orders", "HISTORY_GET_TOTAL", "/api/history/get_total", parameters))
    }

    /// Deals, in the server's order. The same deal may come again: its ticket tells.
    public func deals(_ selection: MT5Selection, _ span: MT5Span, clock: ServerClock) async throws(MT5Error) -> MT5List<Deal> {
        try await deals(MT5Request("deals", "DEAL_GET_BATCH", "/api/deal/get_batch", [selection.parameter] + span.parameters), clock)
    }

    /// Deals of one account, a page of them.
    public func deals(login: Int64, _ span: MT5Span, page: MT5Page, clock: ServerClock) async throws(MT5Error) -> MT5List<Deal> {
        let parameters = [Self.login(login)] + span.parameters + page.parameters
        return try await deals(MT5Request("deals", "DEAL_GET_PAGE", "/api/deal/get_page", parameters), clock)
    }

    /// How many deals an account has in a span.
    public func dealTotal(login: Int64, _ span: MT5Span) async throws(MT5Error) -> Int {
        try await total(MT5Request("deals", "DEAL_GET_TOTAL", "/api/deal/get_total", [Self.login(login)] + span.parameters))
    }

    /// One deal by its ticket.
    public func deal(_ ticket: Int64, clock: ServerClock) async throws(MT5Error) -> Deal {
        let request = MT5Request("deal \(ticket)", "DEAL_GET", "/api/deal/get", [("ticket", .text(String(ticket)))])
        return try await one(request, MT5DealRecord.self, clock: clock)
    }

    private func deals(_ request: MT5Request, _ clock: ServerClock) async throws(MT5Error) -> MT5List<Deal> {
        var list = try await list(request, MT5DealRecord.self, clock: clock, isHistory: true)
        RepeatedHour.resolve(&list.records, clock: clock)
        return list
    }

    private static func login(_ login: Int64) -> (name: String, value: MT5Request.Value) { ("login", .text(String(login))) }
}
