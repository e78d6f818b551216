import MetaTrader

/// What the server answers, before either transport has put it into its own form.
struct ServerAnswer: Sendable {
    var code: MT5ReturnCode = .done
    /// Parameters of the TCP form; in the REST form members of `answer`.
    var fields: [(name: String, value: String)] = []
    /// The number of the newest change of a tick command.
    var transID: Int64?
    /// JSON of the records.
    var payload: [UInt8]?

    static func payload(_ bytes: [UInt8], code: MT5ReturnCode = .done) -> ServerAnswer { ServerAnswer(code: code, payload: bytes) }
    static func total(_ count: Int) -> ServerAnswer { ServerAnswer(fields: [("total", String(count))]) }
}

/// Why a request is not served: the code that the answer carries.
struct ServerRefusal: Error {
    var code: MT5ReturnCode
    init(_ code: MT5ReturnCode) { self.code = code }
}
