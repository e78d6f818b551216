import Brokerage

/// What was seen of one account while the tape ran: its own record, and when the engine first said what.
struct AccountWatch {
    var currency = "USD"
    /// Opening deals.
    var opens = 0
    /// The client's result in dollars, all costs included.
    var usd = 0.0
    /// At the instant at which rankings are compared.
    var usdAtMiddle = 0.0
    var scoreAtMiddle = 0.0
    var lossAtMiddle = 0.0
    var featuresAtMiddle: [Double] = []
    /// Opening deals, result and microseconds of the tape at the first toxic flag.
    var firstToxic: (opens: Int, usd: Double, time: Timestamp)?
    /// Toxic flags as they stood when the account had that many opening deals.
    var wasToxicBy30 = false
    var wasToxicBy300 = false
    /// The toxic flag as it stands.
    var isToxic = false
    /// Alert rules that fired, and codes of reasons that count as found at the end.
    var rules: Set<String> = []
    var codes: Set<String> = []
    var features = ClientFeatures()
}
