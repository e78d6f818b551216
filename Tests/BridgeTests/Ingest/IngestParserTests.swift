import Bridge
import Brokerage
import Testing

struct IngestParserTests {
    func parse(_ text: String) -> IngestResult { parse(Array(text.utf8)) }
    func parse(_ bytes: [UInt8]) -> IngestResult { bytes.withUnsafeBufferPointer { IngestParser.parse($0) } }

    @Test func readsATradeToTheLastDigit() throws {
        let result = parse(
            #"{"type":"deal","deal":7,"account_number":"100001","action":"buy","time":"2026-03-01T12:00:00.123456Z","symbol":"EURUSD","entry":"in","volume":"0.10","price":"1.08710","position":9,"market_bid":"1.08700","market_ask":"1.08710","commission":"-0.35","reason":"expert","expert":42}"#
        )
        #expect(result.rejected.isEmpty)
        let deal = try #require(result.batch.deals.first)
        #expect(deal.ticket == 7 && deal.login == 100_001 && deal.position == 9 && deal.expert == 42)
        #expect(deal.side == .buy && deal.entry == .in && deal.reason == .expert)
        #expect(deal.volume == Lots("0.1") && deal.price == Price("1.0871") && deal.commission == Money("-0.35"))
        #expect(deal.time.microseconds == 1_772_366_400_123_456)
    }

    @Test func readsEveryTypeOfTheContract() {
        let result = parse(
            """
            {"type":"account","account_number":1,"group":"real\\\\a","currency":"USD","leverage":100,"name":"Конто","balance":"10.5","book":"B"}
            {"type":"symbol","symbol":"EURUSD","digits":5,"contract_size":100000,"base":"EUR","profit_currency":"USD","margin_currency":"EUR"}
            {"type":"tick","symbol":"EURUSD","bid":1.1,"ask":"1.10002","time":1700000000000}
            {"type":"position","position":3,"account_number":1,"symbol":"EURUSD","side":"sell","volume":"0","price_open":"1.1","opened_at":1700000000000}
            {"type":"session","account_number":1,"time":1700000000000,"ip":"192.0.2.1"}
            {"type":"transfer","account_number":1,"time":1700000000000,"method":"card","amount":"-5"}
            {"type":"calendar","time":1700000000000,"currency":"USD","impact":"high","title":"CPI"}
            {"type":"lp_fill","fill":"a1","lp":"one","symbol":"EURUSD","side":"buy","volume":1,"price":1.1,"time":1700000000000}
            {"type":"deal","deal":1,"account_number":1,"action":"balance","time":1700000000000,"profit":"100"}
            """)
        #expect(result.rejected == [])
        #expect(result.lines == 9 && result.batch.count == 9)
        #expect(result.batch.accounts.first?.group == "real\\a")
        #expect(result.batch.positions.first?.volume == .zero)
    }

