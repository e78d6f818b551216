import JSON
import MetaTrader

extension CommandDesk {
    // MARK: Groups

    mutating func groups(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        let server = world.server
        let seen = server.groups.indices.filter { isVisible(group: $0) }
        switch request.command {
        case "GROUP_TOTAL": return .total(seen.count)
        case "GROUP_NEXT":
            let index = try request.required("index")
            guard index >= 0, index < Int64(seen.count) else { throw ServerRefusal(.notFound) }
            return .payload(JSONWriter.bytes { $0.group(server.groups[seen[Int(index)]]) })
        case "GROUP_GET":
            let name = try request.requiredText("group", "mask")
            let fits = groupsFitting(name)
            if name.contains("*") || name.contains(",") {
                return records(seen.filter { fits[$0] }) { writer, index in writer.group(server.groups[index]) }
            }
            guard let index = seen.first(where: { fits[$0] }) else { throw ServerRefusal(.notFound) }
            return .payload(JSONWriter.bytes { $0.group(server.groups[index]) })
        default: throw refusal(request)
        }
    }

    // MARK: Symbols

    mutating func symbols(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        let instruments = world.server.market.instruments
        switch request.command {
        case "SYMBOL_TOTAL": return .total(instruments.count)
        case "SYMBOL_NEXT":
            let index = try request.required("index")
            guard index >= 0, index < Int64(instruments.count) else { throw ServerRefusal(.notFound) }
            return .payload(JSONWriter.bytes { $0.symbol(instruments[Int(index)], spreadDifference: 0) })
        case "SYMBOL_LIST":
            return records(instruments) { writer, instrument in writer.string(instrument.name) }
        case "SYMBOL_GET": return try symbol(request)
        case "SYMBOL_GET_GROUP":
            let name = try request.requiredText("symbol")
            let fits = groupsFitting(try request.requiredText("group"))
            guard let instrument = instruments.first(where: { $0.name == name }), let group = fits.firstIndex(of: true) else {
                throw ServerRefusal(.notFound)
            }
            return .payload(JSONWriter.bytes { $0.symbol(instrument, spreadDifference: world.server.groups[group].spreadDifference) })
        default: throw refusal(request)
        }
    }

    private func symbol(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        let name = try request.requiredText("symbol", "name", "mask")
        let instruments = world.server.market.instruments
        if name.contains("*") || name.contains(",") {
            return records(symbolsFitting(name)) { writer, index in writer.symbol(instruments[index], spreadDifference: 0) }
        }
        guard let instrument = instruments.first(where: { $0.name == name }) else { throw ServerRefusal(.notFound) }
        return .payload(JSONWriter.bytes { $0.symbol(instrument, spreadDifference: 0) })
    }

    /// Symbols by a list of plain names and full-path masks; a mask without a folder is tried on names as well.
    func symbolsFitting(_ text: String) -> [Int] {
        let mask = MT5Mask(text)
        let instruments = world.server.market.instruments
        return instruments.indices.filter { mask.matches(instruments[$0].path) || mask.matches(instruments[$0].name) }
    }
}
