import Brokerage

extension MT5Client {
    /// What the server's clock shows now, and how long the question took.
    public func serverTime() async throws(MT5Error) -> MT5ServerTime {
        let reply = try await perform(MT5Request("the server time", "TIME_SERVER", "/api/time/server"))
        let seconds = try reply.number("TIME")
        guard let wall = try? MT5Stamp(seconds: seconds).wall("TIME") else { throw .protocolViolation("The server's clock shows no time.") }
        return MT5ServerTime(wall: wall, roundTrip: reply.roundTrip)
    }

    /// How the server's clock is set. The measured offset wins where they differ.
    public func timeSettings() async throws(MT5Error) -> MT5TimeSettings {
        try await one(MT5Request("the time settings", "TIME_GET", "/api/time/get"), MT5TimeRecord.self, clock: ServerClock())
    }

    /// The server's own record, with cheap totals.
    public func common() async throws(MT5Error) -> MT5Common {
        try await one(MT5Request("the server record", "COMMON_GET", "/api/common/get"), MT5CommonRecord.self, clock: ServerClock())
    }

    /// The groups that a mask takes in, as in `*,!demo\*`.
    public func groups(_ mask: String = "*") async throws(MT5Error) -> MT5List<MT5Group> {
        let request = MT5Request("groups", nil, "/api/group/get", [("mask", .text(mask))])
        if let list = try await byMask(request, MT5GroupRecord.self) { return list }
        var list = try await walk("groups", "GROUP", "/api/group", MT5GroupRecord.self)
        let mask = MT5Mask(mask)
        list.records.removeAll { !mask.matches($0.name) }
        return list
    }

    /// The symbols that a mask takes in, by name or by full path.
    public func symbols(_ mask: String = "*") async throws(MT5Error) -> MT5List<MT5Symbol> {
        let request = MT5Request("symbols", nil, "/api/symbol/get", [("mask", .text(mask))])
        if let list = try await byMask(request, MT5SymbolRecord.self) { return list }
        var list = try await walk("symbols", "SYMBOL", "/api/symbol", MT5SymbolRecord.self)
        let mask = MT5Mask(mask)
        list.records.removeAll { !mask.matches($0.symbol.name) && !mask.matches($0.symbol.path ?? $0.symbol.name) }
        return list
    }

    /// A symbol as accounts of one group see it, with the group's overrides.
    public func symbol(_ name: String, for group: String) async throws(MT5Error) -> MT5Symbol {
        let parameters: [(String, MT5Request.Value)] = [("symbol", .text(name)), ("group", .text(group))]
        let request = MT5Request("symbol \(name)", "SYMBOL_GET_GROUP", "/api/symbol/get_group", parameters)
        return try await one(request, MT5SymbolRecord.self, clock: ServerClock())
    }

    /// - Returns: nil where the transport or the build cannot ask by mask.
    private func byMask<Draft: MT5Draft>(_ request: MT5Request, _ draft: Draft.Type) async throws(MT5Error) -> MT5List<Draft.Record>? {
        guard endpoint.transport == .https else { return nil }
        do throws(MT5Error) { return try await list(request, draft, clock: ServerClock()) } catch {
            switch error.code {
            case .notSupported, .notFound, .failed: return nil
            default: throw error
            }
        }
    }

    /// Asks for one record after another by its index.
    private func walk<Draft: MT5Draft>(
        _ subject: String, _ command: String, _ path: String, _ draft: Draft.Type
    ) async throws(MT5Error) -> MT5List<Draft.Record> {
        let most: Int64 = 100_000
        let total = try await perform(MT5Request(subject, "\(command)_TOTAL", "\(path)/total")).number("TOTAL")
        guard total <= most else { throw .protocolViolation("The server claims to have \(total) \(subject).") }
        var list = MT5List<Draft.Record>(records: [])
        for index in 0..<max(total, 0) {
            let request = MT5Request(subject, "\(command)_NEXT", "\(path)/next", [("index", .text(String(index)))])
            do throws(MT5Error) {
                let next = try await self.list(request, draft, clock: ServerClock())
                list.records += next.records
                list.faults += next.faults
            } catch {
                // Records may be removed on the server while the walk goes on.
                guard error.code == .notFound else { throw error }
            }
        }
        return list
    }
}
