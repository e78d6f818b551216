import ArgumentParser
import Foundation
import Logging

/// `veles serve`: the appliance.
struct ServeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Run the appliance in the foreground.")

    @OptionGroup var state: StateOptions

    func run() async throws {
        // It asks for the certificate to be read again, and must not end a server that is still starting.
        signal(SIGHUP, SIG_IGN)
        let configuration = try state.configuration()
        let logger = try LogSetup.make(level: configuration.logLevel)
        let appliance = try Appliance.build(configuration, logger: logger)
        try await appliance.run()
    }
}

/// Where the configuration is; every verb that touches the state takes it.
struct StateOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Configuration file; /etc/veles/veles.toml when it exists.", valueName: "file"))
    var config: String?

    func configuration() throws -> Configuration {
        let standard = "/etc/veles/veles.toml"
        let file = config ?? (FileManager.default.fileExists(atPath: standard) ? standard : nil)
        return try Configuration(file: file, environment: ProcessInfo.processInfo.environment)
    }
}
