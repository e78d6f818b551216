import Testing

@testable import Simulator

@Suite struct WebTargetTests {
    @Test func pathsBecomeCommands() {
        #expect(WebTarget("/api/deal/get_batch").command == "DEAL_GET_BATCH")
        #expect(WebTarget("/api/user/account/get?login=1").command == "USER_ACCOUNT_GET")
        #expect(WebTarget("/api/auth/start").command == "AUTH_START")
        for (path, command) in [("/auth_start", "AUTH_START"), ("/user_account_get?login=1", "USER_ACCOUNT_GET"), ("/quit", "QUIT")] {
            #expect(WebTarget(path).command == command)
        }
        #expect(WebTarget("//api/user/logins?group=*").command == "USER_LOGINS")
        #expect(WebTarget("/simulator/faults").command == nil)
        #expect(WebTarget("/other").command == nil)
        #expect(WebTarget("/api").command == nil)
        #expect(WebTarget("").command == nil)
    }

    @Test func queriesAreDecoded() {
        let target = WebTarget("/api/user/logins?group=real%5C%2A,demo%5c*&empty=&flag&a=b=c&bad=%4")
        #expect(target.parameters.map(\.name) == ["group", "empty", "flag", "a", "bad"])
        #expect(target.parameters.map(\.value) == ["real\\*,demo\\*", "", "", "b=c", "%4"])
        #expect(WebTarget("/api/x/y?c=a+b%2Bc").parameters.first?.value == "a b+c")
    }

    @Test func randomTargetsDoNotTrap() {
        var chance = Chance(seed: 8)
        for _ in 0..<5000 {
            let bytes = (0..<chance.whole(0...40)).map { _ in UInt8(chance.pick(Array("/?%&=+api012zZ\\ \u{7F}".utf8))) }
            _ = WebTarget(String(decoding: bytes, as: UTF8.self))
        }
    }
}
