import Brokerage
import Desk

/// The accounts of one view in one order.
struct AccountOrder: Sendable {
    struct Place: Sendable {
        var value: SortValue
        var account: AccountView
    }

    let sort: AccountSort
    let places: [Place]

    init(_ accounts: [AccountView], by sort: AccountSort) {
        self.sort = sort
        var places = accounts.map { Place(value: sort.value($0), account: $0) }
        // A view lists its accounts by id already.
        if sort != .standard { places.sort { AccountOrder.precedes($0.value, $0.account.id.rawValue, $1.value, $1.account.id.rawValue, sort) } }
        self.places = places
    }

    /// The first place behind a cursor's. It holds also when the cursor's account has moved or gone meanwhile.
    func index(after cursor: PageCursor) throws(Problem) -> Int {
        guard let value = SortValue(cursorText: cursor.value) else { throw PageCursor.refusal }
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            let place = places[middle]
            if AccountOrder.precedes(value, cursor.id, place.value, place.account.id.rawValue, sort) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The cursor of the page that ends with a place.
    func cursor(at place: Place) -> PageCursor {
        PageCursor(list: "accounts", sort: sort.text, id: place.account.id.rawValue, value: place.value.cursorText)
    }

    private static func precedes(_ left: SortValue, _ leftID: Int64, _ right: SortValue, _ rightID: Int64, _ sort: AccountSort) -> Bool {
        left.precedes(right, descending: sort.isDescending) ?? (leftID < rightID)
    }
}
