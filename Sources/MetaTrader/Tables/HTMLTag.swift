/// A tag's name: its letters in lower case, packed into one number, so that telling tags apart costs one comparison.
struct HTMLTag: Equatable {
    private let packed: UInt64

    init(_ packed: UInt64) { self.packed = packed }

    private init(name: StaticString) {
        var packed: UInt64 = 0
        for index in 0..<name.utf8CodeUnitCount { packed = packed << 8 | UInt64(name.utf8Start[index]) }
        self.packed = packed
    }

    static let td = HTMLTag(name: "td")
    static let th = HTMLTag(name: "th")
    static let tr = HTMLTag(name: "tr")
    static let table = HTMLTag(name: "table")
    static let meta = HTMLTag(name: "meta")
    static let style = HTMLTag(name: "style")
    static let script = HTMLTag(name: "script")
    static let title = HTMLTag(name: "title")
    static let br = HTMLTag(name: "br")
    static let p = HTMLTag(name: "p")
    static let div = HTMLTag(name: "div")
    static let li = HTMLTag(name: "li")
    static let html = HTMLTag(name: "html")
    static let body = HTMLTag(name: "body")
    static let other = HTMLTag(0)
}
