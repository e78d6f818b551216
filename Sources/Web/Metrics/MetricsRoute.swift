import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Tenancy

/// `/metrics` for Prometheus: to programs on this machine, or to whoever knows the token when one is configured.
struct MetricsRoute: Sendable {
    let metrics: WebMetrics
    let desks: Desks
    let streams: StreamService
    let authenticator: Authenticator
    let certificates: CertificateKeeper?
    let token: String?
    let version: String
    let clock: WebClock

    var routes: [Route] { [Route(.get, "/metrics", .open, answer)] }

    private func answer(_ call: Call) async throws -> Response {
        try demandAllowed(call)
        let headers: HTTPFields = [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"]
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: await text())))
    }

    private func demandAllowed(_ call: Call) throws(Problem) {
        let fields = call.request.headers
        if let token {
            guard let given = Authenticator.bearer(fields[.authorization]), Digest.sha256(given.utf8) == Digest.sha256(token.utf8) else {
                throw .unauthorized
            }
            return
        }
        // A proxy on this machine speaks for others; then only a token tells who asks.
        guard fields[.forwarded] == nil, fields[.forwardedFor] == nil, call.arrival.address?.isLoopback ?? true else { throw .notFound }
    }

    private func text() async -> String {
        var text = PrometheusText()
        let snapshot = metrics.snapshot
        text.family("veles_build_info", "gauge", "The version that runs.")
        text.sample("veles_build_info", [("version", version)], 1)
        text.family("veles_uptime_seconds", "gauge", "Since the server was built.")
        text.sample("veles_uptime_seconds", [], clock.now().seconds(since: metrics.startedAt))
        if let certificates {
            text.family("veles_tls_certificate_days_left", "gauge", "Days until the server's certificate runs out.")
            text.sample("veles_tls_certificate_days_left", [], certificates.daysLeft)
        }
        MetricsRoute.writeRequests(snapshot, to: &text)
        MetricsRoute.writeRefusals(snapshot, to: &text)
        writeStreams(snapshot, to: &text)
        writeIngest(snapshot.ingest, to: &text)
        await writeDesks(to: &text)
        MetricsRoute.writeProcess(to: &text)
        return text.text
    }

    private static func writeRequests(_ snapshot: WebMetrics.Snapshot, to text: inout PrometheusText) {
        let used = snapshot.routes.filter { $0.requests.count > 0 }
        text.family("veles_http_requests_total", "counter", "Answers by route and class of status.")
        for (labels, route) in used {
            for code in 1...5 where route.classes[code] > 0 {
                text.sample("veles_http_requests_total", labels + [("class", "\(code)xx")], route.classes[code])
            }
        }
        text.family("veles_http_request_seconds", "histogram", "Time from the request's head to its answer.")
        for (labels, route) in used {
            var sum: UInt64 = 0
            for (bound, count) in zip(RequestMetrics.bounds, route.buckets) {
                sum += count
                text.sample("veles_http_request_seconds_bucket", labels + [("le", bound.description)], sum)
            }
            text.sample("veles_http_request_seconds_bucket", labels + [("le", "+Inf")], route.count)
            text.sample("veles_http_request_seconds_sum", labels, route.seconds)
            text.sample("veles_http_request_seconds_count", labels, route.count)
        }
    }

    private static func writeRefusals(_ snapshot: WebMetrics.Snapshot, to text: inout PrometheusText) {
        text.family("veles_http_refused_total", "counter", "Requests beyond a limit, by budget and by whose limit it was.")
        for budget in Budget.allCases {
            for scope in RateScope.allCases {
                guard let count = snapshot.refusals[.init(budget: budget, scope: scope)] else { continue }
                text.sample("veles_http_refused_total", [("budget", budget.rawValue), ("scope", scope.rawValue)], count)
            }
        }
        text.family("veles_connections_open", "gauge", "Open connections.")
        text.sample("veles_connections_open", [], snapshot.openConnections)
        text.family("veles_connections_refused_total", "counter", "Connections of addresses that had too many.")
        text.sample("veles_connections_refused_total", [], snapshot.refusedConnections)
    }

    private func writeStreams(_ snapshot: WebMetrics.Snapshot, to text: inout PrometheusText) {
        text.family("veles_stream_sockets", "gauge", "Open WebSockets.")
        text.sample("veles_stream_sockets", [], streams.count)
        text.family("veles_stream_frames_waiting", "gauge", "Frames waiting for all WebSockets together.")
        text.sample("veles_stream_frames_waiting", [], streams.waiting)
        text.family("veles_stream_slow_clients_total", "counter", "WebSockets closed because they were too slow.")
        text.sample("veles_stream_slow_clients_total", [], snapshot.slowClients)
        text.family("veles_tokens_believed", "gauge", "Bearer tokens whose proof is remembered.")
        text.sample("veles_tokens_believed", [], authenticator.believed)
    }

    private func writeIngest(_ ingest: WebMetrics.Ingest, to text: inout PrometheusText) {
        text.family("veles_ingest_events_total", "counter", "Pushed events by what became of them.")
        text.sample("veles_ingest_events_total", [("outcome", "accepted")], ingest.accepted)
        text.sample("veles_ingest_events_total", [("outcome", "duplicate")], ingest.duplicates)
        text.sample("veles_ingest_events_total", [("outcome", "rejected")], ingest.rejected)
        text.family("veles_ingest_bytes_total", "counter", "Decoded bytes of pushed events.")
        text.sample("veles_ingest_bytes_total", [], ingest.bytes)
    }

    private func writeDesks(to text: inout PrometheusText) async {
        let (open, aside) = (await desks.openDesks, await desks.quarantined)
        text.family("veles_tenants_open", "gauge", "Tenants whose desk is open.")
        text.sample("veles_tenants_open", [], open.count)
        text.family("veles_tenants_set_aside", "gauge", "Tenants whose file is damaged.")
        text.sample("veles_tenants_set_aside", [], aside.count)
        text.family("veles_desk_queue_events", "gauge", "Events waiting to be stored, by tenant.")
        for desk in open { text.sample("veles_desk_queue_events", [("tenant", desk.slug.rawValue)], await desk.queuedEvents) }
    }

    private static func writeProcess(to text: inout PrometheusText) {
        let process = ProcessFigures.read()
        if let bytes = process.residentBytes {
            text.family("process_resident_memory_bytes", "gauge", "Resident memory.")
            text.sample("process_resident_memory_bytes", [], bytes)
        }
        if let open = process.openDescriptors {
            text.family("process_open_fds", "gauge", "Open file descriptors.")
            text.sample("process_open_fds", [], open)
        }
    }
}
