import Foundation

/// A user of this machine.
struct UnixUser: Sendable, Equatable {
    /// The name, or `uid` and the number when nobody has that number.
    let name: String

    init(id: uid_t) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        let known = getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0 && found != nil
        name = known ? entry.pw_name.map { String(cString: $0) } ?? "uid \(id)" : "uid \(id)"
    }

    /// Whoever runs this process.
    static var current: UnixUser { UnixUser(id: geteuid()) }
}
