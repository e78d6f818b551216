import Brokerage
import JSON
import MetaTrader

/// Serves the commands of the Web API from a world's state, for the one manager it has.
struct CommandDesk: Sendable {
    /// What the manager may see and how much one answer may hold.
    struct Terms: Sendable {
        /// Mask of the groups whose accounts the manager sees.
        var groups: String
        /// Bytes of records after which an answer is cut and marked partial.
        var answerLimit: Int
        var inMicroseconds: Bool
        var clock: ServerClock
    }

    var world: World
    let terms: Terms
    var stamps: Stamps
    var faults = SimulatedFaults()
    private let visibleGroups: [Bool]

    /// Most records of one page, whatever was asked for.
    static let pageLimit: Int64 = 100
    /// Longest list of symbols in a tick command, in characters.
    static let symbolListLimit = 4096

    init(world: World, terms: Terms) {
        self.world = world
        self.terms = terms
        stamps = Stamps(WallClock(terms.clock), inMicroseconds: terms.inMicroseconds)
        let mask = MT5Mask(terms.groups)
        visibleGroups = world.server.groups.map { mask.matches($0.name) }
    }

    /// Serves a request, with what is to go wrong.
    mutating func answer(_ request: ServerRequest, faults: SimulatedFaults) -> ServerAnswer {
        self.faults = faults
        do throws(ServerRefusal) {
            return try serve(request)
        } catch {
            return ServerAnswer(code: error.code)
        }
    }

    private mutating func serve(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        switch request.command {
        case "TEST_ACCESS": return ServerAnswer()
        case "TIME_SERVER": return serverTime()
        case "TIME_GET": return timeSettings()
        case "COMMON_GET": return common()
        case let command where command.hasPrefix("GROUP_"): return try groups(request)
        case let command where command.hasPrefix("SYMBOL_"): return try symbols(request)
        case let command where command.hasPrefix("USER_"): return try users(request)
        case let command where command.hasPrefix("POSITION_"): return try positions(request)
        case let command where command.hasPrefix("ORDER_"): return try openOrders(request)
        case let command where command.hasPrefix("HISTORY_"): return try history(request)
        case let command where command.hasPrefix("DEAL_"): return try deals(request)
        case let command where command.hasPrefix("TICK_") || command.hasPrefix("CHART_"): return try ticks(request)
        case let command where command.hasPrefix("DAILY_"): return try daily(request)
        case let command where command.hasPrefix("CLIENT_"): return ServerAnswer(payload: Array("[]".utf8))
        default: throw ServerRefusal(WriteCommands.contains(request.command) ? .noPermission : .notImplemented)
        }
    }

    /// A refusal for what no handler of a family knows.
    func refusal(_ request: ServerRequest) -> ServerRefusal {
        ServerRefusal(WriteCommands.contains(request.command) ? .noPermission : .notImplemented)
    }

    // MARK: The server itself

    private mutating func serverTime() -> ServerAnswer {
        let wall = stamps.seconds(world.now) + faults.clockJump
        return ServerAnswer(fields: [("Time", "\(wall) \(WallText.seconds(wall))")])
    }

    private func timeSettings() -> ServerAnswer {
        let standard = terms.clock.standardOffset
        let isDaylight = terms.clock.offset(at: Timestamp(milliseconds: world.now)) != standard
        return .payload(
            JSONWriter.bytes {
                $0.timeSettings(zoneMinutes: standard / 60, isDaylight: isDaylight, movesClock: terms.clock.rule != .fixed)
            })
    }

    private func common() -> ServerAnswer { .payload(JSONWriter.bytes { $0.common(world.server) }) }

    // MARK: Who is meant

    func isVisible(_ account: Int) -> Bool { visibleGroups[world.server.accounts[account].group] }

    func isVisible(group: Int) -> Bool { visibleGroups[group] }

    /// The account of a login. - Throws: 13 for a login that does not exist or that the manager may not see.
    func account(_ login: Int64) throws(ServerRefusal) -> Int {
        guard let account = world.server.indexOfLogin[login], isVisible(account) else { throw ServerRefusal(.notFound) }
        return account
    }

    /// Visible accounts in the groups of a mask, by login.
    func accounts(inGroups mask: String) -> [Int] {
        let fits = groupsFitting(mask)
        return world.server.accounts.indices.filter { fits[world.server.accounts[$0].group] }
    }

    /// Which groups are both meant by a mask and visible.
    func groupsFitting(_ text: String) -> [Bool] {
        // Some clients escape the backslash once more than needed.
        var name = ""
        for character in text where !(character == "\\" && name.last == "\\") { name.append(character) }
        let mask = MT5Mask(name)
        return world.server.groups.indices.map { visibleGroups[$0] && mask.matches(world.server.groups[$0].name) }
    }

    /// The accounts that a batch command's `login` or `group` names; unknown logins are left out.
    func batchAccounts(_ request: ServerRequest) throws(ServerRefusal) -> [Int] {
        switch (request.identifiers("login"), request.text("group")) {
        case (let logins?, nil):
            return logins.compactMap { world.server.indexOfLogin[$0] }.filter { isVisible($0) }
        case (nil, let mask?): return accounts(inGroups: mask)
        default: throw ServerRefusal(.invalidParameters)
        }
    }

    // MARK: How much

    /// The part of a list that a page command asks for, at most a hundred.
    func page<Element>(_ list: [Element], _ request: ServerRequest) throws(ServerRefusal) -> ArraySlice<Element> {
        let offset = try request.whole("offset") ?? 0
        let total = try request.whole("total") ?? Self.pageLimit
        guard offset >= 0, total >= 0 else { throw ServerRefusal(.invalidParameters) }
        let start = Int(min(offset, Int64(list.count)))
        let end = Int(min(Int64(start) + min(total, Self.pageLimit), Int64(list.count)))
        return list[start..<end]
    }

    /// An array of records, cut and marked partial where it grows past the limit.
    func records<Element>(_ list: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void) -> ServerAnswer {
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.beginArray()
        var code = MT5ReturnCode.done
        for element in list {
            guard writer.bytes.count < terms.answerLimit else {
                code = .partial
                break
            }
            write(&writer, element)
        }
        writer.endArray()
        return .payload(writer.bytes, code: code)
    }
}
