import Foundation
import NIOCore

extension VerbFailure {
    /// What is to be told when the web server's address cannot be had; nil for any other error.
    init?(listening error: any Error, on address: String) {
        guard let error = error as? IOError, [EADDRINUSE, EADDRNOTAVAIL, EACCES].contains(error.errnoCode) else { return nil }
        self.init("The web server cannot listen on \(address): \(String(cString: strerror(error.errnoCode))).")
    }
}
