/// Brings features to mean zero and deviation one, as the rows it learned from had them, held within ±4.
struct Standardised {
    private var means: [Double]
    private var deviations: [Double]

    init(_ rows: [[Double]]) {
        let width = rows.first?.count ?? 0
        let n = Double(max(1, rows.count))
        var (means, deviations) = ([Double](repeating: 0, count: width), [Double](repeating: 1, count: width))
        for column in 0..<width {
            means[column] = rows.reduce(0) { $0 + $1[column] } / n
            let squares = rows.reduce(0) { $0 + ($1[column] - means[column]) * ($1[column] - means[column]) }
            deviations[column] = max(1e-9, (squares / n).squareRoot())
        }
        (self.means, self.deviations) = (means, deviations)
    }

    func callAsFunction(_ row: [Double]) -> [Double] {
        row.indices.map { max(-4, min(4, (row[$0] - means[$0]) / deviations[$0])) }
    }
}
