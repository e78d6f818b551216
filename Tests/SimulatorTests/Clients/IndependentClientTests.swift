import Foundation
import JSON
import Testing

@testable import Simulator

/// A client in another language, written from the protocol alone, reads the simulated server unmodified.
@Suite struct IndependentClientTests {
    @Test(arguments: ["raw", "rest"])
    func anIndependentClientLogsInAndReads(form: String) async throws {
        let running = try await RunningSimulation()
        let result = try await run(form, port: running.port, password: RunningSimulation.password)
        #expect(result["login"]?.string == "0 Done")
        let total = try #require(result["total"]?.integer)
        let page = try #require(result["page"]?.elements)
        #expect(page.count == min(100, Int(total)))
        #expect(page.allSatisfy { $0["Deal"]?.string != nil && $0["ApiData"]?.elements?.isEmpty == true })
        #expect(result["account"]?["Equity"]?.string != nil)
        #expect(result["unknown"]?.string == (form == "raw" ? "12000 Not implemented" : "404"))
        #expect(result["write"]?.string == (form == "raw" ? "8 Not enough permissions" : "403"))
        if form == "rest" {
            #expect(result["batch"]?.integer == 3)
            #expect(result["old_path"]?.integer == 200)
            #expect(result["one_read"]?.bool == true)
            #expect(result["asked_for_body"]?.elements == [.string("HTTP/1.1 100 Continue"), .number("3")])
            #expect(result["by_cookie"]?.integer == 200 && result["by_connection"]?.integer == 200)
            #expect(result["stranger"]?.integer == 403)
        }
        await running.simulation.close()
    }

    @Test func aSilentClientIsPingedAndThenCutOff() async throws {
        let running = try await RunningSimulation {
            $0.pingInterval = 1
            $0.silenceLimit = 3
        }
        let result = try await run("silent", port: running.port, password: RunningSimulation.password)
        #expect((1...3).contains(try #require(result["pings"]?.integer)))
        await running.simulation.close()
    }

    @Test func plainHTTPAndFaultRequestsAreServedWhenAskedFor() async throws {
        let running = try await RunningSimulation {
            $0.plainHTTP = true
            $0.acceptsFaultRequests = true
        }
        let result = try await run("plain", port: running.port, password: RunningSimulation.password)
        #expect(result["proposal"]?.integer == 200 && result["status"]?.integer == 200)
        #expect(result["faults"]?["ping_storm"]?.integer == 2)
        #expect(result["forbidden"]?.integer == 403 && result["again"]?.integer == 200 && result["bad"]?.integer == 400)
        let closed = try await RunningSimulation()
        let refused = try? await run("plain", port: closed.port, password: RunningSimulation.password)
        #expect(refused == nil)
        await running.simulation.close()
        await closed.simulation.close()
    }

    @Test(arguments: [("raw", "3006 Invalid account password"), ("rest", "403")])
    func anIndependentClientIsToldOfAWrongPassword(form: String, code: String) async throws {
        let running = try await RunningSimulation()
        let result = try await run(form, port: running.port, password: "wrong")
        #expect(result["login"]?.string == code)
        await running.simulation.close()
    }

    private func run(_ form: String, port: Int, password: String) async throws -> JSONValue {
        let script = try #require(Bundle.module.url(forResource: "independent_client", withExtension: "py"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path, form, "127.0.0.1", String(port), "1000", password]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONValue(parsing: Array(data))
    }
}
