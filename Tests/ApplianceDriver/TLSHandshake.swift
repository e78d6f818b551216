import NIOCore
import NIOPosix
import NIOSSL

/// A TLS handshake with a server, for its certificate's sake.
public enum TLSHandshake {
    /// The peer showed no certificate.
    public struct NoCertificate: Error {}

    /// DER of the certificate that a server on this machine shows. Any is taken.
    public static func certificate(_ port: Int) async throws -> [UInt8] {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        let context = try NIOSSLContext(configuration: configuration)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: nil))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        // Goes out once the handshake is over, or fails with it.
        try await channel.writeAndFlush(ByteBuffer(string: "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"))
        let certificate = try await channel.nioSSL_peerCertificate().get()
        try await channel.close()
        guard let certificate else { throw NoCertificate() }
        return try certificate.toDERBytes()
    }
}
