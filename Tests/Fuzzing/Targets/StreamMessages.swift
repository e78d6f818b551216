@testable import Web

extension FuzzTarget {
    /// Text frames of the WebSocket.
    static let streamMessages = FuzzTarget(
        name: "stream-messages",
        seeds: {
            [
                #"{"type":"subscribe","topics":["alerts","exposure","accounts"],"after":{"epoch":1,"seq":2}}"#,
                #"{"type":"unsubscribe","topics":["alerts"]}"#, #"{"type":"subscribe","topics":["reports","connections"],"after":null}"#,
            ].map { Array($0.utf8) }
        },
        feed: { bytes throws(BrokenPromise) in
            do throws(StreamFault) {
                let message = try StreamMessage(parsing: bytes)
                guard case .subscribe(let topics, _) = message else { return }
                try? BrokenPromise.unless(!topics.isEmpty, "")
            } catch {
                try BrokenPromise.unless(!error.code.isEmpty && error.detail.utf8.count < 1000, "A frame was refused without a short reason.")
            }
        })
}
