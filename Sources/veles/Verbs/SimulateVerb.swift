import ArgumentParser
import Foundation
import JSON
import Logging
import ServiceLifecycle
import Simulator
import UnixSignals

/// `veles simulate`: a trading server to connect to.
struct SimulateVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Run a simulated trading server, with a market and clients behind it.", subcommands: [MT5.self])

    struct MT5: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mt5", abstract: "A server that speaks the MT5 Web API: HTTPS and raw TCP on one port.")

        @Option(help: ArgumentHelp("Address and port to listen on; port 0 for any.", valueName: "host:port")) var listen = "127.0.0.1:4430"
        @Option(help: ArgumentHelp("Write which account was given which behaviour.", valueName: "file")) var truth: String?
        @Flag(name: .customLong("plain-http"), help: "Also serve plain HTTP.") var plainHTTP = false
        @Flag(help: "Answer GET and POST /simulator/faults without a log-in, so that a script can make things go wrong.") var faults = false
        @OptionGroup var population: PopulationOptions

        func run() async throws {
            var address = Configuration()
            address.set("server", "listen", listen)
            let (host, port) = try address.listen()
            var options = population.simulation
            (options.plainHTTP, options.acceptsFaultRequests) = (plainHTTP, faults)
            let service = try await SimulationService.open(options, host: host, port: port)
            if let truth { try Data(service.simulation.truth()).write(to: URL(fileURLWithPath: truth)) }
            VerbOutput.print { json in
                json.beginObject()
                json.key("endpoint"); json.string("\(host):\(service.port)")
                json.key("login"); json.integer(options.managerLogin)
                json.key("password"); json.string(options.password)
                json.key("certificate_sha256"); json.string(service.certificateSHA256)
                json.endObject()
            }
            let logger = try LogSetup.make(level: "warning", toStandardError: true)
            try await ServiceGroup(
                configuration: .init(services: [.init(service: service)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            ).run()
        }
    }
}
