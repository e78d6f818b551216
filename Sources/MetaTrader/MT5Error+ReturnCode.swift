extension MT5Error {
    /// The error behind an outcome that is none of ``MT5ReturnCode/Remedy/none``.
    public init(_ returnCode: MT5ReturnCode, to request: String) {
        let (code, message) = Self.reading(of: returnCode, request)
        self.init(code, message, returnCode: returnCode)
    }

    private static func reading(of code: MT5ReturnCode, _ request: String) -> (Code, String) {
        switch code.rawValue {
        case 3006, 1001, 1020:
            (.passwordRefused, "The server refused login or password (\(code)). Enter the manager login and its API password.")
        case 1002, 1011:
            (.accountRefused, "The manager account is disabled or not set up as a manager (\(code)). Ask the server's administrator.")
        case 1012:
            (.addressRefused, "The server does not allow this machine's IP address (\(code)). Have it added to the manager's list.")
        case 1008:
            (.serverNotAuthentic, "The server is not authentic (\(code)).")
        case 8:
            (.denied, "The manager has no permission for \(request) (\(code)). Grant it in the manager's settings on the server.")
        case 12000, 12001, 12002:
            (.notSupported, "This server build does not offer \(request) (\(code)).")
        case 12:
            (.rateLimited, "The server asks for fewer requests (\(code)).")
        case 9:
            (.timeout, "The server ran out of time over \(request) (\(code)). It is asked again later.")
        case 7, 10, 11, 15, 1018, 12003, 12004:
            (.unavailable, "The server cannot serve \(request) now (\(code)). It is asked again later.")
        case 13:
            (.notFound, "The server knows nothing of that name or number (\(request): \(code)), or it is outside the manager's groups.")
        case 1000...1023:
            (.sessionLost, "The server wants a new log-in (\(code)).")
        default:
            (.failed, "The server refused \(request) (\(code)).")
        }
    }
}
