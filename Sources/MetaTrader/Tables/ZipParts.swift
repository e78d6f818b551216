import CArchive

/// Unpacks the parts of a zip archive that are wanted, within fixed limits of number, size and ratio.
struct ZipParts {
    /// Parts by path, in lower case and with forward slashes.
    private(set) var parts: [String: [UInt8]] = [:]
    /// The paths in the order in which they stand in the archive.
    private(set) var order: [String] = []

    /// - Parameter isWanted: says of a path in lower case whether the part is needed.
    init(_ bytes: [UInt8], where isWanted: (String) -> Bool) throws(TableError) {
        guard let archive = archive_read_new() else { throw ZipParts.broken("there is no memory left") }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        let result: Result<Void, TableError> = bytes.withUnsafeBytes { raw in
            do throws(TableError) {
                guard archive_read_open_memory(archive, raw.baseAddress, raw.count) == ARCHIVE_OK else {
                    throw ZipParts.broken("it is no zip archive")
                }
                return .success(try readAll(archive, packed: raw.count, where: isWanted))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private mutating func readAll(_ archive: OpaquePointer, packed: Int, where isWanted: (String) -> Bool) throws(TableError) {
        var entry: OpaquePointer?
        var seen = 0
        var unpacked = 0
        while true {
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw ZipParts.broken(ZipParts.reason(archive)) }
            seen += 1
            guard seen <= TableLimits.partsInArchive else { throw ZipParts.tooLarge("it has more parts than any workbook") }
            guard let name = archive_entry_pathname(entry) else { continue }
            let path = String(cString: name).lowercased().replacing("\\", with: "/")
            guard isWanted(path) else { continue }
            let part = try readPart(archive, packed: packed, unpacked: &unpacked)
            if parts.updateValue(part, forKey: path) == nil { order.append(path) }
        }
    }

    private func readPart(_ archive: OpaquePointer, packed: Int, unpacked: inout Int) throws(TableError) -> [UInt8] {
        var part: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = chunk.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
            if count == 0 { return part }
            guard count > 0 else { throw ZipParts.broken(ZipParts.reason(archive)) }
            unpacked += count
            let isSwollen = unpacked > TableLimits.ratioFrom && unpacked / TableLimits.ratio > packed
            guard unpacked <= TableLimits.unpackedBytes, !isSwollen else {
                throw ZipParts.tooLarge("its contents are far larger than any statement's")
            }
            part.append(contentsOf: chunk[..<count])
        }
    }

    private static func reason(_ archive: OpaquePointer) -> String {
        archive_error_string(archive).map { String(cString: $0) } ?? "it is damaged"
    }

    private static func broken(_ reason: String) -> TableError {
        TableError(code: .malformed, line: nil, reason: "the workbook cannot be unpacked: \(reason)")
    }

    private static func tooLarge(_ reason: String) -> TableError {
        TableError(code: .tooLarge, line: nil, reason: "the workbook is refused: \(reason)")
    }
}
