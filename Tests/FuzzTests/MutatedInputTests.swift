import Fuzzing
import Testing

@Suite struct MutatedInputTests {
    @Test(arguments: FuzzTarget.all.map(\.name)) func `a parser takes its own seeds and keeps its promises`(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let seeds = target.seeds()
        #expect(!seeds.isEmpty)
        for seed in seeds { try target.feed(seed) }
    }

    @Test(arguments: FuzzTarget.all.map(\.name)) func `a parser keeps its promises whatever is done to its input`(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let seeds = target.seeds()
        var mutation = Mutation(seed: 20_260_105)
        let rounds = name == "import-files" ? 300 : 3_000
        for round in 0..<rounds {
            let input = mutation.mutate(seeds[round % seeds.count], with: seeds)
            do throws(BrokenPromise) { try target.feed(input) } catch {
                Issue.record("round \(round): \(error) Input: \(String(decoding: input.prefix(400), as: UTF8.self).debugDescription)")
                return
            }
        }
    }

    @Test func `nothing at all and a megabyte of one byte are inputs too`() throws {
        for target in FuzzTarget.all {
            try target.feed([])
            for byte: UInt8 in [0, 0x20, 0x22, 0x5B, 0x7B, 0xFF] where target.name != "import-files" {
                try target.feed([UInt8](repeating: byte, count: 1 << 20))
            }
        }
    }
}
