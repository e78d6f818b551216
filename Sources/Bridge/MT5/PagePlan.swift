import MetaTrader

/// Reads the history of one account after the other by pages, for servers that do not give deals by group.
struct PagePlan: Sendable {
    struct Page: Sendable, Equatable {
        var login: Int64
        var offset: Int
    }

    let window: MT5Span
    let logins: [Int64]
    private var index: Int
    private var offset = 0

    /// - Parameter resume: The page to go on with. Logins before it were read.
    init(logins: [Int64], window: MT5Span, resume: Page? = nil) {
        self.logins = logins.sorted()
        self.window = window
        let login = resume?.login ?? .min
        index = self.logins.firstIndex { $0 >= login } ?? self.logins.count
        if let resume, index < self.logins.count, self.logins[index] == resume.login { offset = max(0, resume.offset) }
    }

    /// The page to ask for, nil when every account was read.
    var next: Page? { index < logins.count ? Page(login: logins[index], offset: offset) : nil }

    /// Share of the accounts that were read, 0 to 1.
    var progress: Double { logins.isEmpty ? 1 : Double(index) / Double(logins.count) }

    /// A page was read.
    /// - Parameters:
    ///   - count: Records that came; some builds give more than were asked for.
    ///   - total: Records that the account has in the window, when the server said so.
    mutating func read(count: Int, total: Int?) {
        offset += count
        let isEnd = total.map { offset >= $0 } ?? (count < MT5Page.most)
        if count == 0 || isEnd { skip() }
    }

    /// The account has no more, or is no longer there.
    mutating func skip() {
        index += 1
        offset = 0
    }
}
