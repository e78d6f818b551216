import Brokerage

/// Finds the account in the rows above an MT5 report's tables: label and value, the labels in any language.
enum MT5Head {
    /// - Parameter rows: the rows before the first table.
    static func account(_ rows: [TableRow], title: String, format: ReportFormat) -> StatementAccount? {
        let pairs = rows.compactMap { row -> (label: String, value: String)? in
            let filled = row.filled
            return filled.count == 2 ? (filled[0].text, filled[1].text) : nil
        }
        for (index, pair) in pairs.enumerated() {
            guard var account = account(pair.value) else { continue }
            if index > 0 { account.name = pairs[index - 1].value.nonEmpty }
            if index + 1 < pairs.count, format.times.wall(pairs[index + 1].value) == nil { account.company = pairs[index + 1].value.nonEmpty }
            if let wall = pairs[index...].lazy.compactMap({ format.times.wall($0.value) }).first {
                account.generatedAt = format.clock.instant(ofWall: wall)
            }
            return account
        }
        return serverAccount(rows, format: format) ?? titleAccount(title)
    }

    /// `12345678 (USD, Server-Live, real, Hedge)`, or the number alone.
    private static func account(_ text: String) -> StatementAccount? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count >= 3, let login = Int64(digits), login > 0 else { return nil }
        let rest = String(text.dropFirst(digits.count)).asCellText
        var account = StatementAccount(login: login)
        guard !rest.isEmpty else { return account }
        guard rest.hasPrefix("("), rest.hasSuffix(")") else { return nil }
        let parts = rest.dropFirst().dropLast().split(separator: ",").map { String($0).asCellText }
        account.currency = parts.first?.nonEmpty
        if parts.count >= 2 { account.server = parts[1].nonEmpty }
        account.mode = parts.lazy.compactMap { mode($0) }.first
        return account
    }

    private static func mode(_ word: String) -> StatementAccount.Mode? {
        let word = word.lowercased()
        if word.contains("hedg") { return .hedging }
        return word.contains("nett") || word.contains("exchange") ? .netting : nil
    }

    /// `A/C No: 1`, `Name: …`, `Currency: USD` in one row: the confirmation that a server mails each day.
    private static func serverAccount(_ rows: [TableRow], format: ReportFormat) -> StatementAccount? {
        rows.lazy.compactMap { MT4Head.account($0, preamble: "", format: format) }.first
    }

    /// `12345678: Name - …`.
    private static func titleAccount(_ title: String) -> StatementAccount? {
        guard let colon = title.firstIndex(of: ":"), let login = Int64(title[..<colon]), login > 0 else { return nil }
        return StatementAccount(login: login)
    }
}
