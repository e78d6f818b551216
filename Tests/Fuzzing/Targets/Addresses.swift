@testable import Web

extension FuzzTarget {
    /// What stands behind the path of a request: the query, its escapes, and cursors.
    static let addresses = FuzzTarget(
        name: "addresses",
        seeds: {
            let cursor = PageCursor(list: "accounts", sort: "-risk_score", id: 5, value: "77.5").text
            return ["limit=50&cursor=\(cursor)&sort=-risk_score", "q=%D0%96+x&limit=1", cursor].map { Array($0.utf8) }
        },
        feed: { bytes throws(BrokenPromise) in
            let text = String(decoding: bytes, as: UTF8.self)
            if let query = try? Query(text[...], knowing: ["limit", "cursor", "sort", "q"]) {
                _ = try? query.limit()
                _ = try? query.number("q", in: 0...1)
            }
            _ = PercentText.decode(text[...])
            guard let cursor = try? PageCursor(text, list: "accounts", sort: "-risk_score") else { return }
            let again = try? PageCursor(cursor.text, list: "accounts", sort: "-risk_score")
            try BrokenPromise.unless(again == cursor, "A cursor does not survive being written.")
        })
}
