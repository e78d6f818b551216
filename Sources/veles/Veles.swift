import ArgumentParser
import Foundation

/// The command: one verb a file in `Verbs/`.
@main
struct Veles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "veles",
        abstract: "Real-time risk management for FX/CFD brokerages on MetaTrader.",
        version: Version.text,
        subcommands: [
            ServeVerb.self, DemoVerb.self, SimulateVerb.self, TenantVerb.self, UserVerb.self, ConnectionVerb.self, ImportVerb.self,
            ModelVerb.self, AuditVerb.self, KeyVerb.self, LicenseVerb.self, OperatorKeyVerb.self, ConfigVerb.self, CheckConfigVerb.self,
            SetupTokenVerb.self,
            VersionVerb.self,
        ])

    static func main() async {
        // A service has the C locale unless its unit says otherwise; file names and texts here are UTF-8.
        setlocale(LC_CTYPE, "C.UTF-8")
        // A peer that goes away is an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // So is a file that the system lets grow no further.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(with: error)
        }
    }

    /// Exit statuses: 0 done, 1 failed, 2 wrong usage, 3 the server is not reachable, 4 refused.
    private static func exit(with error: any Error) -> Never {
        guard let failure = VerbFailure(error) else {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code == .success {
                print(text)
            } else {
                FileHandle.standardError.write(Data((text + "\n").utf8))
            }
            Foundation.exit(code == .success ? 0 : 2)
        }
        FileHandle.standardError.write(Data("veles: \(failure.message)\n".utf8))
        Foundation.exit(failure.status)
    }
}

/// The version of the product.
enum Version {
    static let text = "0.1.0"
}
