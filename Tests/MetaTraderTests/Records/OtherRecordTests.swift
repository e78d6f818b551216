import Brokerage
import Testing

@testable import MetaTrader

@Suite struct OtherRecordTests {
    @Test func `a position is read`() throws {
        let json = #"""
            [{"Position":"7","Login":"5","Symbol":"XAUUSD","Action":"1","TimeCreate":"1700000000","TimeCreateMsc":"1700000000500",
            "PriceOpen":"1950.50","PriceSL":"1960","PriceTP":"0","Volume":"5000","VolumeExt":"50000000","Profit":"3.20","Storage":"-0.40",
            "ExpertID":"9","Comment":""},{"Position":"8","Login":"5","Action":"2","TimeCreate":"1700000000"}]
            """#
        let list = try read(json, as: MT5PositionRecord.self)
        let position = try #require(list.records.first)
        #expect(position.side == .sell && position.volume == Lots("0.5") && position.priceOpen == Price("1950.5"))
        #expect(position.profit == Money("3.2") && position.swap == Money("-0.4") && position.expert == 9)
        #expect(position.openedAt == Timestamp(milliseconds: 1_700_000_000_500))
        #expect(list.faults.map(\.field) == ["Action"])
    }

    @Test func `an order is read with its requested price and times`() throws {
        let json = #"""
            [{"Order":"3","Login":"5","Symbol":"EURUSD","State":"4","Reason":"16","Type":"5","TimeSetup":"1700000000","TimeSetupMsc":"1700000000100",
            "TimeDone":"1700000001","TimeDoneMsc":"1700000001200","TimeExpiration":"0","PriceOrder":"1.1","VolumeInitial":"10000",
            "VolumeCurrent":"0","PositionID":"3"}]
            """#
        let order = try #require(try read(json, as: MT5OrderRecord.self).records.first)
        #expect(order.side == .sell && order.reason == .mobile && order.price == Price("1.1") && order.volumeInitial == Lots(1))
        #expect(order.setUpAt == Timestamp(milliseconds: 1_700_000_000_100))
        #expect(order.doneAt == Timestamp(milliseconds: 1_700_000_001_200))
        #expect(order.expiresAt == nil)
    }

    @Test func `a user becomes an account with its group's currency and stop-out level`() throws {
        let user = try #require(
            try read(
                #"[{"Login":"5","Group":"real\\usd","Rights":"4294967295","Registration":"1600000000","Name":"A B","Country":"","Leverage":"100","Agent":"77","Balance":"10.50","Credit":"0"}]"#,
                as: MT5UserRecord.self
            ).records.first)
        let group = try #require(
            try read(
                #"{"Group":"real\\usd","Currency":"USD","CurrencyDigits":"2","MarginMode":"2","MarginSOMode":"0","MarginCall":"50.00","MarginStopOut":"30.00","Symbols":[{"Path":"*"}]}"#,
                as: MT5GroupRecord.self
            ).records.first)
        #expect(group.marginMode == .retailHedging)
        let account = user.account(in: group)
        #expect(account.group == #"real\usd"# && account.currency == "USD" && account.stopOutLevel == 30)
        #expect(account.introducer == "77" && account.country == nil && account.leverage == 100 && account.balance == Money("10.5"))
    }

    @Test func `an account state is read`() throws {
        let json =
            #"[{"Login":"5","CurrencyDigits":"2","Balance":"100","Credit":"5","Margin":"20","Floating":"-3.5","Equity":"101.5","MarginLevel":"507.5"}]"#
        let state = try #require(try read(json, as: MT5AccountRecord.self).records.first)
        #expect(try read(#"[{"Login":"5","CurrencyDigits":"99"}]"#, as: MT5AccountRecord.self).faults.map(\.field) == ["CurrencyDigits"])
        #expect(state.account.equity == Money("101.5") && state.account.floating == Money("-3.5") && state.marginLevel == Quantity("507.5"))
    }

    @Test(arguments: [
        ("EURUSD", "0", "EUR", "USD", "EUR"), ("XAUUSD", "2", "XAU", "USD", "XAU"), ("US500", "3", "USD", "USD", "US500"),
        ("AAPL", "32", "", "USD", "AAPL"),
    ])
    func `a symbol's asset is its base currency unless that only repeats the profit currency`(
        name: String, mode: String, base: String, profit: String, asset: String
    ) throws {
        let json =
            #"[{"Symbol":"\#(name)","Path":"P\\\#(name)","CurrencyBase":"\#(base)","CurrencyProfit":"\#(profit)","Digits":"5","ContractSize":"100000.00","CalcMode":"\#(mode)","VolumeMaxExt":"18446744073709551615","SwapLong":"-7.1"}]"#
        let symbol = try #require(try read(json, as: MT5SymbolRecord.self).records.first).symbol
        #expect(
            symbol.base == asset && symbol.contractSize == Quantity(100_000) && symbol.path == "P\\\(name)" && symbol.swapLong == Quantity("-7.1"))
    }

    @Test func `a symbol without a contract size is a fault`() throws {
        #expect(try read(#"[{"Symbol":"X","Digits":"5"}]"#, as: MT5SymbolRecord.self).faults.map(\.field) == ["ContractSize"])
        #expect(try read(#"[{"Symbol":"X","Digits":"900","ContractSize":"1"}]"#, as: MT5SymbolRecord.self).faults.map(\.field) == ["Digits"])
    }

    @Test func `a symbol that was never quoted gives no tick`() throws {
        let json =
            #"[{"Symbol":"A","Bid":"0","Ask":"0","Datetime":"0"},{"Symbol":"B","Bid":"1.1","Ask":"1.2","Datetime":"1700000000","DatetimeMsc":"1700000000250"}]"#
        let list = try read(json, as: MT5TickRecord.self)
        #expect(
            list.records == [
                Tick(symbol: "B", bid: Price(units: 110_000_000), ask: Price(units: 120_000_000), time: Timestamp(milliseconds: 1_700_000_000_250))
            ])
        #expect(list.faults.isEmpty)
    }

    @Test func `rows of tick history are read and bad ones named`() throws {
        let json = "[[1700000000123,1.1,1.2],[1700000000200,0,1.3],[1,2],{},[1700000000300,\"1.4\",\"1.5\",9],[\"x\",1,2]]"
        let list = try Array(json.utf8).withUnsafeBufferPointer { try MT5TickRows.read($0, symbol: "B", clock: ServerClock()) }
        #expect(list.records.map(\.bid.description) == ["1.1", "1.1", "1.4"])
        #expect(list.records.map(\.ask.description) == ["1.2", "1.3", "1.5"])
        #expect(list.records.first?.time == Timestamp(milliseconds: 1_700_000_000_123))
        #expect(list.faults.count == 3)
    }

    @Test func `an envelope is read whatever the case of its names`() throws {
        let reply = try MT5Reply(envelope: Array(#"{"RetCode":"0 Done","answer ":{"Total":"15"},"trans_id":42}"#.utf8))
        #expect(reply.code == .done)
        #expect(try reply.number("TOTAL") == 15)
        #expect(reply.value("TRANS_ID") == "42")
        #expect(throws: MT5Error.self) { try reply.number("TIME") }
    }

    @Test(arguments: ["", "Forbidden", "[]", "{}", #"{"retcode":""}"#, #"{"retcode":"Done"}"#, #"{"retcode":"0 Done""#])
    func `what is no envelope is refused`(text: String) {
        #expect(throws: MT5Error.self) { try MT5Reply(envelope: Array(text.utf8)) }
    }

    @Test func `long lists go into a body and short ones into the query`() throws {
        let short = MT5Request("x", nil, "/api/user/logins", [("group", .text(#"real\a b,*"#))]).web()
        #expect(short.target == "/api/user/logins?group=real%5Ca%20b,%2A" && !short.isPost)
        let long = MT5Request("x", nil, "/api/user/get_batch", [("login", .list((1...1000).map { String($0) }))]).web()
        #expect(long.isPost && long.target == "/api/user/get_batch" && String(decoding: long.body, as: UTF8.self).hasPrefix(#"{"login":["1","2","#))
    }

    @Test func `symbol lists are cut where the server's limit is`() {
        let symbols = (0..<1000).map { "SYMBOL\($0)" }
        let parts = MT5Client.parts(symbols)
        #expect(parts.flatMap { $0 } == symbols)
        #expect(parts.allSatisfy { $0.joined(separator: ",").utf8.count <= 4096 })
        #expect(MT5Client.parts([]).isEmpty)
    }
}
