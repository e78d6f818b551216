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

    private static let standard = "/etc/veles/veles.toml"

    func configuration() throws -> Configuration {
        try Configuration(files: files(), environment: ProcessInfo.processInfo.environment)
    }

    /// The file, and after it `conf.d/*.toml` beside it in the order of their names.
    private func files() throws -> [String] {
        let main = config ?? Self.standard
        let folder = (main as NSString).deletingLastPathComponent + "/conf.d"
        var files = config != nil || FileManager.default.fileExists(atPath: main) ? [main] : []
        guard FileManager.default.fileExists(atPath: folder) else { return files }
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            files += names.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
        } catch {
            throw VerbFailure("\(folder) cannot be read: \(error.localizedDescription)")
        }
        return files
    }
}
