import HTTPTypes

/// The two cookies of a sign-in, out of reach of scripts and never sent along from other sites.
///
/// - The refresh cookie goes only to `/api/v1/auth`.
/// - The stream cookie holds the access token and goes only to the stream: a browser cannot set a header on a WebSocket.
///
/// Over TLS they are `Secure` and carry the `__Secure-` prefix, which makes browsers refuse them from anywhere else. `__Host-`
/// would demand the path `/` and send them with every request. Over plain HTTP neither would be stored.
struct SignInCookies: Sendable {
    private let isSecure: Bool

    /// The cookies of a client that came so.
    init(_ arrival: Arrival) { isSecure = arrival.isHTTPS }

    static let refreshPath = "/api/v1/auth"
    static let streamPath = StreamRoute.path

    var refreshName: String { prefix + "veles_refresh" }
    var streamName: String { prefix + "veles_stream" }
    private var prefix: String { isSecure ? "__Secure-" : "" }

    /// The fields that set both cookies.
    func set(refresh: String, lifetime: Int64, access: String) -> [HTTPField] {
        [
            cookie(refreshName, refresh, path: SignInCookies.refreshPath, maxAge: lifetime),
            cookie(streamName, access, path: SignInCookies.streamPath, maxAge: AccessToken.lifetime),
        ]
    }

    /// The fields that take both cookies back.
    func clear() -> [HTTPField] {
        [
            cookie(refreshName, "", path: SignInCookies.refreshPath, maxAge: 0),
            cookie(streamName, "", path: SignInCookies.streamPath, maxAge: 0),
        ]
    }

    /// The value of a cookie in the `Cookie` fields of a request.
    static func value(_ name: String, in fields: some Sequence<String>) -> String? {
        for field in fields {
            for pair in field.split(separator: ";") {
                let trimmed = pair.drop { $0 == " " }
                guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == name else { continue }
                return String(trimmed[trimmed.index(after: equals)...])
            }
        }
        return nil
    }

    private func cookie(_ name: String, _ value: String, path: String, maxAge: Int64) -> HTTPField {
        let secure = isSecure ? "; Secure" : ""
        return HTTPField(name: .setCookie, value: "\(name)=\(value); Path=\(path); Max-Age=\(maxAge); HttpOnly; SameSite=Strict\(secure)")
    }
}
