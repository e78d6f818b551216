import NIOCore
import NIOHTTP1

/// Brings the head of every request into the one form that the server behind it reads.
///
/// - What ends a connection is written as the one word `close`: `Connection` is a list of words in any case (RFC 9110 section 7.6.1),
///   and HTTP/1.0 has no lasting connections here.
/// - A request names one host (RFC 9112 section 3.2). When it names several the field is taken away, and the request is refused as one
///   that names none. HTTP/1.0 may leave it out.
/// - The wish to upgrade is taken from requests that cannot: all but the first of a connection, and `CONNECT`. The decoder reads nothing
///   behind such a request, so the next one would wait for ever; the connection is closed after the answer.
final class HeadForm: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = Self.unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        context.fireChannelRead(Self.wrapInboundOut(.head(HeadForm.of(head))))
    }

    static func of(_ head: HTTPRequestHead) -> HTTPRequestHead {
        var form = head.method == .CONNECT || head.headers.contains(name: "Upgrade") ? UpgradeGate.plain(head) : head
        if endsConnection(form) { form.headers.replaceOrAdd(name: "Connection", value: "close") }
        let hosts = form.headers["Host"].count
        if hosts > 1 { form.headers.remove(name: "Host") }
        if hosts == 0, form.version != .http1_1 { form.headers.add(name: "Host", value: "") }
        return form
    }

    private static func endsConnection(_ head: HTTPRequestHead) -> Bool {
        head.version != .http1_1 || head.headers[canonicalForm: "Connection"].contains { $0.lowercased() == "close" }
    }
}
