import JSON

/// Sends HTTP/1.1 requests to a port of this machine, each on a connection of its own.
public struct HTTPClient: Sendable {
    public let port: Int
    /// Sent as a bearer token when there is one.
    public var token: String?

    public init(port: Int, token: String? = nil) { (self.port, self.token) = (port, token) }

    public func get(_ path: String) async throws -> HTTPAnswer { try await send("GET", path) }

    public func post(_ path: String, json: String) async throws -> HTTPAnswer {
        try await send("POST", path, headers: ["Content-Type": "application/json"], body: Array(json.utf8))
    }

    public func send(_ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8]? = nil) async throws -> HTTPAnswer {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        let request = Array((head + "\r\n").utf8) + (body ?? [])
        return try await Wire.open(port) { wire in
            try await wire.send(request)
            return try await HTTPAnswer(from: &wire)
        }
    }
}

/// An answer as it came.
public struct HTTPAnswer: Sendable {
    public var status: Int
    public var headers: [String: String]
    public var body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }
    public var json: JSONValue { get throws { try JSONValue(parsing: body) } }

    /// Reads one answer whose length is stated or that is sent in chunks.
    init(from wire: inout Wire) async throws {
        var lines = try await wire.read(to: "\r\n\r\n").split(separator: "\r\n")
        guard let first = lines.first?.split(separator: " "), first.count > 1, let status = Int(first[1]) else { throw Wire.Ended() }
        lines.removeFirst()
        self.status = status
        headers = [:]
        body = []
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        if headers["transfer-encoding"] == "chunked" {
            while let size = Int(try await wire.read(to: "\r\n"), radix: 16), size > 0 {
                body += try await wire.read(size)
                _ = try await wire.read(2)
            }
        } else if let length = headers["content-length"].flatMap({ Int($0) }) {
            body = try await wire.read(length)
        }
    }
}

extension HTTPClient {
    /// An answer other than the one that was wanted.
    public struct Unwanted: Error, CustomStringConvertible { public var description: String }

    /// What a path holds. - Throws: ``Unwanted`` for any answer but 200.
    public func read(_ path: String) async throws -> JSONValue {
        let answer = try await get(path)
        guard answer.status == 200 else { throw Unwanted(description: "\(path): \(answer.status) \(answer.text)") }
        return try answer.json
    }

    /// The items of a list, page after page.
    public func readAll(_ path: String) async throws -> [JSONValue] {
        var (items, cursor): ([JSONValue], String?) = ([], nil)
        repeat {
            let query = cursor.map { "\(path.contains("?") ? "&" : "?")cursor=\($0)" } ?? ""
            let page = try await read(path + query)
            items += page["items"]?.elements ?? []
            cursor = page["next_cursor"]?.string
        } while cursor != nil
        return items
    }

    /// Adds a connection. - Returns: its id.
    public func connect(_ json: String) async throws -> Int64 {
        let answer = try await post("/api/v1/connections", json: json)
        guard answer.status == 201, let id = try answer.json["id"]?.integer else { throw Unwanted(description: answer.text) }
        return id
    }

    /// Pushes events, one a line, through a connection.
    public func ingest(_ lines: [String], _ connection: Int64) async throws -> HTTPAnswer {
        try await send(
            "POST", "/api/v1/ingest?connection=\(connection)", headers: ["Content-Type": "application/x-ndjson"],
            body: Array((lines.joined(separator: "\n") + "\n").utf8))
    }
}
