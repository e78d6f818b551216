import Brokerage
import Glibc

/// How a simulated trading server is set up.
public struct SimulationOptions: Sendable {
    /// Client accounts, without the house's own.
    public var accounts = 200
    /// Decides market and population; the same seed gives the same history.
    public var seed: UInt64 = 1
    /// Simulated seconds in a real second.
    public var speed = 1.0
    /// Days of history before ``start``.
    public var historyDays = 30
    /// The simulated instant at which the server goes live; by default the present.
    public var start: Timestamp
    /// The trading server's wall clock; by default "New York + 7 h", as most brokers run it.
    public var clock = ServerClock(standardOffset: 7200, rule: .unitedStates)
    /// The manager account of the Web API.
    public var managerLogin: Int64 = 1000
    /// Its API password.
    public var password = "Password1"
    /// Mask of the groups whose accounts the manager sees.
    public var managerGroups = "*,!coverage\\*"
    /// Also serves plain HTTP, told apart by the first bytes like the other forms.
    public var plainHTTP = false
    /// Answers `GET` and `POST /simulator/faults`, without a log-in, so that scripts can make things go wrong.
    public var acceptsFaultRequests = false
    /// Requests a second and session above which the server answers code 12. The default is more than a client on this machine reaches that
    /// waits for each answer, so that nobody meets a limit here that the way to a broker's server would have kept him from.
    public var rateLimit = 5000
    /// Bytes of records after which one answer is cut and marked partial.
    public var answerLimit = 16 * 1024 * 1024
    /// Markets stay open on Saturdays and Sundays, for demonstrations.
    public var tradesThroughWeekend = false
    /// Fine stamps in microseconds, as newer server builds write them.
    public var microsecondStamps = false
    /// Seconds of silence after which the server pings, and after which it closes.
    public var pingInterval = 20
    public var silenceLimit = 180
    /// Seconds that a client has for its answer to the challenge.
    public var logInWindow = 10
    /// The real time, to which the simulated time keeps pace.
    public var now: @Sendable () -> Timestamp
    /// Unpredictable bytes for challenges and cookies.
    public var randomBytes: @Sendable (Int) -> [UInt8]

    public init(
        now: @escaping @Sendable () -> Timestamp = { SimulationOptions.systemTime() },
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    ) {
        self.now = now
        self.randomBytes = randomBytes
        start = now()
    }

    /// The machine's clock.
    public static func systemTime() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}