    @Test func reportsABadLineAndKeepsTheRest() {
        let result = parse(
            """
            {"type":"tick","symbol":"EURUSD","bid":"1","ask":"1","time":1700000000000}

            not json
            {"type":"tick","symbol":"EURUSD","bid":"x","ask":"1","time":1700000000000}
            {"type":"tick","symbol":"EURUSD","ask":"1","time":1700000000000}
            {"type":"tick","symbol":"EURUSD","bid":"1","ask":"1","time":1700000000000,"volume":"1"}
            {"type":"tick","symbol":"EURUSD","bid":"1","ask":"1","time":1700000000000,"colour":"1"}
            {"type":"quote","colour":{"deep":[1]}}
            {"symbol":"EURUSD"}
            {"type":"tick","symbol":"EURUSD","bid":"1","bid":"2","ask":"1","time":1700000000000}
            {"type":"tick","symbol":"EURUSD","bid":"1","ask":"1","time":"yesterday"}
            {"type":"tick","symbol":["EURUSD"],"bid":"1","ask":"1","time":1700000000000}
            {"type":"tick","symbol":"EURUSD","bid":"1","ask":"1.1","time":1700000000000}
            """)
        #expect(result.batch.ticks.count == 2)
        #expect(result.rejected.map(\.line) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        #expect(
            result.rejected.map(\.code) == [
                .notJSON, .badValue, .missingField, .unknownField, .unknownField, .unknownType, .missingField, .duplicateField, .badValue, .badValue,
            ])
        #expect(result.rejected[1].detail == "bid must be a decimal number")
    }

    @Test(arguments: [
        (#""volume":"-1""#, "volume"), (#""volume":"0""#, "volume"), (#""price":"1e400""#, "price"), (#""entry":"opened""#, "entry"), (#""position":"x""#, "position"),
        (#""deal":0"#, "deal"), (#""deal":99999999999999999999"#, "deal"), (#""action":"hold""#, "action"), (#""time":-5"#, "time"), (#""reason":"whim""#, "reason"),
    ])
    func namesTheFieldThatIsWrong(_ change: String, _ field: String) {
        var fields = [
            "type": #""deal""#, "deal": "1", "account_number": "1", "action": #""buy""#, "time": "1700000000000", "symbol": #""EURUSD""#, "entry": #""in""#,
            "volume": "1", "price": "1.1", "position": "1",
        ]
        let name = String(change.split(separator: "\"")[0])
        fields[name] = String(change.split(separator: ":", maxSplits: 1)[1])
        let result = parse("{" + fields.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}")
        #expect(result.rejected.count == 1)
        #expect(result.rejected.first?.detail.hasPrefix(field + " must be") == true)
    }

    @Test func refusesBrokenUTF8AndOverlongLines() {
        var line = Array(#"{"type":"tick","symbol":""#.utf8)
        line += [0xFF, 0xFE]
        line += Array(#"","bid":"1","ask":"1","time":1700000000000}"#.utf8)
        #expect(parse(line).rejected.first?.code == .notUTF8)
        #expect(parse(Array(repeating: UInt8(ascii: "a"), count: 70_000)).rejected.first?.code == .lineTooLong)
    }

    /// Mutations of a good line, drawn by a fixed generator: each is taken or reported, none traps.
    @Test func survivesMutatedLines() {
        let good = Array(
            #"{"type":"deal","deal":7,"account_number":"1","action":"buy","time":"2026-03-01T12:00:00Z","symbol":"EURUSD","entry":"in","volume":"0.1","price":"1","position":9}"#
                .utf8)
        var state: UInt64 = 99
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        for _ in 0..<20_000 {
            var line = good
            for _ in 0..<(1 + next() % 4) {
                switch next() % 3 {
                case 0: line[next() % line.count] = UInt8(next() % 256)
                case 1: line.remove(at: next() % line.count)
                default: line.insert(UInt8(next() % 256), at: next() % line.count)
                }
            }
            let result = parse(line)
            #expect(result.batch.count + result.rejected.count == result.lines)
        }
    }

    @Test(arguments: ["1e9223372036854775807", "1e-9223372036854775808", "1e400", "99999999999999999999"])
    func refusesNumbersOutOfAllRange(_ number: String) {
        let line = #"{"type":"deal","deal":1,"account_number":1,"action":"balance","time":1700000000000,"profit":NUMBER}"#
        let result = parse(line.replacing("NUMBER", with: number))
        #expect(result.rejected.map(\.code) == [.badValue] && result.batch.isEmpty)
    }

    @Test func readsNoFurtherThanTheFirstFaultWhenAsked() {
        let bytes = Array(String(repeating: "x\n", count: 1000).utf8)
        let result = bytes.withUnsafeBufferPointer { IngestParser.parse($0, endsAtFault: true) }
        #expect(result.rejected.map(\.line) == [1] && result.lines == 1)
    }

    @Test func damagedLinesAreTakenOrRejectedAndNothingElseHappens() {
        let lines = [
            #"{"type":"deal","deal":7,"account_number":"100001","action":"buy","time":"2026-03-01T12:00:00.123456Z","symbol":"EUR\u0055SD","entry":"in","volume":"0.10","price":1.08710e0,"position":9,"profit":-1.5E-3}"#,
            #"{"type":"account","account_number":1,"group":"real\\a","currency":"USD","leverage":100,"stop_out_level":30,"registered_at":1700000000000}"#,
            #"{"type":"tick","symbol":"EURUSD","bid":1.1,"ask":"1.10002","time":"2026-03-01T12:00:00+05:30"}"#,
        ].map { Array($0.utf8) }
        let bytes = Array(#"{}[]",:\\0123456789eE+-.truefalsenullTZ"#.utf8) + [0, 0x0A, 0x0D, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xFF]
        var state: UInt64 = 99
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for round in 0..<30_000 {
            var line = lines[round % lines.count]
            for _ in 0...below(4) {
                switch below(3) {
                case 0: line[below(line.count)] = bytes[below(bytes.count)]
                case 1: line.insert(bytes[below(bytes.count)], at: below(line.count))
                default: line.removeSubrange(below(line.count)..<line.count)
                }
                if line.isEmpty { line = [UInt8(ascii: "{")] }
            }
            let result = parse(line)
            #expect(result.batch.count + result.rejected.count == result.lines)
        }
    }
}
