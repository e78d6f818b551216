import Brokerage

@testable import MetaTrader

/// Reads records as the client does.
func read<Draft: MT5Draft>(_ json: String, as draft: Draft.Type, clock: ServerClock = ServerClock()) throws -> MT5List<Draft.Record> {
    let result: Result<MT5List<Draft.Record>, MT5Error> = Array(json.utf8).withUnsafeBufferPointer { bytes in
        do throws(MT5Error) { return .success(try MT5RecordReader<Draft>.read(bytes, clock: clock)) } catch { return .failure(error) }
    }
    return try result.get()
}
