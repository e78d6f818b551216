import JSON
import MetaTrader

extension CommandDesk {
    mutating func users(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        switch request.command {
        case "USER_LOGINS":
            let found = accounts(inGroups: try request.requiredText("group"))
            return records(found) { writer, account in writer.string(String(world.server.accounts[account].login)) }
        case "USER_TOTAL": return .total(world.server.accounts.indices.count { isVisible($0) })
        case "USER_GET":
            let account = try account(try request.required("login"))
            return .payload(JSONWriter.bytes { $0.user(world.server.accounts[account], world.server, &stamps) })
        case "USER_GET_BATCH":
            let found = try batchAccounts(request)
            var stamps = stamps
            return records(found) { writer, account in writer.user(world.server.accounts[account], world.server, &stamps) }
        case "USER_GROUP":
            let account = try account(try request.required("login"))
            return ServerAnswer(fields: [("group", world.server.group(of: account).name)])
        case "USER_ACCOUNT_GET":
            let account = try account(try request.required("login"))
            return .payload(state(of: account))
        case "USER_ACCOUNT_GET_BATCH":
            let found = try batchAccounts(request)
            var server = world.server
            var stamps = stamps
            let now = world.now
            return records(found) { writer, account in
                writer.accountState(server.accounts[account], server, server.valuation(of: account, at: now), &stamps)
            }
        default: throw refusal(request)
        }
    }

    private mutating func state(of account: Int) -> [UInt8] {
        let worth = world.server.valuation(of: account, at: world.now)
        return JSONWriter.bytes { $0.accountState(world.server.accounts[account], world.server, worth, &stamps) }
    }
}
