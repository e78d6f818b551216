import Brokerage
import MetaTrader

/// Reading account by account, for servers and managers that get no lists by group.
extension DealFeed {
    /// Reads the history of one account after the other, oldest deals of each first, and goes on where it was left off.
    func catchUpByPages(_ session: PacedSession) async throws {
        let window = cursors.paging?.window ?? MT5Span(from: resumeSecond ?? 0, to: max(0, lastSecond))
        // Deals may have been deleted meanwhile, which moves the others up: a page is read twice rather than missed.
        let resume = cursors.paging.map { PagePlan.Page(login: $0.page.login, offset: max(0, $0.page.offset - MT5Page.most)) }
        var pages = PagePlan(logins: context.view.logins, window: window, resume: resume)
        var total: (login: Int64, count: Int)?
        while let page = pages.next {
            report(progress: pages.progress, remaining: (1 - pages.progress) * Double(window.to - max(window.from, firstSecond ?? 0) + 1))
            do {
                if total?.login != page.login { total = (page.login, try await self.total(page.login, window, session)) }
                let answer = try await read(page, window, session)
                pages.read(count: answer.records.count, total: total?.count)
                try await storePage(answer, pages, session)
            } catch let error as MT5Error where error.code == .notFound {
                // The account is gone; its history went with it.
                pages.skip()
            }
        }
        cursors.paging = nil
        cursors.watermark = max(cursors.watermark ?? 0, window.to)
        var delivery = Delivery(Batch())
        try await deliver(&delivery, evenIdle: true)
    }

    private func storePage(_ answer: MT5List<Deal>, _ pages: PagePlan, _ session: PacedSession) async throws {
        cursors.paging = pages.next.map { (pages.window, $0) } ?? cursors.paging
        try await store(answer, claiming: nil, watermark: cursors.watermark, session)
    }

    /// One round over all accounts. Accounts for which something was just booked are read at once, between the others.
    /// - Returns: Whether there was news.
    func pollByPages(_ call: PollingPlan.Call, _ session: PacedSession) async throws -> Bool {
        let last = lastSecond
        let reach = max(Self.hour, overlap(of: call))
        let window = MT5Span(from: max(0, min(cursors.watermark ?? last, last) - reach), to: last + BackfillPlan.day)
        var changed = false
        for login in context.view.logins {
            for stirred in context.view.takeStirred().sorted() where try await readAndStore(stirred, window, session) { changed = true }
            if try await readAndStore(login, window, session) { changed = true }
        }
        cursors.watermark = max(cursors.watermark ?? 0, last)
        var delivery = Delivery(Batch())
        try await deliver(&delivery, evenIdle: false)
        context.board.answered(.history, at: environment.now())
        return changed
    }

    private func readAndStore(_ login: Int64, _ window: MT5Span, _ session: PacedSession) async throws -> Bool {
        do {
            let answer = try await readAccount(login, window, session)
            context.board.answered(.history, at: environment.now())
            let deals = settled(answer.records, isLive: true)
            var delivery = Delivery(Batch())
            delivery.batch.deals = seen.fresh(in: deals)
            delivery.batch.ticks = try await beginTapes(of: delivery.batch.deals, session)
            if answer.completeness == .whole, let unread = answer.unreadTickets {
                let (from, to) = (latestInstant(window.from), earliestEnd(window.to))
                let tickets = Set(deals.map(\.ticket)).union(unread)
                let missing = seen.missing(from: from, to: to, among: tickets).filter { $0.login == login }.map(\.ticket)
                if !missing.isEmpty { delivery.windows = [DealWindow(from: from, to: to, login: login, tickets: tickets)] }
                try await deliver(&delivery, evenIdle: false)
                seen.forget(missing)
            } else {
                try await deliver(&delivery, evenIdle: false)
            }
            return !delivery.batch.isEmpty || !delivery.windows.isEmpty
        } catch let error as MT5Error where error.code == .notFound {
            return false
        }
    }

    /// All deals of one account in a span.
    func readAccount(_ login: Int64, _ window: MT5Span, _ session: PacedSession) async throws -> MT5List<Deal> {
        var pages = PagePlan(logins: [login], window: window)
        var all = MT5List<Deal>(records: [])
        while let page = pages.next {
            let answer = try await read(page, window, session)
            all.records += answer.records
            all.faults += answer.faults
            if answer.completeness == .partial { all.completeness = .partial }
            pages.read(count: answer.records.count + answer.faults.count, total: nil)
        }
        return all
    }

    /// The deals of a span too short to be cut, of all accounts one after another.
    func readAccountByAccount(_ window: MT5Span, _ session: PacedSession) async throws -> MT5List<Deal> {
        var all = MT5List<Deal>(records: [])
        for login in context.view.logins {
            let answer = try await readAccount(login, window, session)
            all.records += answer.records
            all.faults += answer.faults
        }
        return all
    }

    private func read(_ page: PagePlan.Page, _ window: MT5Span, _ session: PacedSession) async throws -> MT5List<Deal> {
        for pause in [1000, 1500, 2000] {
            let answer = try await ask(page, window, session)
            guard answer.completeness == .pending, answer.records.isEmpty else { return answer }
            // Nothing beyond the first page is the end of the list, not history that is still on its way.
            if page.offset > 0 { return answer }
            try await environment.sleep(.milliseconds(pause))
        }
        return try await ask(page, window, session)
    }

    private func ask(_ page: PagePlan.Page, _ window: MT5Span, _ session: PacedSession) async throws -> MT5List<Deal> {
        let clock = context.view.clock
        return try await session.ask { client throws(MT5Error) in
            try await client.deals(login: page.login, window, page: MT5Page(offset: page.offset), clock: clock)
        }
    }

    private func total(_ login: Int64, _ window: MT5Span, _ session: PacedSession) async throws -> Int {
        try await session.ask { client throws(MT5Error) in try await client.dealTotal(login: login, window) }
    }
}
