import Glibc

/// Logistic regression with a ridge, fitted by gradient descent on all rows. It holds no more than a baseline must.
struct LogisticModel {
    private let scale: Standardised
    private var weights: [Double]
    private var bias = 0.0

    init(rows: [[Double]], labels: [Bool], ridge: Double = 1e-3, rounds: Int = 2000, rate: Double = 0.5) {
        let standardised = Standardised(rows)
        let inputs = rows.map { standardised($0) }
        scale = standardised
        weights = [Double](repeating: 0, count: rows.first?.count ?? 0)
        let n = Double(max(1, rows.count))
        for _ in 0..<rounds {
            var (gradient, slope) = ([Double](repeating: 0, count: weights.count), 0.0)
            for (row, label) in zip(inputs, labels) {
                let error = probability(row) - (label ? 1 : 0)
                slope += error
                for column in row.indices { gradient[column] += error * row[column] }
            }
            bias -= rate * slope / n
            for column in weights.indices { weights[column] -= rate * (gradient[column] / n + ridge * weights[column]) }
        }
    }

    private func probability(_ scaled: [Double]) -> Double {
        1 / (1 + exp(-zip(weights, scaled).reduce(bias) { $0 + $1.0 * $1.1 }))
    }

    func score(_ row: [Double]) -> Double { probability(scale(row)) }
}
