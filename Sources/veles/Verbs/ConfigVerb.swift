import ArgumentParser
import JSON

/// `veles config`: the configuration in force.
struct ConfigVerb: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "config", abstract: "Show the configuration.", subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print each value with where it comes from. Secrets are masked.")
        @Flag(help: "Print the defaults instead.") var defaults = false
        @Flag(help: "Print names and values of environment variables.") var env = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() throws {
            let configuration = defaults ? Configuration() : try state.configuration()
            let lines = Configuration.everyKey.map { ConfigurationLine($0, configuration) }
            guard json else { return lines.forEach { print(env ? $0.asVariable : $0.asTOML) } }
            VerbOutput.print { json in
                json.beginArray()
                for line in lines { line.write(to: &json) }
                json.endArray()
            }
        }
    }
}

/// `veles check-config`: whether the server would start with it.
struct CheckConfigVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Check the configuration without starting anything. Exit status 1 names file, key and what would be right.")
    @OptionGroup var state: StateOptions

    func run() throws {
        let configuration = try state.configuration()
        _ = try configuration.web()
        _ = try configuration.auditHeads()
        _ = try LogSetup.make(level: configuration.logLevel)
        _ = try configuration.masterKey()
        try ControlServer.check(path: configuration.controlSocket)
        print("The configuration is in order.")
    }
}
