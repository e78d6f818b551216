/// The outcome a trading server states for a request.
public struct MT5ReturnCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// What to do about an outcome.
    public enum Remedy: Sendable, Equatable {
        /// Nothing: the request was served.
        case none
        /// Ask again later, waiting longer each time.
        case retry
        /// The session is over: log in again, once.
        case logIn
        /// Nothing will help until a person edits the connection or the manager account.
        case stop
        /// This request will not succeed; others may.
        case fail
    }

    public var remedy: Remedy {
        switch rawValue {
        case 0, 1, 14, 10009: .none
        case 7, 9, 10, 11, 12, 15, 1018, 12003, 12004: .retry
        case 1001, 1002, 1011, 1012, 3006: .stop
        case 1000...1023: .logIn
        default: .fail
        }
    }

    /// Reads `0 Done`: a number and, after a blank, words that are not relied on.
    public init?(wire text: String) {
        guard let number = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).first.flatMap({ Int32($0) }) else { return nil }
        self.init(rawValue: number)
    }

    /// `0 Done`, as servers write it. Clients compare the whole text of code 0.
    public var wire: String { "\(rawValue) \(meaning)" }
    public var description: String { wire }

    /// The server's own words for the code.
    public var meaning: String { Self.meanings[rawValue] ?? "Error" }
}

extension MT5ReturnCode {
    public static let done = Self(rawValue: 0)
    /// Done and nothing to give; of history also "not here yet, ask again".
    public static let doneWithoutData = Self(rawValue: 1)
    public static let error = Self(rawValue: 2)
    public static let invalidParameters = Self(rawValue: 3)
    public static let noPermission = Self(rawValue: 8)
    public static let noConnection = Self(rawValue: 10)
    public static let tooFrequent = Self(rawValue: 12)
    public static let notFound = Self(rawValue: 13)
    /// The answer was cut at 16 MB; what came is good.
    public static let partial = Self(rawValue: 14)
    public static let shuttingDown = Self(rawValue: 15)
    public static let invalidAccount = Self(rawValue: 1001)
    public static let accountDisabled = Self(rawValue: 1002)
    public static let serverNotAuthentic = Self(rawValue: 1008)
    public static let addressNotAllowed = Self(rawValue: 1012)
    public static let unknownAccount = Self(rawValue: 1020)
    public static let invalidPassword = Self(rawValue: 3006)
    public static let notImplemented = Self(rawValue: 12000)
    public static let notSupported = Self(rawValue: 12002)

    private static let meanings: [Int32: String] = [
        0: "Done", 1: "Done without data", 2: "Error", 3: "Invalid parameters", 4: "Invalid data", 7: "Network error", 8: "Not enough permissions",
        9: "Timeout", 10: "No connection", 11: "Service not available", 12: "Too frequent requests", 13: "Not found", 14: "Partial error",
        15: "Server shutdown in progress", 16: "Operation canceled", 17: "Duplicate data",
        1000: "Invalid client type", 1001: "Invalid account", 1002: "Account disabled", 1003: "Advanced authorization required",
        1004: "Certificate required", 1005: "Invalid certificate", 1006: "Certificate is not confirmed", 1007: "Not an access server",
        1008: "Server is not authentic", 1009: "Updates only", 1010: "Client is too old", 1011: "Manager account has no configuration",
        1012: "IP address is not allowed", 1013: "Group is not initialized", 1018: "Server is busy", 1020: "Unknown account",
        1021: "Server is too old", 1022: "License limit reached", 3006: "Invalid account password", 5003: "No report data",
        6001: "Symbol not found in history", 10009: "Request completed", 12000: "Not implemented", 12001: "Not the main server",
        12002: "Not supported", 12003: "Deadlock avoided", 12004: "Locked",
    ]
}
