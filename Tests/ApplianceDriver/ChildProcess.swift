import Foundation
import Synchronization

/// Another program, started by a test and ended with it. What it writes goes to files, so that nothing is lost when it is killed.
public final class ChildProcess: Sendable {
    public enum Ending: Sendable, Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    public struct NotStarted: Error { public var program: String, code: Int32 }

    public let pid: pid_t
    private let folder: TemporaryFolder
    private let outputPath: String
    private let errorPath: String
    private let ending = Mutex<Ending?>(nil)

    /// - Parameter input: what it reads from its standard input.
    public init(_ program: String, _ arguments: [String], environment changes: [String: String] = [:], input: String = "") throws {
        folder = try TemporaryFolder()
        (outputPath, errorPath) = (folder.path + "/out", folder.path + "/err")
        let inputPath = folder.path + "/in"
        try Data(input.utf8).write(to: URL(fileURLWithPath: inputPath))
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("VELES_") }
        environment.merge(changes) { $1 }
        pid = try Self.spawn([program] + arguments, environment.map { "\($0)=\($1)" }, inputPath, outputPath, errorPath)
    }

    deinit {
        guard reap(WNOHANG) == nil else { return }
        kill(pid, SIGKILL)
        _ = reap(0)
    }

    private static func spawn(
        _ arguments: [String], _ environment: [String], _ input: String, _ output: String, _ errors: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let (words, variables) = (arguments.map { strdup($0) }, environment.map { strdup($0) })
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, arguments[0], &actions, nil, words + [nil], variables + [nil])
        guard code == 0 else { throw NotStarted(program: arguments[0], code: code) }
        return pid
    }

    // MARK: What it wrote

    public var output: String { Self.text(outputPath) }
    public var errors: String { Self.text(errorPath) }
    /// Whole lines of its standard output.
    public var lines: [Substring] {
        let text = output
        return text[..<(text.lastIndex(of: "\n") ?? text.startIndex)].split(separator: "\n")
    }

    private static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    // MARK: Its end

    public func send(_ signal: Int32) { if reap(WNOHANG) == nil { kill(pid, signal) } }

    /// How it ended; nil while it runs.
    public var ended: Ending? { reap(WNOHANG) }

    public func end(within limit: Duration = .seconds(30)) async throws -> Ending {
        try await eventually("the end of process \(pid)", within: limit, seen: { "it still runs" }) { self.ended }
    }

    /// Kills it as a crash or a power cut would. Nothing of it runs any more when this returns.
    public func killAtOnce() async throws {
        send(SIGKILL)
        _ = try await end()
    }

    private func reap(_ options: Int32) -> Ending? {
        ending.withLock { ending in
            if let known = ending { return known }
            var status: Int32 = 0
            guard waitpid(pid, &status, options) == pid else { return nil }
            let signal = status & 0x7F
            ending = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
            return ending
        }
    }
}
