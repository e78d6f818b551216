/// The command and parameters in the target of an HTTP request.
struct WebTarget: Equatable {
    /// As the TCP form names it; nil for a path that is none of the API's.
    var command: String?
    var parameters: [(name: String, value: String)] = []

    /// - Parameter target: `/api/user/get?login=1` or, as the first clients wrote it, `/user_get?login=1`.
    init(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = parts[0].split(separator: "/").map(String.init)
        if path.first == "api" {
            path.removeFirst()
        } else if path.count != 1 || !(path[0].contains("_") || path[0] == "quit") {
            path = []
        }
        command = path.isEmpty ? nil : path.joined(separator: "_").uppercased()
        guard parts.count == 2 else { return }
        for pair in parts[1].split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            parameters.append((Self.decoded(sides[0]), sides.count == 2 ? Self.decoded(sides[1]) : ""))
        }
    }

    static func == (left: WebTarget, right: WebTarget) -> Bool {
        left.command == right.command && left.parameters.elementsEqual(right.parameters) { $0 == $1 }
    }

    /// Percent escapes and plus signs undone; an unfinished escape stays as it is.
    private static func decoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(value)
                index += 3
            } else {
                result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
