import MetaTrader

extension FuzzTarget {
    /// Messages of the TCP transport, in UTF-16.
    static let mt5Messages = FuzzTarget(
        name: "mt5-messages",
        seeds: {
            [
                MT5Message("AUTH_START", [.init("VERSION", "3215"), .init("LOGIN", "1000"), .init("TYPE", "MANAGER")]).encoded,
                MT5Message(answering: "DEAL_GET_PAGE", MT5ReturnCode(rawValue: 0), [.init("TOTAL", "2")], payload: Array("[{\"Deal\":\"1\"}]".utf8)).encoded,
                MT5Message("A", [.init("B", "\\=|\n")]).encoded,
            ]
        },
        feed: { bytes throws(BrokenPromise) in
            guard let message = try? MT5Message(parsing: bytes) else { return }
            guard let again = try? MT5Message(parsing: message.encoded) else { throw BrokenPromise("A message that was read cannot be written and read.") }
            // Values are escaped; names and commands are our own words and come back as they are when they hold no separator.
            guard message.isPlain else { return }
            try BrokenPromise.unless(again == message, "A message differs from what was written of it.")
        })
}

extension MT5Message {
    /// Whether command and names are words, as every program writes them.
    fileprivate var isPlain: Bool {
        let words = [command] + parameters.map(\.name)
        let payloadIsText = String(validating: payload, as: UTF8.self) != nil
        return payloadIsText && words.allSatisfy { word in
            !word.isEmpty && word.uppercased() == word && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && ![0x5C, 0x3D, 0x7C].contains($0) }
        } && parameters.allSatisfy { !$0.value.contains("\r") }
    }
}
