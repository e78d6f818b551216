import Bridge
import Brokerage

extension FuzzTarget {
    /// Pushed events.
    static let ingestLines = FuzzTarget(
        name: "ingest-lines",
        seeds: {
            [
                #"{"type":"account","account_number":7,"group":"g","currency":"USD","leverage":100,"balance":"1000.00"}"#,
                #"{"type":"deal","deal":1,"account_number":7,"action":"buy","entry":"in","time":"2026-01-05T10:00:00.123456Z","symbol":"EURUSD","volume":"0.10","price":"1.08001","position":1}"#,
                #"{"type":"position","position":1,"account_number":7,"symbol":"EURUSD","side":"buy","volume":"0.10","price_open":"1.08","opened_at":1767607200000}"#,
                #"{"type":"symbol","symbol":"EURUSD","digits":5,"contract_size":"100000","base":"EUR","profit_currency":"USD","margin_currency":"EUR"}"#,
                #"{"type":"tick","symbol":"EURUSD","bid":"1.08","ask":"1.0801","time":1767607200000,"feed":"ref"}"#,
                #"{"type":"session","account_number":7,"time":1767607200000,"ip":"192.0.2.1","device":"d"}"#,
                #"{"type":"transfer","account_number":7,"time":1767607200000,"method":"card","amount":"-5.00"}"#,
                #"{"type":"calendar","time":1767607200000,"currency":"USD","impact":"high","title":"NFP"}"#,
                #"{"type":"lp_fill","fill":"f1","lp":"LP","symbol":"EURUSD","side":"sell","volume":"1","price":"1.08","time":1767607200000}"#,
                "\n\n{}\n[1]\n",
            ].map { Array($0.utf8) }
        },
        feed: { bytes throws(BrokenPromise) in
            let whole = bytes.withUnsafeBufferPointer { IngestParser.parse($0) }
            try BrokenPromise.unless(whole.rejected.count <= whole.lines, "More lines were rejected than there are.")
            let count = bytes.count { $0 == UInt8(ascii: "\n") } + 1
            try BrokenPromise.unless(whole.rejected.allSatisfy { (1...count).contains($0.line) }, "A line was rejected that is not there.")
            guard let middle = bytes[(bytes.count / 2)...].firstIndex(of: UInt8(ascii: "\n")) else { return }
            let parts = [Array(bytes[...middle]), Array(bytes[(middle + 1)...])].map { $0.withUnsafeBufferPointer { IngestParser.parse($0) } }
            try BrokenPromise.unless(parts.map(\.lines).reduce(0, +) == whole.lines, "Lines are lost where a push is cut.")
            try BrokenPromise.unless(parts.flatMap(\.batch.deals) == whole.batch.deals, "Deals depend on where a push is cut.")
        })
}
