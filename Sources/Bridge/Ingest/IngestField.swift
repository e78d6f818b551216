/// Every field name that an event of the push ingest may carry.
enum IngestField: UInt8, CaseIterable {
    case type, accountNumber, time, symbol, deal, position, order, action, entry, reason, volume, price, profit, swap, commission, fee
    case priceSL, priceTP, priceRequested, priceGateway, marketBid, marketAsk, expert, comment
    case group, currency, leverage, name, country, email, ib, registeredAt, status, balance, credit, equity, margin, floating, stopOutLevel, book
    case side, priceOpen, openedAt, digits, contractSize, base, profitCurrency, marginCurrency, description, path, tickSize, tickValue
    case swapLong, swapShort, bid, ask, feed, ip, device, application, method, amount, reference, impact, title, fill, lp

    var name: StaticString {
        switch self {
        case .type: "type"
        case .accountNumber: "account_number"
        case .time: "time"
        case .symbol: "symbol"
        case .deal: "deal"
        case .position: "position"
        case .order: "order"
        case .action: "action"
        case .entry: "entry"
        case .reason: "reason"
        case .volume: "volume"
        case .price: "price"
        case .profit: "profit"
        case .swap: "swap"
        case .commission: "commission"
        case .fee: "fee"
        case .priceSL: "price_sl"
        case .priceTP: "price_tp"
        case .priceRequested: "price_requested"
        case .priceGateway: "price_gateway"
        case .marketBid: "market_bid"
        case .marketAsk: "market_ask"
        case .expert: "expert"
        case .comment: "comment"
        case .group: "group"
        case .currency: "currency"
        case .leverage: "leverage"
        case .name: "name"
        case .country: "country"
        case .email: "email"
        case .ib: "ib"
        case .registeredAt: "registered_at"
        case .status: "status"
        case .balance: "balance"
        case .credit: "credit"
        case .equity: "equity"
        case .margin: "margin"
        case .floating: "floating"
        case .stopOutLevel: "stop_out_level"
        case .book: "book"
        case .side: "side"
        case .priceOpen: "price_open"
        case .openedAt: "opened_at"
        case .digits: "digits"
        case .contractSize: "contract_size"
        case .base: "base"
        case .profitCurrency: "profit_currency"
        case .marginCurrency: "margin_currency"
        case .description: "description"
        case .path: "path"
        case .tickSize: "tick_size"
        case .tickValue: "tick_value"
        case .swapLong: "swap_long"
        case .swapShort: "swap_short"
        case .bid: "bid"
        case .ask: "ask"
        case .feed: "feed"
        case .ip: "ip"
        case .device: "device"
        case .application: "application"
        case .method: "method"
        case .amount: "amount"
        case .reference: "reference"
        case .impact: "impact"
        case .title: "title"
        case .fill: "fill"
        case .lp: "lp"
        }
    }
}

/// A set of fields in two machine words.
struct IngestFieldSet: Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    init(_ fields: IngestField...) { for field in fields { insert(field) } }

    /// False when it was in already.
    @discardableResult
    mutating func insert(_ field: IngestField) -> Bool {
        let bit = UInt64(1) << UInt64(field.rawValue & 63)
        if field.rawValue < 64 {
            defer { low |= bit }
            return low & bit == 0
        }
        defer { high |= bit }
        return high & bit == 0
    }

    func contains(_ field: IngestField) -> Bool {
        (field.rawValue < 64 ? low : high) & (1 << UInt64(field.rawValue & 63)) != 0
    }

    func subtracting(_ other: IngestFieldSet) -> IngestFieldSet {
        var rest = self
        rest.low &= ~other.low
        rest.high &= ~other.high
        return rest
    }

    func union(_ other: IngestFieldSet) -> IngestFieldSet {
        var all = self
        all.low |= other.low
        all.high |= other.high
        return all
    }

    /// The first field of the set in the order they are declared.
    var first: IngestField? {
        if low != 0 { return IngestField(rawValue: UInt8(low.trailingZeroBitCount)) }
        return high == 0 ? nil : IngestField(rawValue: UInt8(64 + high.trailingZeroBitCount))
    }
}

/// Finds a field by the bytes of its name: one multiplication and, as a rule, one comparison.
struct IngestFieldTable: Sendable {
    private var slots: [UInt8]
    private static let empty: UInt8 = 255
    private static let mask = 511

    init() {
        slots = Array(repeating: IngestFieldTable.empty, count: IngestFieldTable.mask + 1)
        for field in IngestField.allCases {
            let name = UnsafeBufferPointer(start: field.name.utf8Start, count: field.name.utf8CodeUnitCount)
            var slot = IngestFieldTable.slot(of: name)
            while slots[slot] != IngestFieldTable.empty { slot = (slot + 1) & IngestFieldTable.mask }
            slots[slot] = field.rawValue
        }
    }

    func field(named key: UnsafeBufferPointer<UInt8>) -> IngestField? {
        guard !key.isEmpty else { return nil }
        var slot = IngestFieldTable.slot(of: key)
        while slots[slot] != IngestFieldTable.empty {
            if let field = IngestField(rawValue: slots[slot]), IngestFieldTable.matches(field.name, key) { return field }
            slot = (slot + 1) & IngestFieldTable.mask
        }
        return nil
    }

    private static func slot(of key: UnsafeBufferPointer<UInt8>) -> Int {
        let last = key.count - 1
        let mixed = UInt64(key[0]) | UInt64(key[last]) << 8 | UInt64(key[last / 2]) << 16 | UInt64(key[last * 3 / 4]) << 24 | UInt64(key.count) << 32
        return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 55) & mask
    }

    private static func matches(_ name: StaticString, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.utf8CodeUnitCount == key.count else { return false }
        for index in 0..<key.count where name.utf8Start[index] != key[index] { return false }
        return true
    }
}
