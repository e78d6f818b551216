import Brokerage

/// Side and price of opening deals by their number, to which the engine's facts refer.
struct FillRecord {
    struct Fill {
        var place: Int
        var side: Side
        var price: Double
    }

    private var fills: [Fill?] = [nil]

    mutating func note(_ number: Int, place: Int, side: Side, price: Price, isOpening: Bool) {
        while fills.count <= number { fills.append(nil) }
        if isOpening { fills[number] = Fill(place: place, side: side, price: price.statistic) }
    }

    subscript(deal: DealID) -> Fill? {
        guard let index = Int(exactly: deal.rawValue), fills.indices.contains(index) else { return nil }
        return fills[index]
    }
}
