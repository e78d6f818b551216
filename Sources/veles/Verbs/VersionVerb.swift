import ArgumentParser

/// `veles version`.
struct VersionVerb: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    @Flag(help: "Print JSON.") var json = false

    func run() {
        print(json ? #"{"version":"\#(Version.text)"}"# : "veles \(Version.text)")
    }
}
