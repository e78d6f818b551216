import Brokerage

extension MT5Client {
    /// Asks for a list of records.
    /// - Parameter isHistory: whether code 1 says that the server is still fetching what was asked for.
    func list<Draft: MT5Draft>(
        _ request: MT5Request, _ draft: Draft.Type, clock: ServerClock, isHistory: Bool = false
    ) async throws(MT5Error) -> MT5List<Draft.Record> {
        let reply = try await perform(request)
        var list = try reply.records { bytes throws(MT5Error) in try MT5RecordReader<Draft>.read(bytes, clock: clock) }
        if isHistory, reply.code == .doneWithoutData { list.completeness = .pending }
        return list
    }

    /// Asks for the one record there is.
    /// - Throws: ``MT5Error/Code/protocolViolation`` with the record's fault when it cannot be read.
    func one<Draft: MT5Draft>(_ request: MT5Request, _ draft: Draft.Type, clock: ServerClock) async throws(MT5Error) -> Draft.Record {
        let list = try await list(request, draft, clock: clock)
        if let record = list.records.first { return record }
        guard let fault = list.faults.first else {
            throw MT5Error(.notFound, "The server answered \(request.subject) with no record.")
        }
        throw .protocolViolation("The server's record of \(request.subject) cannot be read: \(fault).", cause: fault)
    }

    /// Asks for a total.
    func total(_ request: MT5Request) async throws(MT5Error) -> Int {
        let total = try await perform(request).number("TOTAL")
        return Int(max(total, 0))
    }
}
