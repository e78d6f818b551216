import Brokerage
import Foundation
import JSON
import Tenancy

/// What verbs share: printing, secrets from standard input, opening one tenant's file.
enum VerbOutput {
    static func print(_ body: (inout JSONWriter) -> Void) {
        Swift.print(String(decoding: JSONWriter.bytes(body), as: UTF8.self))
        // Whoever waits for the line must see it, also through a pipe.
        fflush(nil)
    }

    /// The first line of standard input, without echo on a terminal. A secret never stands in an argument.
    static func secret(_ prompt: String) throws -> String {
        let isTerminal = isatty(STDIN_FILENO) == 1
        var settings = termios()
        if isTerminal {
            FileHandle.standardError.write(Data("\(prompt): ".utf8))
            tcgetattr(STDIN_FILENO, &settings)
            var silent = settings
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        }
        defer {
            if isTerminal {
                tcsetattr(STDIN_FILENO, TCSANOW, &settings)
                FileHandle.standardError.write(Data("\n".utf8))
            }
        }
        guard let line = readLine(), !line.isEmpty else { throw VerbFailure(status: 2, "\(prompt) is expected on standard input") }
        return line
    }
}

/// A tenant's slug as an argument.
struct SlugArgument {
    static func parse(_ text: String) throws -> TenantSlug {
        guard let slug = TenantSlug(rawValue: text) else {
            throw VerbFailure(status: 2, "a tenant's slug must be 1 to 40 of a-z, 0-9 and -, and not \(text)")
        }
        return slug
    }
}

extension StateOptions {
    /// Opens the state directory for one verb. The server must not be running: it is the only one that writes.
    func open<T>(_ body: (StateDirectory) throws -> T) throws -> T {
        let directory = try StateDirectory.open(path: configuration().stateDirectory)
        let result = Result { try body(directory) }
        try directory.close()
        return try result.get()
    }

    /// Opens one tenant's file for one verb.
    func openTenant<T>(_ slug: TenantSlug, _ body: (StateDirectory, TenantFile) throws -> T) throws -> T {
        try open { directory in
            let file = try directory.openTenant(slug)
            let result = Result { try body(directory, file) }
            try file.close()
            return try result.get()
        }
    }
}
