/// How the entries of an audit trail hang together: each is hashed with the hash of the one before, the first with the tenant's own number.
enum AuditChain {
    static let hashSize = 32

    /// What stands before the first entry: the entries of one tenant do not fit another.
    static func origin(tenantUID: String) throws -> [UInt8] {
        var bytes = ChainBytes()
        bytes.append("veles audit trail")
        bytes.append(tenantUID)
        return try SHA256.digest(bytes.bytes)
    }

    static func hash(_ row: AuditRow, after previous: [UInt8]) throws -> [UInt8] {
        var bytes = ChainBytes()
        bytes.bytes = previous
        bytes.append(row.id)
        bytes.append(row.at)
        bytes.append(row.actorKind)
        bytes.append(row.actorID.map { String($0) })
        for text in [row.actorLabel, row.address, row.requestID, row.action, row.subjectKind, row.subjectID, row.subjectLabel] {
            bytes.append(text)
        }
        bytes.append(row.before)
        bytes.append(row.after)
        return try SHA256.digest(bytes.bytes)
    }
}

/// Fields in a row with their lengths before them, so that no two entries read alike.
private struct ChainBytes {
    var bytes: [UInt8] = []

    mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// No text is told apart from an empty one.
    mutating func append(_ text: String?) {
        append(text.map { Int64($0.utf8.count) } ?? -1)
        if let text { bytes.append(contentsOf: text.utf8) }
    }
}
