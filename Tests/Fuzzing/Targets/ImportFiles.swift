import Bridge
import Brokerage
import Foundation
import MetaTrader

extension FuzzTarget {
    /// Statements, histories and exports of MetaTrader, as a person uploads them.
    static let importFiles = FuzzTarget(
        name: "import-files",
        seeds: {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../MetaTraderTests/Statements/Files").standardizedFileURL
            let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
            return files.sorted { $0.path < $1.path }.compactMap { try? Data(contentsOf: $0) }.map { Array($0) }.filter { $0.count < 60_000 }
        },
        feed: { bytes throws(BrokenPromise) in
            let options = StatementOptions(login: 7, symbol: "EURUSD")
            guard let file = try? ImportFile.read(bytes, name: "history.htm", options: options) else { return }
            try BrokenPromise.unless(file.batch.deals.allSatisfy { $0.login > 0 }, "A deal was read that belongs to nobody.")
        })
}
