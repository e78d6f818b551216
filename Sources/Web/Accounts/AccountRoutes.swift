import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore
import Risk
import Tenancy

/// `/accounts` and what belongs to one account.
struct AccountRoutes: Sendable {
    let orders = AccountOrders()

    var routes: [Route] {
        [
            Route(.get, "/api/v1/accounts", .needs(.read), query: AccountFilter.keys.union(["limit", "cursor", "sort"]), list),
            Route(.get, "/api/v1/accounts/{id}", .needs(.read), one),
            Route(.get, "/api/v1/accounts/{id}/deals", .needs(.read), query: ["limit", "cursor", "sort", "ids"], deals),
            Route(.get, "/api/v1/accounts/{id}/positions", .needs(.read), query: WholeList.keys, positions),
            Route(.get, "/api/v1/accounts/{id}/score", .needs(.read), score),
            Route(.get, "/api/v1/accounts/{id}/markouts", .needs(.read), query: ["side", "clock"], markouts),
        ]
    }

    // MARK: The list

    private func list(_ call: Call) async throws -> Response {
        let desk = try call.desk
        let (sort, limit, filter) = (try AccountSort(call.query["sort"]), try call.query.limit(), try AccountFilter(call.query))
        let cursor = try call.query["cursor"].map { text throws(Problem) in try PageCursor(text, list: "accounts", sort: sort.text) }
        let order = orders.order(of: await desk.view(), tenant: desk.slug, by: sort)
        try await desk.noteView(of: nil, by: try call.actor)
        let start = try cursor.map { cursor throws(Problem) in try order.index(after: cursor) } ?? 0
        return Answer.json(AccountRoutes.page(order, from: start, limit, filter))
    }

    /// The page as JSON: every account has its own ready, so they are only put in a row.
    private static func page(_ order: AccountOrder, from start: Int, _ limit: Int, _ filter: AccountFilter) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(min(limit, order.places.count) * 704 + 160)
        buffer.writeStaticString("{\"items\":[")
        var (taken, index) = (0, start)
        var last: AccountOrder.Place?
        var hasMore = false
        let takesAll = filter.isEmpty
        while index < order.places.count {
            let place = order.places[index]
            index += 1
            guard takesAll || filter.matches(place.account) else { continue }
            if taken == limit {
                hasMore = true
                break
            }
            if taken > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
            buffer.writeBytes(place.account.json)
            (taken, last) = (taken + 1, place)
        }
        buffer.writeStaticString("],\"next_cursor\":")
        if hasMore, let last { buffer.writeString("\"\(order.cursor(at: last).text)\"}") } else { buffer.writeStaticString("null}") }
        return buffer
    }

    // MARK: One account

    private func one(_ call: Call) async throws -> Response {
        let account = try await account(call)
        try await (try call.desk).noteView(of: account, by: try call.actor)
        return Answer.json(account.json)
    }

    private func account(_ call: Call) async throws -> AccountView {
        let id = AccountID(try call.id(of: "account"))
        guard let account = await (try call.desk).view().account(id) else { throw Problem.noSuch("account") }
        return account
    }

    private func positions(_ call: Call) async throws -> Response {
        let account = try await account(call)
        let positions = await (try call.desk).positions(of: account.id)
        return try WholeList.page(positions, list: "positions-\(account.id.rawValue)", call.query, reserving: 400, key: { String($0.ticket) }) {
            $0.write($1)
        }
    }

    private func score(_ call: Call) async throws -> Response {
        let account = try await account(call)
        guard let score = await (try call.desk).score(of: account.id) else { return AccountRoutes.noScore(account) }
        return Answer.json(reserving: 4096) { $0.write(score) }
    }

    /// An account that is not scored says why, in the same shape.
    private static func noScore(_ account: AccountView) -> Response {
        Answer.json { json in
            json.beginObject()
            json.key("risk_score")
            json.null()
            json.key("band")
            json.null()
            json.key("reason")
            json.optional(account.figures.scoreReason?.rawValue)
            json.key("version")
            json.null()
            json.key("watermark")
            json.null()
            json.key("round_trips")
            json.integer(account.figures.roundTrips)
            json.key("enough_data")
            json.bool(false)
            json.key("trips_needed")
            json.null()
            json.key("base_points")
            json.null()
            json.key("reasons")
            json.beginArray()
            json.endArray()
            json.key("expected_loss_30d")
            json.null()
            json.key("advice")
            json.null()
            json.key("cover_share")
            json.null()
            json.key("skill")
            json.null()
            json.endObject()
        }
    }

    private func markouts(_ call: Call) async throws -> Response {
        let account = try await account(call)
        let side = try call.query.choice("side", MarkoutSide.self) ?? .open
        let clock = try call.query.choice("clock", MarkoutClock.self) ?? .wall
        let points = try await (try call.desk).markouts(of: account.id, side: side, clock: clock)
        return Answer.json(reserving: points.count * 480 + 64) { json in
            json.beginObject()
            json.key("side")
            json.string(side.rawValue)
            json.key("clock")
            json.string(clock.rawValue)
            json.key("points")
            json.beginArray()
            for point in points { json.write(point) }
            json.endArray()
            json.endObject()
        }
    }
}
