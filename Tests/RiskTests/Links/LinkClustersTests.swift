import Testing

@testable import Risk

struct LinkClustersTests {
    private func edge(_ a: Int, _ b: Int, strong: Bool = true, directed: Bool = false) -> LinkClusters.Edge {
        LinkClusters.Edge(a: a, b: b, isStrong: strong, isDirected: directed)
    }

    @Test func aPairIsAGroup() { #expect(LinkClusters.groups([edge(3, 9)]) == [[3, 9]]) }

    @Test func groupsAreApartAndSorted() {
        #expect(LinkClusters.groups([edge(7, 8), edge(1, 4), edge(4, 5), edge(1, 5)]) == [[1, 4, 5], [7, 8]])
    }

    @Test func whoHangsOnByOneEdgeIsTrimmed() {
        #expect(LinkClusters.groups([edge(1, 2), edge(2, 3), edge(1, 3), edge(3, 4)]) == [[1, 2, 3]])
        #expect(LinkClusters.groups([edge(1, 2), edge(2, 3), edge(3, 4)]) == [[2, 3]])
    }

    @Test func copiersOfOneSourceNeedNoSecondEdge() {
        let star = [edge(1, 2, directed: true), edge(1, 3, directed: true), edge(1, 4, directed: true)]
        #expect(LinkClusters.groups(star) == [[1, 2, 3, 4]])
    }

    @Test func weakEdgesMakeNoGroupButHoldOneTogether() {
        #expect(LinkClusters.groups([edge(1, 2, strong: false)]) == [])
        let held = [edge(1, 2), edge(2, 3), edge(1, 3, strong: false)]
        #expect(LinkClusters.groups(held) == [[1, 2, 3]])
    }
}
