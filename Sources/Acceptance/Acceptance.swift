import ArgumentParser
import Brokerage
import Simulator

/// Measures the risk engine against planted truth and against the clock. One JSON line a figure on standard output.
@main
struct Acceptance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "veles-acceptance", abstract: "Measures the risk engine on simulated worlds whose truth is known.")

    enum Part: String, ExpressibleByArgument, CaseIterable { case all, truth, speed }

    @Argument(help: "What to measure.") var part = Part.all
    @Option(help: "Seeds of the worlds, in place of the unseen ones.") var seeds: [UInt64] = []
    @Flag(help: "Measure on the seeds used for tuning.") var tuning = false
    @Option(help: "Clients of a world.") var accounts = 1000
    @Option(help: "Days of a world.") var days = 30
    @Option(help: "Share of the broker's ticks on the tape.") var density = 0.06
    @Option(help: "Say on standard error why so many falsely flagged accounts of each world were flagged.") var explain = 0
    @Option(help: "Deals of the longest history that is timed.") var deals = 10_000_000

    /// Tuesday, 31 March 2026, 21:00 UTC.
    private static let end = Timestamp(seconds: 1_774_990_800)

    func run() async throws {
        if part != .truth {
            SpeedRun.memory().show()
            _ = SpeedRun.curve(upTo: deals)
        }
        if part != .speed { await truth() }
    }

    private func truth() async {
        let chosen = !seeds.isEmpty ? seeds : tuning ? Seeds.tuning : Seeds.unseen
        let played = await play(chosen + Seeds.training)
        let (runs, training) = (played.prefix(chosen.count), played.suffix(Seeds.training.count))
        for run in runs { show(run) }
        let all = Array(runs)
        for measure in Recognition(runs: all).behaviours() { measure.show() }
        if explain > 0 { for run in all { FalseFlags.explain(run, first: explain) } }
        for measure in Recognition(runs: all).measures() + TieRecognition(runs: all).measures() { measure.show() }
        for measure in FeedFigures.measures(seed: chosen.first ?? 1, end: Self.end) { measure.show() }
        let rankings = Rankings(all.map(Rankings.World.init), training: training.map(Rankings.World.init))
        for measure in rankings.measures() { measure.show() }
    }

    /// Two worlds at a time: each is one thread's work.
    private func play(_ seeds: [UInt64]) async -> [TapeRun] {
        let (accounts, days, density) = (accounts, days, density)
        return await withTaskGroup(of: (Int, TapeRun).self) { group in
            var next = 0
            func add() {
                guard next < seeds.count else { return }
                let (place, seed) = (next, seeds[next])
                next += 1
                group.addTask {
                    var run = TapeRun(SimulatedTape(seed: seed, accounts: accounts, days: days, end: Self.end, density: density))
                    run.play()
                    return (place, run)
                }
            }
            add()
            add()
            var done: [Int: TapeRun] = [:]
            while let (place, run) = await group.next() {
                done[place] = run
                add()
            }
            return seeds.indices.compactMap { done[$0] }
        }
    }

    private func show(_ run: TapeRun) {
        Measure(
            name: "world.\(run.seed)", value: Double(run.clock.count(.deals)), n: run.truth.judged.count,
            beside: [
                ("ticks", Double(run.clock.count(.ticks))), ("tick_us", run.clock.microseconds(.ticks) ?? 0),
                ("deal_us", run.clock.microseconds(.deals) ?? 0), ("settle_seconds", run.clock.seconds(.settle)),
                ("population_seconds", run.clock.seconds(.population)),
            ]
        ).show()
    }
}
