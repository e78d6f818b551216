import NIOPosix
import Synchronization

/// Threads of our own for work that blocks, with a bounded number waiting for them.
final class WorkThreads: Sendable {
    private let pool: NIOThreadPool
    private let pending = Mutex(0)
    private let capacity: Int

    init(threads: Int, waiting: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        capacity = threads + waiting
        pool.start()
    }

    /// - Throws: ``Problem/busy(retryAfter:)`` when too many wait already, or what the work throws.
    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try enter()
        defer { pending.withLock { $0 -= 1 } }
        return try await pool.runIfActive(work)
    }

    /// Ends the threads. Work that comes later is refused.
    func stop() async throws { try await pool.shutdownGracefully() }

    private func enter() throws(Problem) {
        let entered = pending.withLock { pending in
            guard pending < capacity else { return false }
            pending += 1
            return true
        }
        guard entered else { throw .busy(retryAfter: 2) }
    }
}
