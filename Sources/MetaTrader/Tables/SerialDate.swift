import Brokerage

/// A spreadsheet's date: days since the last day of 1899, or since 1904, with the time of day as a fraction.
struct SerialDate {
    /// What the sheet's clock shows, taken as if it were UTC, to the millisecond.
    let wall: Timestamp

    /// Nil outside the years 1927 to 2173.
    init?(days: Double, isFrom1904: Bool = false) {
        let sinceUnix = days - (isFrom1904 ? 24_107 : 25_569)
        guard sinceUnix.isFinite, (-15_600...74_500).contains(sinceUnix) else { return nil }
        wall = Timestamp(milliseconds: Int64((sinceUnix * 86_400_000).rounded()))
    }

    /// `YYYY.MM.DD HH:MM:SS`, with milliseconds where they are not zero.
    var text: String {
        let rfc = wall.description
        let date = rfc.prefix(10).replacing("-", with: ".")
        let time = rfc.dropFirst(11).dropLast(1)
        return date + " " + (time.hasSuffix(".000") ? time.dropLast(4) : time)
    }
}
