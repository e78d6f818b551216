import MetaTrader
import Testing

@Suite struct MessageTests {
    @Test func `a message survives the way there and back`() throws {
        let message = MT5Message(
            "USER_LOGINS", [.init("GROUP", #"real\pro\*,!demo\*"#), .init("NOTE", "a=b|c\\d\ne\r\nf Ж 😀"), .init("EMPTY", "")],
            payload: Array(#"[{"Name":"Zoë 😀"}]"#.utf8))
        #expect(try MT5Message(parsing: message.encoded) == message)
    }

    @Test func `escapes are written before what separates`() {
        let text = String(decoding: utf16(MT5Message("X", [.init("A", "1=2|3\\4\n5")]).encoded), as: UTF16.self)
        #expect(text == "X|A=1\\=2\\|3\\\\4\\\n5|\r\n")
    }

    @Test func `a parameter is split at its first bare equals sign`() throws {
        let message = try parse("X|A=b=c|D\\=E=f|\r\n")
        #expect(message["A"] == "b=c")
        #expect(message["D=E"] == "f")
    }

    @Test func `names are read in any case and empty values count as absent`() throws {
        let message = try parse("time_server|RetCode=0 Done|Symbol=|\r\n{}")
        #expect(message.command == "TIME_SERVER")
        #expect(message.returnCode == .done)
        #expect(message["SYMBOL"] == nil)
        #expect(message.payload == Array("{}".utf8))
    }

    @Test func `the odd keep-alive of a bar has an empty command`() throws {
        let message = try parse("|\r\n")
        #expect(message == MT5Message(""))
    }

    @Test func `a header without its line end is read all the same`() throws {
        #expect(try parse("QUIT").command == "QUIT")
        #expect(try parse("QUIT|A=1")["A"] == "1")
        #expect(try parse("") == MT5Message(""))
    }

    @Test func `an escaped carriage return does not end the line`() throws {
        let message = try parse("X|A=1\r\\\n2|\r\nrest")
        #expect(message["A"] == "1\r\n2")
        #expect(message.payload == Array("rest".utf8))
    }

    @Test func `an odd number of bytes is refused`() {
        #expect(throws: MT5Error.self) { try MT5Message(parsing: [0x41, 0x00, 0x42]) }
    }

    @Test func `lone surrogates become replacement characters`() throws {
        var body = MT5Message("X").encoded
        body += [0x00, 0xD8, 0x41, 0x00, 0x00, 0xDC]
        #expect(try MT5Message(parsing: body).payload == Array("\u{FFFD}A\u{FFFD}".utf8))
    }

    @Test func `random text never traps the parser`() throws {
        var random = SeededGenerator(seed: 11)
        let alphabet: [UInt16] = [0x41, 0x3D, 0x7C, 0x5C, 0x0D, 0x0A, 0x20, 0xD800, 0xDC00, 0x416]
        for _ in 0..<5000 {
            let units = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
            let message = try MT5Message(parsing: units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
            #expect(message.parameters.count <= units.count)
        }
    }

    @Test func `return codes say what to do`() throws {
        #expect(MT5ReturnCode.done.wire == "0 Done")
        #expect(MT5ReturnCode(wire: "3006 Invalid account password")?.remedy == .stop)
        #expect(MT5ReturnCode(wire: "12")?.remedy == .retry)
        #expect(MT5ReturnCode(wire: "1018 Busy")?.remedy == .retry)
        #expect(MT5ReturnCode(wire: "1003 x")?.remedy == .logIn)
        #expect(MT5ReturnCode(wire: "13 Not found")?.remedy == .fail)
        #expect(MT5ReturnCode(wire: "14 Partial")?.remedy == MT5ReturnCode.Remedy.none)
        for text in ["", " ", "Done", "99999999999999 x", "0x1"] { #expect(MT5ReturnCode(wire: text) == nil) }
        for code in Int32(-5)...20_000 where MT5ReturnCode(rawValue: code).remedy != .none {
            let error = MT5Error(MT5ReturnCode(rawValue: code), to: "deals")
            #expect(error.remedy == MT5ReturnCode(rawValue: code).remedy)
        }
    }

    @Test func `masks take the last entry that fits`() {
        let mask = MT5Mask(#"*,!demo\*,demo\vip\*"#)
        #expect(mask.matches(#"real\usd"#))
        #expect(!mask.matches(#"demo\usd"#))
        #expect(mask.matches(#"demo\vip\usd"#))
        #expect(MT5Mask(#"real\*\usd"#).matches(#"real\retail\pro\usd"#))
        #expect(!MT5Mask(#"real\*\usd"#).matches(#"real\retail\eur"#))
        #expect(MT5Mask("EURUSD").matches("EURUSD"))
        #expect(!MT5Mask("EURUSD").matches("EURUSD.x"))
        #expect(!MT5Mask("").matches("x"))
        #expect(MT5Mask("**a**b*").matches("xxaYYbzz"))
    }

    private func parse(_ text: String) throws -> MT5Message {
        try MT5Message(parsing: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
    }

    private func utf16(_ bytes: [UInt8]) -> [UInt16] {
        Swift.stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
    }
}
