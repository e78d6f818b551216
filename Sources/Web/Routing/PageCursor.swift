/// Where a page of a list ended. Opaque to clients: base64url of the list, its order, and the last item's place in it.
struct PageCursor: Equatable, Sendable {
    var list: String
    /// The `sort` that the place belongs to.
    var sort: String
    var id: Int64
    /// The last item's value in that order.
    var value: String

    var text: String { Base64URL.encode("\(list)\n\(sort)\n\(id)\n\(value)".utf8) }

    /// - Throws: ``Problem`` for a text that is no cursor, or one of another list or order.
    init(_ text: String, list: String, sort: String) throws(Problem) {
        guard text.utf8.count <= 1024, let bytes = Base64URL.decode(text.utf8), let plain = String(validating: bytes, as: UTF8.self) else {
            throw PageCursor.refusal
        }
        let parts = plain.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == list, let id = Int64(parts[2]) else { throw PageCursor.refusal }
        guard parts[1] == sort else { throw .invalid("cursor", "The cursor belongs to another sort. Start again without it.") }
        (self.list, self.sort, self.id, value) = (list, sort, id, String(parts[3]))
    }

    init(list: String, sort: String, id: Int64, value: String) {
        (self.list, self.sort, self.id, self.value) = (list, sort, id, value)
    }

    static let refusal = Problem.invalid("cursor", "It is no cursor of this list. Use next_cursor of the page before, or none.")
}
