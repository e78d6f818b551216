/// A span of time in words for people.
enum SpanText {
    static func describe(_ seconds: Double) -> String {
        let seconds = max(0, min(seconds, 1e12))
        switch seconds {
        case 172_800...: return "\(Int(seconds / 86_400)) days"
        case 7200...: return "\(Int(seconds / 3600)) hours"
        case 120...: return "\(Int(seconds / 60)) minutes"
        default: return "\(Int(seconds)) s"
        }
    }
}
