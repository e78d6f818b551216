import Brokerage
import MetaTrader
import Testing

@testable import Bridge

struct FeedCursorsTests {
    private var full: FeedCursors {
        var cursors = FeedCursors()
        cursors.watermark = 1_700_000_000
        cursors.paging = (.init(from: 0, to: 1_700_000_000), .init(login: 12, offset: 300))
        cursors.deepReadAt = Timestamp(seconds: 1_700_000_001)
        cursors.clock = ServerClock(standardOffset: -7200, rule: .europe)
        cursors.evidence.add(-7200, at: Timestamp(seconds: 1_700_000_000))
        return cursors
    }

    @Test func readsBackWhatItSaved() {
        #expect(FeedCursors(full.saved) == full)
        #expect(FeedCursors([:]) == FeedCursors())
    }

    @Test func savesOnlyWhatChanged() {
        var next = full
        next.watermark = 1_700_000_005
        next.paging = nil
        let changes = next.changes(since: full)
        #expect(changes.count == 2)
        #expect(FeedCursors(full.saved.merging(changes) { $1 }) == next)
    }

    @Test(arguments: ["", "x", "-5", "99999999999999999999", "1 3 2", "5 1 7 0", "0 1 7 -1", "9223372036854775807 9223372036854775807 1 1"])
    func damagedNotesCountAsAbsent(_ text: String) {
        let saved = Dictionary(uniqueKeysWithValues: full.saved.keys.map { ($0, text) })
        #expect(FeedCursors(saved) == FeedCursors())
    }
}
