import NIOCore
import NIOWebSocket

/// Why a client's frames were refused.
struct FrameViolation: Error, Equatable {
    /// The WebSocket close code, RFC 6455 section 7.4.1.
    var code: UInt16
    var reason: String
}

/// Checks what the frame decoder does not: mask bit, reserved bits, size and wholeness of control frames.
///
/// It stands before the aggregator, whose output has lost the mask key. After the first violation nothing more is passed on.
final class FrameCheck: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = WebSocketFrame

    private var isBroken = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isBroken else { return }
        if let violation = FrameCheck.violation(Self.unwrapInboundIn(data)) {
            isBroken = true
            context.fireErrorCaught(violation)
        } else {
            context.fireChannelRead(data)
        }
    }

    static func violation(_ frame: WebSocketFrame) -> FrameViolation? {
        guard frame.maskKey != nil else { return FrameViolation(code: 1002, reason: "client frames must be masked") }
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return FrameViolation(code: 1002, reason: "reserved bits without an extension") }
        switch frame.opcode {
        case .ping, .pong, .connectionClose:
            guard frame.fin else { return FrameViolation(code: 1002, reason: "fragmented control frame") }
            guard frame.length <= 125 else { return FrameViolation(code: 1002, reason: "control frame over 125 bytes") }
        case .text, .binary, .continuation: break
        default: return FrameViolation(code: 1002, reason: "unknown frame type")
        }
        return nil
    }
}
