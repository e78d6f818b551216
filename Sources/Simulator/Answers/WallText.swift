import Brokerage

/// Times in the server's own text form, `2023.11.14 22:13:20`.
enum WallText {
    static func seconds(_ wall: Int64) -> String {
        let civil = CivilTime(Timestamp(seconds: wall))
        let date = "\(padded(civil.year, 4)).\(padded(civil.month)).\(padded(civil.day))"
        return "\(date) \(padded(civil.hour)):\(padded(civil.minute)):\(padded(civil.second))"
    }

    private static func padded(_ value: Int, _ digits: Int = 2) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
