import NIOCore
import NIOHTTP1
import NIOSSL
import Tenancy

/// What a new connection meets first: the count of its address, then TLS.
struct ConnectionDoor: Sendable {
    /// The address has as many connections as it may.
    struct Refused: Error {}

    /// Nil without TLS.
    let certificates: CertificateKeeper?
    let arrivals: ArrivalReader
    let connections: AddressConnections
    let ids: RequestIDs
    let metrics: WebMetrics

    /// Lets a connection in, on its event loop. - Throws: ``Refused``; the connection is then closed.
    func open(_ channel: any Channel) throws {
        do {
            try count(channel)
            metrics.noteOpened()
            channel.closeFuture.whenComplete { [metrics] _ in metrics.noteClosed() }
            guard let certificates else { return }
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: certificates.context))
        } catch {
            channel.close(promise: nil)
            throw error
        }
    }

    /// The header fields of answers that no route makes.
    func bareFields() -> HTTPHeaders {
        var fields = SecurityFields.bare(insisting: arrivals.isHTTPS && !arrivals.isSelfSigned)
        fields.add(name: "X-Request-Id", value: ids.id(offered: nil))
        return fields
    }

    private func count(_ channel: any Channel) throws(Refused) {
        guard let address = ArrivalReader.address(of: channel), !arrivals.isProxy(address) else { return }
        let site = address.site
        guard connections.enter(site) else {
            metrics.countRefusedConnection()
            throw Refused()
        }
        channel.closeFuture.whenComplete { [connections] _ in connections.leave(site) }
    }
}
