import MetaTrader
import Testing

/// Worked examples of the protocol: figures that every implementation of it must reach.
@Suite struct VectorTests {
    @Test func `the password hash is the published one`() throws {
        #expect(MT5Hex.encode(try MT5Auth(password: "Password1").hash) == "904ba8ecb16273d2f0ae9c3b8a023752")
        #expect(MT5Hex.encode(try MT5Auth(password: "Пароль-9").hash) == "003aa5287de535ff705a40ed5815effa")
    }

    @Test(arguments: [
        ("Password1", "73007dc7184747ce0f7c98516ef1c851", "77fe51827f7fa69dd80fbec9aa33f1bb"),
        ("Password1", "4db98fec17aab4dc5a240bdc659e8395", "1732021b1b332f51660b2b315eed3a35"),
        ("Password1", "000102030405060708090a0b0c0d0e0f", "aca3fac12b20cd36984b83b63daf1901"),
        ("Пароль-9", "000102030405060708090a0b0c0d0e0f", "6429b92e44fc4d9057f3ad06bf2243e0"),
    ])
    func `a challenge has the published answer`(password: String, challenge: String, answer: String) throws {
        let bytes = try #require(MT5Hex.decode(challenge))
        #expect(MT5Hex.encode(try MT5Auth(password: password).answer(to: bytes)) == answer)
    }

    @Test(arguments: [
        (MT5Message("SYMBOL_NEXT", [.init("INDEX", "0")]), UInt16(3), "002c00030"),
        (MT5Message("TIME_SERVER"), 1, "001c00010"),
        (MT5Message("COMMON_GET"), 1, "001a00010"),
        (
            MT5Message(
                "AUTH_ANSWER",
                [
                    .init("SRV_RAND_ANSWER", "77fe51827f7fa69dd80fbec9aa33f1bb"),
                    .init("CLI_RAND", "000102030405060708090a0b0c0d0e0f"),
                ]), 2, "00d200020"
        ),
        (
            MT5Message(
                "AUTH_START",
                [
                    .init("VERSION", "3661"), .init("AGENT", "Veles"), .init("LOGIN", "1000"), .init("TYPE", "MANAGER"),
                    .init("CRYPT_METHOD", "AES256OFB"),
                ]), 1, "00aa00010"
        ),
    ])
    func `a message has the published header`(message: MT5Message, serial: UInt16, header: String) throws {
        let packets = MT5Packet.cut(message.encoded, serial: serial)
        #expect(packets.count == 1)
        let wire = try #require(packets.first).encoded
        #expect(String(decoding: wire.prefix(9), as: UTF8.self) == header)
        #expect(Array(wire.dropFirst(9)) == message.encoded)
    }

    @Test func `a ping is a header without a body`() {
        #expect(MT5Packet.ping(serial: 1).encoded == Array("000000010".utf8))
    }

    @Test func `the cipher keys are the published ones`() throws {
        let keys = try MT5Auth(password: "Password1").keys(cryptRand: (0...255).map { UInt8($0) }).map { MT5Hex.encode($0) }
        #expect(keys.count == 16)
        #expect(keys[0] == "b0ed3aa00c46c12260202166f8484536")
        #expect(keys[1] == "8f57767e6a2ca7a54c85776325f7677e")
        #expect(keys[2] == "1b6493c551ce24e2746982f0a15dc916")
        #expect(keys[3] == "57c68578ca6d4196107f83e6a8f4b48f")
        #expect(keys[15] == "70c65d37748166f082270af669327005")
    }

    @Test func `each client packet is enciphered on a fresh block of one key stream`() throws {
        var cipher = try MT5Auth(password: "Password1").ciphers(cryptRand: (0...255).map { UInt8($0) }).clientToServer
        let first = try enciphered(MT5Message("TIME_SERVER"), 3, &cipher)
        #expect(first.header == "001c00030")
        #expect(first.body == "1ef546fe150c6454a300777b6b86f8b60f4db44cb60af1463cb77366")
        let second = try enciphered(MT5Message("USER_LOGINS", [.init("GROUP", "demo\\*")]), 4, &cipher)
        #expect(second.header == "003800040")
        #expect(
            second.body == "2fd71bbf0951084cfda0882752e5843bef3ba1047a6d6a5dbc41aa82525312125511f8a408a0d566198e87960a5686ae559e29de82106f50")
    }

    @Test func `the server's direction has a key stream of its own`() throws {
        var cipher = try MT5Auth(password: "Password1").ciphers(cryptRand: (0...255).map { UInt8($0) }).serverToClient
        let message = MT5Message(answering: "TIME_SERVER", .done, [.init("TIME", "1700000000 2023.11.14 22:13:20")])
        let wire = try enciphered(message, 3, &cipher)
        #expect(wire.header == "008200030")
        #expect(
            wire.body == "283bc03621e3bd0a3fbcb1cf13ece329f94871f2655061821087cdde14ec62333af27d4038cb83c38114d40e6afda0603339b8bdb7618a62"
                + "29759f08094fd31f971b6a42f7b3ee0ddd9c97b08479aa855c38ab485919f768f7adfc4df312d9c7d7a954e79567b2f7116216ea643c72d3c3b4"
                + "9c4d089430d68368f00dc9f2241b9f6d")
    }

    @Test func `deciphering gives the plain text back`() throws {
        let ciphers = try MT5Auth(password: "Password1").ciphers(cryptRand: (0...255).map { UInt8($0) })
        var (sender, receiver) = (ciphers.clientToServer, ciphers.clientToServer)
        for length in [1, 15, 16, 17, 4096, 65_535] {
            let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            var body = plain
            try sender.apply(to: &body)
            #expect(body != plain)
            try receiver.apply(to: &body)
            #expect(body == plain)
        }
    }

    @Test func `a CRYPT_RAND of the wrong length is refused`() throws {
        let auth = try MT5Auth(password: "Password1")
        #expect(throws: MT5Error.self) { try auth.ciphers(cryptRand: [1, 2, 3]) }
    }

    private func enciphered(_ message: MT5Message, _ serial: UInt16, _ cipher: inout MT5Cipher) throws -> (header: String, body: String) {
        var packet = try #require(MT5Packet.cut(message.encoded, serial: serial).first)
        try cipher.apply(to: &packet)
        return (String(decoding: packet.encoded.prefix(9), as: UTF8.self), MT5Hex.encode(packet.body))
    }
}
