import Brokerage

/// A reading of the server's clock.
public struct MT5ServerTime: Sendable, Equatable {
    /// What the clock showed, as if it were UTC. Whole seconds.
    public var wall: Timestamp
    /// From sending the question to having the answer: the clock showed ``wall`` about half of it ago.
    public var roundTrip: Duration
}

/// How the server's clock is set.
public struct MT5TimeSettings: Sendable, Equatable {
    /// Minutes ahead of UTC outside daylight saving time.
    public var zoneMinutes: Int32 = 0
    /// True when the server observes daylight saving time.
    public var observesDaylight = false
    /// True when it is in force now.
    public var isDaylightNow = false
}

/// What the server says about itself. The totals show cheaply whether anything changed.
public struct MT5Common: Sendable, Equatable {
    public var name = ""
    public var fullName = ""
    public var owner = ""
    public var totalUsers: Int64 = 0
    public var totalDeals: Int64 = 0
    public var totalOrders: Int64 = 0
    public var totalOrdersHistory: Int64 = 0
    public var totalPositions: Int64 = 0
}

/// The record of the clock's settings.
struct MT5TimeRecord: MT5Draft {
    static let kind = "time settings"
    static let fields: MT5FieldTable<Self> = [
        "TimeZone": { $0.settings.zoneMinutes = $1.small() },
        "Daylight": { $0.settings.observesDaylight = $1.flag() },
        "DaylightState": { $0.settings.isDaylightNow = $1.flag() },
    ]

    private var settings = MT5TimeSettings()
    var identity: String { "" }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> MT5TimeSettings? {
        guard abs(settings.zoneMinutes) <= 24 * 60 else { throw MT5FieldFault("is out of range: \(settings.zoneMinutes)", in: "TimeZone") }
        return settings
    }
}

/// The server's own record.
struct MT5CommonRecord: MT5Draft {
    static let kind = "server"
    static let fields: MT5FieldTable<Self> = [
        "Name": { $0.common.name = $1.text() },
        "NameFull": { $0.common.fullName = $1.text() },
        "Owner": { $0.common.owner = $1.text() },
        "TotalUsers": { $0.common.totalUsers = $1.integer() },
        "TotalDeals": { $0.common.totalDeals = $1.integer() },
        "TotalOrders": { $0.common.totalOrders = $1.integer() },
        "TotalOrdersHistory": { $0.common.totalOrdersHistory = $1.integer() },
        "TotalPositions": { $0.common.totalPositions = $1.integer() },
    ]

    private var common = MT5Common()
    var identity: String { common.name }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> MT5Common? { common }
}
