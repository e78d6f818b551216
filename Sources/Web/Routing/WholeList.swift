import Hummingbird
import HummingbirdCore
import JSON

/// Pages of a list that stands whole in memory. It is short by nature, so without `limit` all of it is one page.
enum WholeList {
    /// The query keys of such a list.
    static let keys: Set<String> = ["limit", "cursor"]

    /// - Parameters:
    ///   - list: the list's name in cursors.
    ///   - key: what tells an item from the others; a cursor names the last of its page by it.
    static func page<Item>(
        _ items: [Item], list: String, _ query: Query, reserving size: Int, key: (Item) -> String, _ write: (inout JSONWriter, Item) -> Void
    ) throws(Problem) -> Response {
        let start = try query["cursor"].map { text throws(Problem) in try index(after: text, list, items, key) } ?? 0
        let limit = query["limit"] == nil ? items.count : try query.limit()
        let shown = items[start...].prefix(limit)
        let next = shown.endIndex < items.count ? shown.last.map { cursor(list, shown.endIndex, key($0)) } : nil
        return Answer.page(nextCursor: next?.text, reserving: shown.count * size + 64) { json in for item in shown { write(&json, item) } }
    }

    private static func cursor(_ list: String, _ place: Int, _ key: String) -> PageCursor {
        PageCursor(list: list, sort: "", id: Int64(place), value: key)
    }

    /// Behind the item that the cursor names; when it has gone, at the place where it was.
    private static func index<Item>(after text: String, _ list: String, _ items: [Item], _ key: (Item) -> String) throws(Problem) -> Int {
        let cursor = try PageCursor(text, list: list, sort: "")
        if let found = items.firstIndex(where: { key($0) == cursor.value }) { return found + 1 }
        guard let place = Int(exactly: cursor.id), place > 0 else { throw PageCursor.refusal }
        return min(place - 1, items.count)
    }
}
