/// One question to the server, in the words of both transports.
struct MT5Request: Sendable {
    enum Value: Sendable {
        case text(String)
        /// Commas between them on TCP and in a query, an array in a JSON body.
        case list([String])

        var joined: String {
            switch self {
            case .text(let text): text
            case .list(let items): items.joined(separator: ",")
            }
        }
    }

    /// What is asked for in words, for messages.
    var subject: String
    /// The TCP command; nil where that transport has none.
    var command: String?
    /// The HTTPS path.
    var path: String
    /// Names in lower case, as HTTPS has them; TCP has them in upper case.
    var parameters: [(name: String, value: Value)]

    init(_ subject: String, _ command: String?, _ path: String, _ parameters: [(name: String, value: Value)] = []) {
        (self.subject, self.command, self.path, self.parameters) = (subject, command, path, parameters)
    }

    /// As a message of the TCP transport.
    /// - Throws: ``MT5Error/Code/notSupported`` when that transport has no such command.
    func message() throws(MT5Error) -> MT5Message {
        guard let command else { throw MT5Error(.notSupported, "The TCP transport does not offer \(subject). Connect by HTTPS for it.") }
        return MT5Message(command, parameters.map { .init($0.name.uppercased(), $0.value.joined) })
    }
}
