import Brokerage
import MetaTrader
import NIOCore

/// Tries a connection out as a feed would use it, and says step by step what was found. Takes ten seconds at most.
/// - Parameters:
///   - groups: The masks that the connection is to watch.
///   - now: The clock of this machine.
///   - group: Runs the socket.
public func testMT5(
    _ endpoint: MT5Endpoint, groups: String = "*", now: @escaping @Sendable () -> Timestamp, group: any EventLoopGroup
) async -> TestReport {
    var hasty = endpoint
    hasty.timeouts.connect = min(hasty.timeouts.connect, .seconds(4))
    hasty.timeouts.logIn = min(hasty.timeouts.logIn, .seconds(2))
    hasty.timeouts.silence = .seconds(1)
    hasty.timeouts.answer = .seconds(1)
    var test = MT5ConnectionTest(endpoint: hasty, groups: groups, now: now)
    do throws(MT5Error) {
        let client = try await MT5Client.connect(hasty, group: group)
        test.connected()
        await test.examine(client)
        await client.close()
    } catch {
        test.failed(error)
    }
    return test.report
}

/// Turns what happens to a trial connection into a report.
struct MT5ConnectionTest: Sendable {
    let endpoint: MT5Endpoint
    let groups: String
    let now: @Sendable () -> Timestamp
    private(set) var report = TestReport()
    private let started = ContinuousClock.now
    /// Later than this no further step is begun, so that the whole stays within ten seconds.
    private static let lastStart = Duration.seconds(7)
    /// So many accounts show whether trades are visible at all.
    private static let sample = 5

    init(endpoint: MT5Endpoint, groups: String, now: @escaping @Sendable () -> Timestamp) {
        (self.endpoint, self.groups, self.now) = (endpoint, groups, now)
    }

    mutating func connected() {
        pass(.dial, "\(endpoint.host):\(endpoint.port) answers.")
        pass(.encryption, encryptionSentence)
        pass(.signIn, "Login \(endpoint.login) is signed in, and the server proved that it is authentic.")
    }

    /// The connection was not made: the kind of error tells how far it came.
    mutating func failed(_ error: MT5Error) {
        report.certificate = error.certificate
        switch error.code {
        case .unreachable, .configuration: return fail(.dial, error)
        case .untrustedCertificate:
            pass(.dial, "\(endpoint.host):\(endpoint.port) answers.")
            fail(.encryption, error)
        case .timeout, .closed, .unavailable, .protocolViolation, .sessionLost:
            pass(.dial, "\(endpoint.host):\(endpoint.port) takes connections.")
            fail(.signIn, error)
        default:
            pass(.dial, "\(endpoint.host):\(endpoint.port) answers.")
            pass(.encryption, encryptionSentence)
            fail(.signIn, error)
        }
    }

    /// Asks for one thing of each kind. A refusal of one does not end the test.
    mutating func examine(_ client: MT5Client) async {
        var clock = ServerClock()
        await step(.clock) { test throws(MT5Error) in
            let time = try await client.serverTime()
            var meter = ClockMeter()
            let received = test.now()
            _ = meter.measured(wall: time.wall, sent: received - time.roundTrip, received: received)
            clock = meter.clock
            return (true, "The server's clock is \(Self.hours(meter.clock.offset(at: received))) ahead of UTC.")
        }
        let mask = groups
        await step(.groups) { _ throws(MT5Error) in
            let count = try await client.groups(mask).records.count
            guard count > 0 else { return (false, "No group fits the mask \(mask). Check the mask and the manager's groups.") }
            return (true, "\(count) groups are visible.")
        }
        var logins: [Int64] = []
        await step(.accounts) { _ throws(MT5Error) in
            logins = try await client.logins(mask)
            let isEmpty = logins.isEmpty
            return (!isEmpty, isEmpty ? "No account is visible. Give the manager the groups to be watched." : "\(logins.count) accounts are visible.")
        }
        let (sample, zone) = (Array(logins.prefix(Self.sample)), clock)
        await step(.permissions) { test throws(MT5Error) in try await test.tradesAreVisible(client, sample, zone) }
    }

    /// A manager without the right to see trades gets empty lists and no error: what the server counts gives it away.
    private func tradesAreVisible(_ client: MT5Client, _ logins: [Int64], _ clock: ServerClock) async throws(MT5Error) -> (Bool, String) {
        guard !logins.isEmpty else { return (false, "Without a visible account, the right to see trades cannot be tried.") }
        let span = MT5Span(from: 0, to: clock.wall(at: now()).seconds + 86_400)
        for login in logins where started.duration(to: .now) < Self.lastStart {
            if try await client.dealTotal(login: login, span) > 0 { return (true, "Positions and deals are visible.") }
        }
        let counted = try await client.common().totalPositions
        guard counted > 0 else { return (true, "Positions and deals may be read; there are none yet.") }
        return (false, "The server has \(counted) open positions and the accounts tried show no trade. \(Self.advice)")
    }

    private static let advice = "If they have traded, give the manager the permission \"Access to trade orders\"."

    private mutating func step(_ step: TestReport.Step, _ body: (Self) async throws(MT5Error) -> (Bool, String)) async {
        guard started.duration(to: .now) < Self.lastStart else {
            return report.findings.append(.init(step, isOK: false, "Not tried: the server answers too slowly for a test of ten seconds."))
        }
        do throws(MT5Error) {
            let (isOK, sentence) = try await body(self)
            report.findings.append(.init(step, isOK: isOK, sentence))
        } catch {
            fail(step, error)
        }
    }

    private mutating func pass(_ step: TestReport.Step, _ sentence: String) { report.findings.append(.init(step, isOK: true, sentence)) }
    private mutating func fail(_ step: TestReport.Step, _ error: MT5Error) { report.findings.append(.init(step, isOK: false, error.message)) }

    private var encryptionSentence: String {
        guard endpoint.transport == .https else {
            return endpoint.encryption == .aes256ofb ? "The connection is encrypted with AES-256." : "The connection is not encrypted."
        }
        return switch endpoint.trust {
        case .system: "The server's certificate is trusted by this machine."
        case .pinned: "The server's certificate is the pinned one."
        case .off: "The connection is encrypted; the certificate is not checked."
        }
    }

    private static func hours(_ seconds: Int) -> String {
        let (sign, minutes) = (seconds < 0 ? "-" : "", abs(seconds) / 60)
        return minutes % 60 == 0 ? "\(sign)\(minutes / 60) h" : "\(sign)\(minutes / 60) h \(minutes % 60) min"
    }
}
