/// Tells what sort of file lies before it.
enum StatementSniffer {
    enum Shape { case html, spreadsheetXML, ndjson, text }

    static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    /// Files that are known and not imported, each with what to do instead.
    static func refusal(_ bytes: [UInt8]) -> StatementError? {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return StatementError(
                code: .unknownFormat, reason: "the file is an old or a password-protected Excel workbook; save it as .xlsx without a password")
        }
        if bytes.starts(with: Array("%PDF".utf8)) { return StatementError(code: .unknownFormat, reason: "the file is a PDF document") }
        if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) {
            return StatementError(code: .unknownFormat, reason: "the file is compressed; unpack it first")
        }
        return nil
    }

    static func shape(of text: [UInt8]) -> Shape {
        let start = text.prefix(64 << 10)
        let head = String(decoding: start, as: UTF8.self).lowercased()
        if head.contains("urn:schemas-microsoft-com:office:spreadsheet"), head.contains("<workbook") || head.contains(":workbook") {
            return .spreadsheetXML
        }
        if head.contains("<html") || head.contains("<table") || head.contains("<tr") || head.contains("<!doctype html") || head.contains("<td") {
            return .html
        }
        return head.asCellText.hasPrefix("{") ? .ndjson : .text
    }

    /// Reports of strategy tests look like statements and tell of no account.
    static func refuseTester(_ table: Table) throws(StatementError) {
        let generator = table.generator.lowercased()
        let title = table.title.lowercased()
        if generator.contains("strategy tester") || title.hasPrefix("strategy tester") || title.contains("strategy tester report") {
            throw tester(table.rows.first?.line)
        }
        for row in table.rows.prefix(120) {
            let filled = row.filled
            for cell in filled {
                let text = cell.text.lowercased()
                if text == "strategy tester report" || text.hasPrefix("strategy tester:") || text == "bars in test" { throw tester(row.line) }
                if isTestPeriod(text) { throw tester(row.line) }
            }
        }
    }

    private static func tester(_ line: Int?) -> StatementError {
        StatementError(code: .testerReport, line: line, reason: "the file is the report of a strategy test, in which no account traded")
    }

    /// `M15 (2024.01.01 - 2024.12.31)`, in every language.
    private static func isTestPeriod(_ text: String) -> Bool {
        guard let open = text.firstIndex(of: "("), text.contains(" - "), text.hasSuffix(")"), let first = text.first, "mhdw".contains(first) else {
            return false
        }
        let span = text[text.index(after: open)...].dropLast()
        let dates = span.split(separator: " ").filter { $0.count == 10 && $0.dropFirst(4).first == "." }
        return dates.count == 2 && text[..<open].count <= 24
    }
}
