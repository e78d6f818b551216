import Brokerage
import Foundation
import JSON

/// What verbs share: printing, and secrets from standard input.
enum VerbOutput {
    static func print(_ body: (inout JSONWriter) -> Void) {
        Swift.print(String(decoding: JSONWriter.bytes(body), as: UTF8.self))
        // Whoever waits for the line must see it, also through a pipe.
        fflush(nil)
    }

    /// Prints an operation's outcome.
    static func print(_ printout: Printout, asJSON: Bool) {
        let text = asJSON ? printout.json : printout.text
        if !text.isEmpty { Swift.print(text) }
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
