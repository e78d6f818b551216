import Brokerage

@testable import MetaTrader

extension FuzzTarget {
    /// Records in the answers of an MT5 server. The first byte says which kind is read.
    static let mt5Records = FuzzTarget(
        name: "mt5-records",
        seeds: {
            [
                #"0[{"Deal":"5","Login":"7","Action":"0","Entry":"1","Time":"1767225600","TimeMsc":"1767225600123","Symbol":"EURUSD","Price":"1.08","Volume":"100","Profit":"-1.5"}]"#,
                #"1[{"Login":"7","Group":"real\\std","Name":"N","Balance":"1000.00","Leverage":"100","Registration":"1767225600"}]"#,
                #"2[{"Position":"9","Login":"7","Symbol":"EURUSD","Action":"1","PriceOpen":"1.1","TimeCreate":"1767225600","Volume":"10000","VolumeExt":"100000000"}]"#,
                #"3[{"Order":"9","Login":"7","Symbol":"EURUSD","State":"4","TimeSetup":"1767225600"}]"#,
                #"4[{"Symbol":"EURUSD","Digits":"5","ContractSize":"100000","CurrencyBase":"EUR","CurrencyProfit":"USD"}]"#,
                #"5[{"Group":"real\\std","Currency":"USD","CurrencyDigits":"2","MarginStopOut":"50"}]"#,
                #"6[{"Login":"7","Balance":"1","Credit":"0","Equity":"1.5","Margin":"0"}]"#,
                #"7[{"Symbol":"EURUSD","Bid":"1.1","Ask":"1.2","Datetime":"1767225600","DatetimeMsc":"1767225600001"}]"#,
                "8[[1767225600123,1.1,1.2],[1767225600124,0,1.3]]", #"9{"retcode":"0 Done","answer":[{"Deal":1}],"trans_id":5}"#,
            ].map { Array($0.utf8) }
        },
        feed: { bytes throws(BrokenPromise) in
            guard let kind = bytes.first else { return }
            bytes.dropFirst().withContiguousStorageIfAvailable { read(kind, $0) }
        })

    private static func read(_ kind: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) {
        let clock = ServerClock()
        switch kind % 10 {
        case 0: _ = try? MT5RecordReader<MT5UserRecord>.read(bytes, clock: clock)
        case 1: _ = try? MT5RecordReader<MT5PositionRecord>.read(bytes, clock: clock)
        case 2: _ = try? MT5RecordReader<MT5OrderRecord>.read(bytes, clock: clock)
        case 3: _ = try? MT5RecordReader<MT5SymbolRecord>.read(bytes, clock: clock)
        case 4: _ = try? MT5RecordReader<MT5GroupRecord>.read(bytes, clock: clock)
        case 5: _ = try? MT5RecordReader<MT5AccountRecord>.read(bytes, clock: clock)
        case 6: _ = try? MT5RecordReader<MT5TickRecord>.read(bytes, clock: clock)
        case 7: _ = try? MT5TickRows.read(bytes, symbol: "EURUSD", clock: clock)
        case 8: _ = try? MT5RecordReader<MT5DealRecord>.read(bytes, clock: clock)
        default: readEnvelope(Array(bytes), clock)
        }
    }

    private static func readEnvelope(_ bytes: [UInt8], _ clock: ServerClock) {
        guard let reply = try? MT5Reply(envelope: bytes) else { return }
        _ = reply.value("TOTAL")
        _ = try? reply.tree()
        _ = try? reply.records { bytes throws(MT5Error) in try MT5RecordReader<MT5DealRecord>.read(bytes, clock: clock) }
    }
}
