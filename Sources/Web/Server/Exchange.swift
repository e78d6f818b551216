import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The connection that a request came on.
struct Exchange: InitializableFromSource, Sendable {
    let channel: any Channel
    let logger: Logger

    init(source: ApplicationRequestContextSource) { (channel, logger) = (source.channel, source.logger) }
}
