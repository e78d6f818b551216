import Foundation

/// What the kernel says about this process.
struct ProcessFigures: Sendable {
    var residentBytes: UInt64?
    var openDescriptors: Int?

    static func read() -> ProcessFigures {
        var figures = ProcessFigures()
        // The second number of statm is the resident set in pages.
        if let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = statm.split(separator: " ").dropFirst().first.flatMap({ UInt64($0) })
        {
            figures.residentBytes = pages * UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))
        }
        figures.openDescriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
        return figures
    }
}
