import Brokerage
import Desk
import Risk

/// Which accounts a list shows. A nil field does not narrow it.
struct AccountFilter: Sendable {
    var band: RiskBand?
    var book: Book?
    var connection: ConnectionID?
    /// Part of the account number, the name or the group, in lower case.
    var text: String?

    static let keys: Set<String> = ["q", "band", "book", "connection_id"]

    init(_ query: Query) throws(Problem) {
        band = try query.choice("band", RiskBand.self)
        book = try query.choice("book", Book.self)
        connection = try query.integer("connection_id", in: 1...Int64.max).map { ConnectionID($0) }
        guard let text = query["q"], !text.isEmpty else { return }
        guard text.utf8.count <= 100 else { throw .invalid("q", "It may have at most 100 bytes.") }
        self.text = text.lowercased()
    }

    var isEmpty: Bool { band == nil && book == nil && connection == nil && text == nil }

    func matches(_ account: AccountView) -> Bool {
        if let band, account.figures.score?.band != band { return false }
        if let book, account.figures.book != book { return false }
        if let connection, account.connection != connection { return false }
        guard let text else { return true }
        return String(account.login).contains(text) || account.figures.group.lowercased().contains(text)
            || (account.figures.name ?? "").lowercased().contains(text)
    }
}
