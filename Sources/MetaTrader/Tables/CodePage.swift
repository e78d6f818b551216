import Glibc

/// One of Windows' code pages, in which older terminals and spreadsheets write.
struct CodePage: Equatable, Sendable {
    /// The name by which iconv knows it.
    var name: String

    init(_ number: Int) { name = "CP\(number)" }

    /// The code page that an HTML or XML head declares.
    static func declared(in head: ArraySlice<UInt8>) -> CodePage? {
        let text = String(decoding: head, as: UTF8.self).lowercased()
        for mark in ["charset=", "encoding="] {
            guard let range = text.firstRange(of: mark) else { continue }
            let name = text[range.upperBound...].drop { "\"' ".contains($0) }.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            if let page = named(String(name)) { return page }
        }
        return nil
    }

    private static func named(_ name: String) -> CodePage? {
        for prefix in ["windows-", "cp", "x-cp"] where name.hasPrefix(prefix) {
            guard let number = Int(name.dropFirst(prefix.count)) else { continue }
            if (1250...1258).contains(number) || [874, 932, 936, 949, 950].contains(number) { return CodePage(number) }
        }
        return switch name {
        case "gb2312", "gbk", "gb18030": CodePage(936)
        case "big5": CodePage(950)
        case "shift_jis", "shift-jis", "sjis": CodePage(932)
        case "euc-kr", "ks_c_5601-1987": CodePage(949)
        case "iso-8859-1", "latin1": CodePage(1252)
        case "iso-8859-2": CodePage(1250)
        default: nil
        }
    }

    /// The likeliest code page of a text that is not UTF-8, by how its bytes above 127 stand together.
    static func guess(_ bytes: [UInt8]) -> CodePage {
        DoubleByteEvidence.best(of: bytes) ?? SingleByteEvidence(bytes).page
    }

    /// The text in UTF-8, bytes without a character replaced by `?`. Nil when this system does not know the code page.
    func convert(_ bytes: [UInt8]) -> [UInt8]? {
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var source = bytes
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        source.withUnsafeMutableBytes { raw in
            var input = raw.bindMemory(to: CChar.self).baseAddress
            var left = raw.count
            while left > 0 {
                let (written, status) = step(converter, &input, &left, &chunk)
                result.append(contentsOf: chunk[..<written])
                guard status == -1, errno == EILSEQ || errno == EINVAL else { continue }
                result.append(UInt8(ascii: "?"))
                input = input?.advanced(by: 1)
                left -= 1
            }
        }
        return result
    }

    private func step(
        _ converter: iconv_t, _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, _ chunk: inout [UInt8]
    ) -> (Int, Int) {
        chunk.withUnsafeMutableBytes { raw in
            var output = raw.bindMemory(to: CChar.self).baseAddress
            var room = raw.count
            let status = iconv(converter, &input, &left, &output, &room)
            return (raw.count - room, Int(truncatingIfNeeded: status))
        }
    }
}
