import Bridge
import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore
import Tenancy

/// `/ingest`: events pushed by programs, answered when they are durable.
struct IngestRoutes: Sendable {
    /// Bytes of a body, decoded.
    static let limit = 64 * 1024 * 1024
    /// Rejected lines that an answer lists; the count beside them is of all.
    static let mostListed = 1000
    private static let types: Set<String> = ["application/x-ndjson", "application/ndjson", "application/jsonl"]

    /// Bytes that count as one more request.
    static let bytesOfRequest = 64 * 1024

    let metrics: WebMetrics
    let limiter: RateLimiter

    var routes: [Route] { [Route(.post, "/api/v1/ingest", .needs(.ingest), query: ["connection"], body: .stream, ingest)] }

    /// What became of a body.
    private struct Outcome {
        var receipt = Receipt()
        var rejected: [RejectedLine] = []
        var rejectedCount = 0
        var bytes = 0
    }

    private func ingest(_ call: Call) async throws -> Response {
        let desk = try call.desk
        guard let id = try call.query.integer("connection", in: 1...Int64.max) else {
            throw Problem.invalid("connection", "It is needed: the id of the connection that the events belong to.")
        }
        let connection = ConnectionID(id)
        _ = try await desk.connectionView(connection)
        let fields = call.request.headers
        if let type = BodyRules.mediaType(fields), !IngestRoutes.types.contains(type) { throw Problem.unsupportedType("application/x-ndjson") }
        try BodyRules.demandKnownEncoding(fields)
        try BodyRules.demand(limit: IngestRoutes.limit, fields)
        let outcome = try await take(call.request.body, connection, desk)
        let more = Double(outcome.bytes) / Double(IngestRoutes.bytesOfRequest) - 1
        limiter.charge(more, to: .ingest, call.arrival.subjects + (try call.principal.subjects))
        metrics.count(
            ingest: outcome.receipt.accepted, duplicates: outcome.receipt.duplicates, rejected: outcome.rejectedCount, bytes: outcome.bytes)
        return IngestRoutes.answer(outcome)
    }

    /// When a slice fails the ones before it are stored already. Sending all again is safe: a deal is stored once.
    private func take(_ body: RequestBody, _ connection: ConnectionID, _ desk: Desk) async throws -> Outcome {
        var (slices, outcome) = (IngestSlices(), Outcome())
        for try await var chunk in body {
            outcome.bytes += chunk.readableBytes
            guard outcome.bytes <= IngestRoutes.limit else { throw Problem.tooLarge(limit: IngestRoutes.limit) }
            if let slice = try slices.take(&chunk) { try await store(slice, connection, desk, &outcome) }
        }
        if let slice = slices.finish() { try await store(slice, connection, desk, &outcome) }
        return outcome
    }

    private func store(_ slice: IngestSlices.Slice, _ connection: ConnectionID, _ desk: Desk, _ outcome: inout Outcome) async throws {
        let result = slice.bytes.withUnsafeReadableBytes { IngestParser.parse($0.bindMemory(to: UInt8.self)) }
        outcome.rejectedCount += result.rejected.count
        for var line in result.rejected.prefix(max(0, IngestRoutes.mostListed - outcome.rejected.count)) {
            line.line += slice.firstLine - 1
            outcome.rejected.append(line)
        }
        guard !result.batch.isEmpty else { return }
        let receipt = try await desk.ingest(result.batch, from: connection)
        outcome.receipt.accepted += receipt.accepted
        outcome.receipt.duplicates += receipt.duplicates
    }

    private static func answer(_ outcome: Outcome) -> Response {
        Answer.json { json in
            json.beginObject()
            json.key("accepted")
            json.integer(outcome.receipt.accepted)
            json.key("duplicates")
            json.integer(outcome.receipt.duplicates)
            json.key("rejected_count")
            json.integer(outcome.rejectedCount)
            json.key("rejected")
            json.beginArray()
            for line in outcome.rejected {
                json.beginObject()
                json.key("line")
                json.integer(line.line)
                json.key("code")
                json.string(line.code.rawValue)
                json.key("detail")
                json.string(line.detail)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
    }
}
