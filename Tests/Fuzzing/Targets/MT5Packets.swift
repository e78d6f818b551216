import MetaTrader

extension FuzzTarget {
    /// The packets of the TCP transport, from either side.
    static let mt5Packets = FuzzTarget(
        name: "mt5-packets",
        seeds: {
            let message = MT5Message("TEST_ACCESS", [.init("PARAMETER", "a=b|c")], payload: Array("{\"Login\":1}".utf8)).encoded
            let cut = MT5Packet.cut(message + [UInt8](repeating: 65, count: 70_000), serial: 7).flatMap(\.encoded)
            return [MT5Packet.prefix + MT5Packet.ping(serial: 1).encoded, MT5Packet.cut(message, serial: 1).flatMap(\.encoded), cut]
        },
        feed: { bytes throws(BrokenPromise) in
            guard let first = bytes.first else { return }
            let expectsPrefix = first == UInt8(ascii: "M")
            let whole = decode([bytes], expectsPrefix)
            let size = 1 + Int(first) % 13
            let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min(bytes.count, $0 + size)]) }
            let pieced = decode(pieces, expectsPrefix)
            try BrokenPromise.unless(whole == pieced, "Packets depend on how the stream was cut.")
            var assembler = MT5MessageAssembler(limit: 100_000)
            for packet in whole {
                guard let message = try? assembler.add(packet) else { continue }
                try BrokenPromise.unless(message.body.count <= 100_000, "A message is longer than its limit.")
            }
        })

    private static func decode(_ pieces: [[UInt8]], _ expectsPrefix: Bool) -> [MT5Packet] {
        var decoder = MT5PacketDecoder(expectsPrefix: expectsPrefix)
        var packets: [MT5Packet] = []
        for piece in pieces {
            decoder.append(piece)
            do {
                while let packet = try decoder.next() { packets.append(packet) }
            } catch {
                return packets
            }
        }
        return packets
    }
}
