import Brokerage

/// Reads statements and history files of MetaTrader 4 and 5, in any of their encodings and languages.
public enum StatementFile {
    /// Reads a whole file.
    /// - Parameters:
    ///   - bytes: the file's contents.
    ///   - name: its name, from which a tick file's symbol may come.
    ///   - options: what the file may not say itself: the server's clock, the account, the symbol.
    /// - Throws: ``StatementError`` with line and reason. A file is taken whole or not at all; sums that do not tie are no reason to
    ///   refuse it and stand in ``Statement/checks``.
    public static func parse(_ bytes: [UInt8], name: String, options: StatementOptions = StatementOptions()) throws(StatementError) -> Statement {
        guard !bytes.isEmpty else { throw StatementError(code: .unknownFormat, reason: "the file is empty") }
        guard bytes.count <= TableLimits.fileBytes else {
            throw StatementError(code: .tooLarge, reason: "the file is larger than \(TableLimits.fileBytes >> 20) MB")
        }
        if let refusal = StatementSniffer.refusal(bytes) { throw refusal }
        if StatementSniffer.isArchive(bytes) { return try workbook(bytes, name: name, options: options) }
        let text = TextDecoding.decode(bytes)
        var statement = try statement(text.bytes, name: name, options: options)
        if text.isGuess {
            statement.warnings.append("The file does not say its encoding; \(text.name) was guessed, so names and comments may be misread.")
        }
        if text.hasReplacements { statement.warnings.append("Some characters of the file are damaged and were replaced.") }
        return statement
    }

    private static func statement(_ text: [UInt8], name: String, options: StatementOptions) throws(StatementError) -> Statement {
        switch StatementSniffer.shape(of: text) {
        case .html:
            let table = try reading { () throws(TableError) in try HTMLTableReader.read(text) }
            return try report(table, options: options)
        case .spreadsheetXML:
            let tables = try reading { () throws(TableError) in try SpreadsheetXML.read(text) }
            return try firstReport(tables, options: options)
        case .ndjson:
            throw StatementError(
                code: .unknownFormat, line: 1, reason: "the file holds JSON events, which are imported as events and not as a statement")
        case .text:
            if let ticks = try TickFile.read(text, name: name, options: options) { return ticks }
            let table = try reading { () throws(TableError) in try DelimitedText.read(text) }
            let format = ReportFormat(table, clock: options.clock)
            if let statement = try DealExport.read(table, format: format, options: options) { return statement }
            if let statement = try metaTrader(table, format, options) { return statement }
            throw StatementError(code: .unknownFormat, line: 1, reason: "the text is neither a history of deals nor one of ticks")
        }
    }

    private static func workbook(_ bytes: [UInt8], name: String, options: StatementOptions) throws(StatementError) -> Statement {
        try firstReport(try reading { () throws(TableError) in try Workbook.read(bytes) }, options: options)
    }

    /// The report of the first sheet that holds one.
    private static func firstReport(_ tables: [Table], options: StatementOptions) throws(StatementError) -> Statement {
        for table in tables {
            try StatementSniffer.refuseTester(table)
            let format = ReportFormat(table, clock: options.clock)
            if let statement = try DealExport.read(table, format: format, options: options) { return statement }
            if let statement = try metaTrader(table, format, options) { return statement }
        }
        throw StatementError(code: .unknownFormat, reason: "no sheet of the workbook holds a MetaTrader report")
    }

    private static func report(_ table: Table, options: StatementOptions) throws(StatementError) -> Statement {
        try StatementSniffer.refuseTester(table)
        guard table.isComplete else {
            throw StatementError(code: .truncated, line: table.rows.last?.line, reason: "the file ends before its tables do")
        }
        if let statement = try metaTrader(table, ReportFormat(table, clock: options.clock), options) { return statement }
        throw StatementError(code: .unknownFormat, line: table.rows.first?.line, reason: "the page holds no table of a MetaTrader statement")
    }

    private static func metaTrader(_ table: Table, _ format: ReportFormat, _ options: StatementOptions) throws(StatementError) -> Statement? {
        if let document = try MT4Reader.read(table, format: format) {
            return MT4Statement.statement(document, login: try login(document.account, options))
        }
        if let document = try MT5Reader.read(table, format: format) {
            return MT5Statement.statement(document, login: try login(document.account, options))
        }
        return nil
    }

    private static func login(_ account: StatementAccount?, _ options: StatementOptions) throws(StatementError) -> Int64 {
        if let stated = account?.login, let wanted = options.login, stated != wanted {
            throw StatementError(code: .ambiguous, reason: "the file speaks of account \(stated), not of account \(wanted)")
        }
        guard let login = account?.login ?? options.login else {
            throw StatementError(code: .ambiguous, reason: "the report does not say whose account it is")
        }
        return login
    }

    private static func reading<Value>(_ read: () throws(TableError) -> Value) throws(StatementError) -> Value {
        do throws(TableError) {
            return try read()
        } catch {
            throw StatementError(error)
        }
    }
}
