import JSON
import Testing

struct JSONValueTests {
    @Test func keepsNumbersAsTheyWereWritten() throws {
        let value = try JSONValue(parsing: Array(#"{"Balance":"26000.00","Volume":1.10,"n":-3e-2}"#.utf8))
        #expect(value["Balance"] == .string("26000.00"))
        #expect(value["Volume"] == .number("1.10"))
        #expect(value["n"]?.scalarText == "-3e-2")
    }

    @Test func decodesEveryEscapeAndSurrogatePairs() throws {
        let value = try JSONValue(parsing: Array(#""a\"\\\/\b\f\n\r\t\u0416\ud83d\ude00""#.utf8))
        #expect(value.string == "a\"\\/\u{8}\u{c}\n\r\tЖ😀")
    }

    @Test(arguments: [
        "", "{", "[1,", "{\"a\"}", "{\"a\":}", "[1 2]", "01", "1.", "-", "+1", "1e", "tru", "nul", "\"", "\"\\x\"", "\"\\ud800\"", "\"\u{1}\"", "[1]]",
        "{,}", "[,1]", "{\"a\":1,}", "{a:1}", "'a'", "NaN",
    ])
    func refusesWhatIsNotJSON(_ text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test func refusesBrokenUTF8() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test func refusesDeepNestingInsteadOfOverflowingTheStack() {
        let deep = Array(repeating: UInt8(ascii: "["), count: 200_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
    }

    /// Bytes drawn by a fixed generator: decoding may refuse, never trap, and what it accepts writes and reads back the same.
    @Test func survivesRandomBytes() throws {
        var state: UInt64 = 42
        let alphabet = Array("{}[]\",:0123456789.eE+-truefalsn\\u \n".utf8)
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<Int(state >> 58) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect(try JSONValue(parsing: JSONWriter.bytes { $0.value(value) }) == value)
        }
    }
}

struct JSONWriterTests {
    @Test func writesNestedValuesWithCommasWhereTheyBelong() {
        let bytes = JSONWriter.bytes { json in
            json.beginObject()
            json.key("a"); json.integer(1)
            json.key("b"); json.beginArray(); json.string("x\"\n"); json.null(); json.bool(true); json.endArray()
            json.key("c"); json.beginObject(); json.endObject()
            json.key("d"); json.double(0.5); json.key("e"); json.double(.infinity); json.key("f"); json.double(3)
            json.endObject()
        }
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":1,"b":["x\"\u000a",null,true],"c":{},"d":0.5,"e":null,"f":3}"#)
    }

    @Test func whateverIsReadFromDamagedTextIsWrittenAndReadAgainTheSame() throws {
        let whole = Array(#"{"a":[1,-2.5e-3,true,null,{"b":"x\u00e9\ud83d\ude00\n"}],"c":"","d":{},"e":[[]],"f":0.10}"#.utf8)
        let bytes = Array(#"{}[]",:\\0123456789eE+-.truefalsn"#.utf8) + [0, 0x0A, 0x1F, 0x80, 0xC3, 0xED, 0xFF]
        var state: UInt64 = 7
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<30_000 {
            var text = whole
            for _ in 0...below(3) {
                let place = below(text.count)
                if below(2) == 0 { text[place] = bytes[below(bytes.count)] } else { text.remove(at: place) }
            }
            guard let value = try? JSONValue(parsing: text) else { continue }
            #expect(try JSONValue(parsing: JSONWriter.bytes { $0.value(value) }) == value)
        }
    }
}
