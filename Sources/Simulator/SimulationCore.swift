import Brokerage
import MetaTrader
import Synchronization

/// What all connections of a simulated server share, behind one lock.
final class SimulationCore: Sendable {
    private struct State {
        var desk: CommandDesk
        var faults = SimulatedFaults()
        var cookies: [String: Int64] = [:]
    }

    let options: SimulationOptions
    let authentication: MT5Auth
    private let state: Mutex<State>
    private let realStart: Timestamp

    /// - Throws: ``MT5Error`` when this machine refuses MD5.
    init(_ options: SimulationOptions) throws(MT5Error) {
        self.options = options
        realStart = options.now()
        authentication = try MT5Auth(password: options.password)
        let world = World(
            seed: options.seed, accounts: options.accounts, historyDays: options.historyDays, start: options.start, clock: options.clock,
            weekendOpen: options.tradesThroughWeekend)
        let terms = CommandDesk.Terms(
            groups: options.managerGroups, answerLimit: options.answerLimit, inMicroseconds: options.microsecondStamps, clock: options.clock)
        state = Mutex(State(desk: CommandDesk(world: world, terms: terms)))
    }

    /// Lives through the simulated time that has passed since the start, by the real clock and the speed.
    func catchUp() {
        let passed = options.now().seconds(since: realStart) * options.speed
        guard passed.isFinite, passed > 0 else { return }
        advance(to: options.start + .microseconds(Int64(passed * 1e6)))
    }

    func advance(to instant: Timestamp) { state.withLock { $0.desk.world.advance(to: instant) } }

    func answer(_ request: ServerRequest) -> ServerAnswer {
        state.withLock { state in
            if Self.isHistory(request.command), state.faults.historyNotReady > 0 {
                state.faults.historyNotReady -= 1
                return ServerAnswer(code: .doneWithoutData)
            }
            return state.desk.answer(request, faults: state.faults)
        }
    }

    private static func isHistory(_ command: String) -> Bool { command.hasPrefix("DEAL_GET_") || command.hasPrefix("TICK_HISTORY") }

    /// Looks at the world or acts on it, as dealers do.
    func withWorld<Result: Sendable>(_ body: (inout World) -> sending Result) -> Result { state.withLock { body(&$0.desk.world) } }

    var faults: SimulatedFaults {
        get { state.withLock { $0.faults } }
        set { state.withLock { $0.faults = newValue } }
    }

    /// Uses up one of a counted fault. - Returns: false when there is none left.
    func take(_ fault: any WritableKeyPath<SimulatedFaults, Int> & Sendable) -> Bool {
        state.withLock { state in
            guard state.faults[keyPath: fault] > 0 else { return false }
            state.faults[keyPath: fault] -= 1
            return true
        }
    }

    // MARK: Cookies

    /// A new cookie for a session that has logged in.
    func issueCookie() -> String {
        let cookie = MT5Hex.encode(options.randomBytes(16))
        let now = options.now().seconds
        state.withLock { state in
            state.cookies = state.cookies.filter { now - $0.value < Int64(options.silenceLimit) }
            state.cookies[cookie] = now
        }
        return cookie
    }

    /// Whether a cookie's session is alive; it lives on from now if so.
    func honours(cookie: String) -> Bool {
        let now = options.now().seconds
        return state.withLock { state in
            guard let last = state.cookies[cookie], now - last < Int64(options.silenceLimit) else { return false }
            state.cookies[cookie] = now
            return true
        }
    }

    func forget(cookie: String) { state.withLock { $0.cookies[cookie] = nil } }
}
