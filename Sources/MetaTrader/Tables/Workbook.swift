/// An Office Open XML workbook (`.xlsx`) as tables, one for each sheet that holds anything.
enum Workbook {
    static func read(_ bytes: [UInt8]) throws(TableError) -> [Table] {
        let zip = try ZipParts(bytes) { path in
            path == "xl/workbook.xml" || path == "xl/_rels/workbook.xml.rels" || path == "xl/sharedstrings.xml" || path == "xl/styles.xml"
                || (path.hasPrefix("xl/worksheets/") && path.hasSuffix(".xml")) || path == "docprops/app.xml"
        }
        // The terminal writes the parts in UTF-16, spreadsheets in UTF-8.
        let part = { (path: String) -> [UInt8]? in zip.parts[path].map { TextDecoding.decode($0).bytes } }
        var book = WorkbookParts()
        if let bytes = part("xl/sharedstrings.xml") { book.strings = try WorkbookParts.sharedStrings(bytes) }
        if let bytes = part("xl/styles.xml") { book.dateStyles = try WorkbookParts.dateStyles(bytes) }
        var paths = zip.order.filter { $0.hasPrefix("xl/worksheets/") }.sorted()
        if let bytes = part("xl/workbook.xml") {
            let sheets = try WorkbookParts.sheets(bytes, relations: part("xl/_rels/workbook.xml.rels"))
            book.isFrom1904 = sheets.isFrom1904
            let known = sheets.paths.filter { zip.parts[$0] != nil }
            if !known.isEmpty { paths = known }
        }
        guard !paths.isEmpty else {
            throw TableError(code: .malformed, line: nil, reason: "the archive holds no worksheet")
        }
        var tables: [Table] = []
        for path in paths {
            guard let bytes = part(path) else { continue }
            let table = try WorkbookSheet.read(bytes, book)
            if !table.rows.isEmpty { tables.append(table) }
        }
        return tables
    }
}

/// What the cells of a sheet refer to.
struct WorkbookParts {
    var strings: [String] = []
    /// For each cell style, whether it shows a number as a date or time of day.
    var dateStyles: [Bool] = []
    /// Days count from 1904 instead of 1900.
    var isFrom1904 = false

    static func sharedStrings(_ bytes: [UInt8]) throws(TableError) -> [String] {
        var reader = XMLReader(bytes)
        var strings: [String] = []
        var text = ""
        var phonetic = 0
        var isText = false
        while let token = try reader.next() {
            switch token {
            case .start(let name, _):
                if name == "si" { text = "" }
                if name == "rPh" { phonetic += 1 }
                if name == "t" { isText = phonetic == 0 }
            case .text(let piece): if isText { text += piece }
            case .end(let name):
                if name == "si" { strings.append(text.asCellText) }
                if name == "rPh" { phonetic -= 1 }
                if name == "t" { isText = false }
            }
            guard strings.count <= TableLimits.cells else {
                throw TableError(code: .tooLarge, line: nil, reason: "the workbook has more texts than are read")
            }
        }
        return strings
    }

    static func dateStyles(_ bytes: [UInt8]) throws(TableError) -> [Bool] {
        var reader = XMLReader(bytes)
        var custom: [Int: Bool] = [:]
        var styles: [Bool] = []
        var inCellStyles = false
        while let token = try reader.next() {
            switch token {
            case .start("numFmt", let attributes):
                guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else { continue }
                custom[id] = showsDate(code)
            case .start("cellXfs", _): inCellStyles = true
            case .end("cellXfs"): inCellStyles = false
            case .start("xf", let attributes):
                guard inCellStyles, styles.count < 100_000 else { continue }
                let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
                styles.append(custom[id] ?? isBuiltInDate(id))
            default: continue
            }
        }
        return styles
    }

    private static func isBuiltInDate(_ id: Int) -> Bool {
        (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
    }

    /// A number format shows a date when it has a letter of dates outside quotes and brackets.
    private static func showsDate(_ code: String) -> Bool {
        var inQuotes = false
        var inBrackets = false
        var isEscaped = false
        for letter in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch letter {
            case "\\": isEscaped = true
            case "\"": inQuotes.toggle()
            case "[": inBrackets = true
            case "]": inBrackets = false
            case "y", "d", "h", "s": if !inQuotes, !inBrackets { return true }
            default: break
            }
        }
        return false
    }

    static func sheets(_ bytes: [UInt8], relations: [UInt8]?) throws(TableError) -> (paths: [String], isFrom1904: Bool) {
        var targets: [String: String] = [:]
        if let relations {
            var reader = XMLReader(relations)
            while let token = try reader.next() {
                guard case .start("Relationship", let attributes) = token, let id = attributes["Id"], let target = attributes["Target"] else {
                    continue
                }
                let path = target.lowercased()
                targets[id] = path.hasPrefix("/") ? String(path.dropFirst()) : "xl/" + path
            }
        }
        var paths: [String] = []
        var isFrom1904 = false
        var reader = XMLReader(bytes)
        while let token = try reader.next() {
            guard case .start(let name, let attributes) = token else { continue }
            if name == "workbookPr" { isFrom1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true" }
            if name == "sheet", let id = attributes["id"], let path = targets[id] { paths.append(path) }
        }
        return (paths, isFrom1904)
    }
}
