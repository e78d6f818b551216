import Brokerage
import JSON
import MetaTrader
import NIOCore
import NIOPosix
import Testing

@testable import Simulator

/// Each fault reaches the client as the thing that it imitates, and is over when it is switched off.
@Suite struct FaultTests {
    private let clock = SharedWorld.clock

    private func failure(_ body: () async throws -> Void) async -> MT5Error.Code? {
        do {
            try await body()
            return nil
        } catch let error as MT5Error {
            return error.code
        } catch {
            return .failed
        }
    }

    @Test(arguments: [RunningSimulation.Form.https, .tcp, .tcpEncrypted])
    func segmentsOfOneByteAndPingStormsChangeNothing(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        running.simulation.faults.sendsSingleBytes = true
        running.simulation.faults.pingStorm = 25
        let client = try await running.connect(form)
        #expect(try await client.logins("*").count == 30)
        #expect(try await client.symbol("EURUSD", for: "real\\retail\\usd").symbol.name == "EURUSD")
        await running.simulation.close()
    }

    @Test(arguments: RunningSimulation.Form.allCases)
    func anAnswerCutInTheMiddleIsAnErrorAndTheNextSessionWorks(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(form)
        running.simulation.faults.dropsMidPacket = 1
        // A client may report the loss or log in again by itself; either way the cut has happened.
        _ = await failure { _ = try await client.deals(.groups("*"), running.history, clock: clock) }
        #expect(running.simulation.faults.dropsMidPacket == 0)
        let again = try await running.connect(form)
        #expect(try await again.logins("*").count == 30)
        await running.simulation.close()
    }

    @Test func aSingleForbiddenAnswerIsSurvivedByLoggingInAgain() async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(.https)
        running.simulation.faults.forbids = 1
        #expect(try await client.logins("*").count == 30)
        #expect(running.simulation.faults.forbids == 0)
        await running.simulation.close()
    }

    @Test(arguments: RunningSimulation.Form.allCases)
    func aServerThatCannotProveItselfIsNotTrusted(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        running.simulation.faults.falsifiesAuthentication = true
        let code = await failure { _ = try await running.connect(form) }
        #expect(code == .serverNotAuthentic)
        await running.simulation.close()
    }

    @Test(arguments: RunningSimulation.Form.allCases)
    func maintenanceRefusesEverybodyUntilItIsOver(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(form)
        running.simulation.faults.isUnderMaintenance = true
        #expect(await failure { _ = try await client.logins("*") } != nil)
        #expect(await failure { _ = try await running.connect(form) } != nil)
        running.simulation.faults.isUnderMaintenance = false
        let again = try await running.connect(form)
        #expect(try await again.logins("*").count == 30)
        await running.simulation.close()
    }

    @Test(arguments: [RunningSimulation.Form.https, .tcpEncrypted])
    func slowAnswersRunIntoTheClientsTimeLimit(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        var endpoint = running.endpoint(form)
        endpoint.timeouts.silence = .milliseconds(150)
        endpoint.timeouts.answer = .milliseconds(300)
        let client = try await MT5Client.connect(endpoint, group: MultiThreadedEventLoopGroup.singleton)
        running.simulation.faults.delay = .seconds(20)
        #expect(await failure { _ = try await client.logins("*") } == .timeout)
        await running.simulation.close()
    }

    @Test func theClockJumpsAndJumpsBack() async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(.tcp)
        let before = try await client.serverTime().wall
        running.simulation.faults.clockJump = 3600
        #expect(try await client.serverTime().wall == before + .seconds(3600))
        running.simulation.faults.clockJump = 0
        #expect(try await client.serverTime().wall == before)
        await running.simulation.close()
    }

    @Test func dealsCanComeTwiceAndNewestFirst() async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(.https)
        let plain = try await client.deals(.groups("*"), running.history, clock: clock).records.map(\.ticket)
        running.simulation.faults.duplicatesDeals = true
        running.simulation.faults.reversesDeals = true
        let odd = try await client.deals(.groups("*"), running.history, clock: clock).records.map(\.ticket)
        #expect(odd == plain.reversed().flatMap { [$0, $0] })
        await running.simulation.close()
    }

    @Test func historyThatIsNotThereYetComesOnAskingAgain() async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(.tcpEncrypted)
        running.simulation.faults.historyNotReady = 2
        for _ in 0..<2 {
            let early = try await client.deals(.groups("*"), running.history, clock: clock)
            #expect(early.records.isEmpty)
        }
        #expect(!(try await client.deals(.groups("*"), running.history, clock: clock).records.isEmpty))
        await running.simulation.close()
    }

    @Test(arguments: [RunningSimulation.Form.https, .tcp])
    func tooManyRequestsInASecondAreToldSo(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation { $0.rateLimit = 3 }
        let client = try await running.connect(form)
        for _ in 0..<3 { _ = try await client.serverTime() }
        #expect(await failure { _ = try await client.serverTime() } == .rateLimited)
        await running.simulation.close()
    }

    @Test func aDealersCorrectionsShowOnTheWire() async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(.https)
        let deals = try await client.deals(.groups("*"), running.history, clock: clock).records
        let edited = try #require(deals.first)
        #expect(running.simulation.correct(deal: edited.ticket, profit: Money(1), comment: "Corrected"))
        let removed = try #require(deals.last)
        #expect(running.simulation.delete(deal: removed.ticket))
        let late = running.simulation.insertLateDeal(
            login: edited.login, amount: Money(7), time: SharedWorld.start - .seconds(3 * 86_400), comment: "Late")
        let after = try await client.deals(.groups("*"), running.history, clock: clock).records
        #expect(after.first { $0.ticket == edited.ticket }?.profit == Money(1))
        #expect(after.first { $0.ticket == edited.ticket }?.modifyFlags == 2)
        #expect(!after.contains { $0.ticket == removed.ticket })
        #expect(after.contains { $0.ticket == late && $0.profit == Money(7) })
        #expect(running.simulation.insertLateDeal(login: 1, amount: Money(1), time: SharedWorld.start, comment: "") == nil)
        await running.simulation.close()
    }

    @Test func faultsAreReadFromJSONAsTheyAreWritten() throws {
        var faults = SimulatedFaults()
        faults.delay = .milliseconds(250)
        faults.isUnderMaintenance = true
        faults.pingStorm = 4
        faults.clockJump = -3600
        #expect(try SimulatedFaults(parsing: faults.json) == faults)
        #expect(try SimulatedFaults(parsing: Array("{}".utf8)) == SimulatedFaults())
        for bad in ["", "[]", "{\"nothing\":1}", "{\"forbids\":-1}", "{\"maintenance\":1}", "{\"delay_ms\":99999999999}"] {
            #expect(throws: JSONError.self) { try SimulatedFaults(parsing: Array(bad.utf8)) }
        }
    }
}
