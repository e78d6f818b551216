import Foundation
import Testing

@testable import Risk

struct FalseDiscoveryTests {
    @Test func theFirstTwoOfTheReferencesExamplePass() throws {
        let values = [0.001, 0.008, 0.039, 0.041, 0.27]
        let cutoff = try #require(FalseDiscovery.cutoff(values.shuffled().map(log10), rate: 0.05))
        #expect(values.filter { log10($0) <= cutoff } == [0.001, 0.008])
    }

    @Test func nothingPassesWhereNothingStandsOut() {
        #expect(FalseDiscovery.cutoff([], rate: 0.05) == nil)
        #expect(FalseDiscovery.cutoff((1...1000).map { log10(Double($0) / 1000) }, rate: 0.05) == nil)
        #expect(FalseDiscovery.cutoff([.nan, 3, log10(0.2)], rate: 0.05) == nil)
    }

    @Test func aFindingMustStandOutOfAllClientsTested() {
        let crowd = (1...1000).map { rank in
            var results = TestResults()
            results[.news] = log10(Double(rank) / 1001)
            return results
        }
        var found = TestResults()
        found[.news] = -9
        let limits = FindingLimits(of: crowd + [found])
        #expect(limits.evidence(found, .news) == 6)
        #expect(crowd.allSatisfy { limits.evidence($0, .news) == 0 })
        #expect(limits.evidence(found, .sniping) == 0, "another test says nothing")
    }

    @Test func limitsReadBackAsTheyWereWritten() {
        var prior = PopulationPrior.initial
        var found = TestResults()
        found[.latency] = -7.25
        prior.limits = FindingLimits(of: Array(repeating: found, count: 30))
        #expect(PopulationPrior(figures: prior.figures) == prior)
        #expect(prior.limits[.latency] == -7.25)
    }
}
