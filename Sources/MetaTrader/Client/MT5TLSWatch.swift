import NIOCore
import NIOSSL

/// Stands behind the TLS layer and remembers why it gave up: that may be before the first request is made, when nobody waits for an
/// answer that could fail.
final class MT5TLSWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let trust: MT5Trust

    init(_ trust: MT5Trust) { self.trust = trust }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if Self.isTLS(error) { trust.note(failure: error) }
        context.fireErrorCaught(error)
    }

    static func isTLS(_ error: any Error) -> Bool { error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError }
}
