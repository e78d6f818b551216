import Desk
import Foundation
import Tenancy

extension StateOptions {
    /// How long a verb waits for a server that is starting or stopping, or for another verb to end.
    private static let patience = Duration.seconds(5)

    /// Carries out an operation: by the server when one runs, else on the state directory itself.
    /// - Throws: ``VerbFailure`` with status 3 when a process holds the state directory and does not answer.
    func perform<O: Operation>(_ operation: O.Type, _ input: O.Input) async throws -> O.Output {
        let configuration = try configuration()
        let client = ControlClient(path: configuration.controlSocket)
        let deadline = ContinuousClock.now + Self.patience
        while true {
            do {
                return try await client.perform(operation, input)
            } catch is ControlClient.Unreachable {
                // No server: then nobody else may hold the state directory.
            }
            let directory: StateDirectory
            do {
                directory = try StateDirectory.open(path: configuration.stateDirectory, masterKey: configuration.masterKey())
            } catch let error as TenancyError where error.code == .locked {
                guard ContinuousClock.now < deadline else {
                    throw VerbFailure(status: 3, "\(error.message) It does not answer on \(configuration.controlSocket).")
                }
                try await Task.sleep(for: .milliseconds(100))
                continue
            }
            return try await perform(operation, input, in: directory, configuration)
        }
    }

    private func perform<O: Operation>(
        _ operation: O.Type, _ input: O.Input, in directory: StateDirectory, _ configuration: Configuration
    ) async throws -> O.Output {
        let logger = try LogSetup.make(level: configuration.logLevel, toStandardError: true)
        let desks = Desks(directory: directory, environment: .live, runsFeeds: false, logger: logger)
        let result: Result<O.Output, any Error>
        do {
            result = .success(try await O().run(input, on: OperationParts(desks: desks, user: .current, configuration: configuration)))
        } catch {
            result = .failure(error)
        }
        await desks.closeAll()
        try directory.close()
        return try result.get()
    }
}
