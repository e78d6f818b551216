import MetaTrader
import Testing

@Suite struct PacketTests {
    /// A long answer between pings, as bytes on the wire.
    private var stream: [UInt8] {
        var bytes = MT5Packet.ping(serial: 0x4001).encoded
        let packets = MT5Packet.cut((0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 7) }, serial: 0x12)
        for packet in packets {
            packet.append(to: &bytes)
            for serial in UInt16(0x8000)..<0x8003 { MT5Packet.ping(serial: serial).append(to: &bytes) }
        }
        return bytes
    }

    @Test(arguments: [1, 2, 3, 8, 9, 10, 4097, 200_000])
    func `packets are found whatever the size of the pieces`(size: Int) throws {
        var decoder = MT5PacketDecoder(expectsPrefix: false)
        var assembler = MT5MessageAssembler(limit: 1 << 20)
        let bytes = stream
        var wholes: [MT5MessageAssembler.Whole] = []
        var packets = 0
        for start in Swift.stride(from: 0, to: bytes.count, by: size) {
            decoder.append(bytes[start..<min(start + size, bytes.count)])
            while let packet = try decoder.next() {
                packets += 1
                if let whole = try assembler.add(packet) { wholes.append(whole) }
            }
        }
        #expect(packets == 9)
        #expect(wholes.map(\.serial) == [0x12])
        #expect(wholes.first?.body == (0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 7) })
        #expect(decoder.buffered == 0)
    }

    @Test func `the prefix may come alone, in pieces or with the first packet`() throws {
        let packet = MT5Packet.ping(serial: 1).encoded
        for split in 0...(MT5Packet.prefix.count + packet.count) {
            let bytes = MT5Packet.prefix + packet
            var decoder = MT5PacketDecoder(expectsPrefix: true)
            decoder.append(bytes[..<split])
            var found = [try decoder.next()].compactMap { $0 }
            decoder.append(bytes[split...])
            while let next = try decoder.next() { found.append(next) }
            #expect(found == [.ping(serial: 1)])
        }
    }

    @Test func `a connection that starts with something else is refused at its first wrong byte`() {
        var decoder = MT5PacketDecoder(expectsPrefix: true)
        decoder.append(Array("MX".utf8))
        #expect(throws: MT5Error.self) { try decoder.next() }
    }

    @Test func `hexadecimal digits are read in either case and written in lower case`() throws {
        var decoder = MT5PacketDecoder(expectsPrefix: false)
        decoder.append(Array("000A3FfA0".utf8) + Array(repeating: 7, count: 10))
        let packet = try #require(try decoder.next())
        #expect(packet.serial == 0x3FFA)
        #expect(packet.encoded.starts(with: Array("000a3ffa0".utf8)))
    }

    @Test(arguments: ["00g000010", "0000 0010", "000000012", "GET / HTT", "-00000010"])
    func `what is no header is refused`(header: String) {
        var decoder = MT5PacketDecoder(expectsPrefix: false)
        decoder.append(Array(header.utf8))
        #expect(throws: MT5Error.self) { try decoder.next() }
    }

    @Test func `a truncated packet waits for the rest`() throws {
        var decoder = MT5PacketDecoder(expectsPrefix: false)
        decoder.append(Array("000400010".utf8) + [1, 2, 3])
        #expect(try decoder.next() == nil)
        decoder.append([4])
        #expect(try decoder.next()?.body == [1, 2, 3, 4])
    }

    @Test func `a message is cut at 65 535 bytes and flagged`() {
        let packets = MT5Packet.cut([UInt8](repeating: 1, count: 2 * 65_535 + 1), serial: 9)
        #expect(packets.map(\.body.count) == [65_535, 65_535, 1])
        #expect(packets.map(\.isLast) == [false, false, true])
        #expect(MT5Packet.cut([], serial: 1).isEmpty)
        #expect(MT5Packet(serial: 1, body: [UInt8](repeating: 0, count: 65_536)) == nil)
    }

    @Test func `a message that never ends is refused at the limit`() throws {
        var assembler = MT5MessageAssembler(limit: 100)
        let packet = try #require(MT5Packet(serial: 1, isLast: false, body: [UInt8](repeating: 0, count: 60)))
        #expect(try assembler.add(packet) == nil)
        #expect(throws: MT5Error.self) { try assembler.add(packet) }
    }

    @Test func `another message inside an unfinished one is refused`() throws {
        var assembler = MT5MessageAssembler(limit: 100)
        #expect(try assembler.add(#require(MT5Packet(serial: 1, isLast: false, body: [1]))) == nil)
        let other = try #require(MT5Packet(serial: 2, body: [1]))
        #expect(throws: MT5Error.self) { try assembler.add(other) }
    }

    @Test func `random bytes never trap the decoder`() {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("0123456789abcdefABCDEF01MT5WEBAPI|=\\\r\n".utf8)
        for round in 0..<3000 {
            var decoder = MT5PacketDecoder(expectsPrefix: round % 2 == 0)
            var assembler = MT5MessageAssembler(limit: 10_000)
            for _ in 0..<8 {
                let count = Int.random(in: 0...60, using: &random)
                decoder.append(
                    (0..<count).map { _ in
                        round % 3 == 0
                            ? UInt8.random(in: .min ... .max, using: &random) : alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                    })
                do throws(MT5Error) {
                    while let packet = try decoder.next() {
                        if let whole = try assembler.add(packet) { _ = try MT5Message(parsing: whole.body) }
                    }
                } catch {
                    #expect(error.code == .protocolViolation || error.code == .answerTooLarge)
                }
            }
        }
    }
}
