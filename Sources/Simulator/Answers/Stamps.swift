import JSON

/// Turns the simulation's instants into the stamps of the server's clock.
struct Stamps: Sendable {
    private var clock: WallClock
    /// Newer builds write the long stamps in microseconds.
    private let inMicroseconds: Bool

    init(_ clock: WallClock, inMicroseconds: Bool) { (self.clock, self.inMicroseconds) = (clock, inMicroseconds) }

    /// Seconds of the server's clock; 0 for no time at all.
    mutating func seconds(_ instant: Int64) -> Int64 { instant == 0 ? 0 : clock.wall(instant) / 1000 }

    mutating func fine(_ instant: Int64) -> Int64 {
        guard instant != 0 else { return 0 }
        return inMicroseconds ? clock.wall(instant) * 1000 : clock.wall(instant)
    }
}
