extension ClientHistory {
    /// What is open, valued at the account's own newest price of each symbol: one sum of yields a symbol, in basis points.
    ///
    /// Who closes his winners and keeps his losers looks like a winner by what he closed. The price of his own newest deal there shows much
    /// of what he hides, and unlike a quote it is the same whenever the deals are read again.
    var openResults: [TripCluster] {
        var sums: [Int: TripCluster] = [:]
        for life in positions.lives where life.lots > 0 && !life.isIncomplete && symbols.indices.contains(life.symbol) {
            let (price, last) = (Double(life.openPrice), Double(symbols[life.symbol].lastPrice))
            guard price != 0, last != 0 else { continue }
            let yield = (life.isLong ? last - price : price - last) / abs(price) * 1e4
            let sum = sums[life.symbol] ?? TripCluster()
            sums[life.symbol] = TripCluster(sum: sum.sum + yield, n: sum.n + 1)
        }
        return sums.sorted { $0.key < $1.key }.map(\.value)
    }
}
