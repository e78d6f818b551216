/// A message of the TCP transport: `COMMAND|NAME=VALUE|…|` CR LF, then the records as JSON.
///
/// On the wire it is UTF-16LE; inside values a backslash escapes `\`, `=`, `|` and a line feed.
public struct MT5Message: Sendable, Equatable {
    public struct Parameter: Sendable, Equatable {
        /// In upper case.
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// In upper case. Empty in the odd keep-alive that has nothing but a bar, which wants no answer.
    public var command: String
    /// In the order they stand, also those with an empty value.
    public var parameters: [Parameter]
    /// What follows the header line, in UTF-8.
    public var payload: [UInt8]

    public init(_ command: String, _ parameters: [Parameter] = [], payload: [UInt8] = []) {
        (self.command, self.parameters, self.payload) = (command, parameters, payload)
    }

    /// The first answer parameter `RETCODE`, then `parameters`.
    public init(answering command: String, _ code: MT5ReturnCode, _ parameters: [Parameter] = [], payload: [UInt8] = []) {
        self.init(command, [Parameter("RETCODE", code.wire)] + parameters, payload: payload)
    }

    /// The value of a parameter by its upper-case name. Empty counts as absent, because some clients send all they know of.
    public subscript(name: String) -> String? {
        guard let value = parameters.first(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
        return value
    }

    /// The answer's `RETCODE`, or nil when it has none that can be read.
    public var returnCode: MT5ReturnCode? { self["RETCODE"].flatMap { MT5ReturnCode(wire: $0) } }

    /// The body on the wire, before it is cut into packets.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        UTF16LE.append(command, to: &bytes)
        UTF16LE.append(0x7C, to: &bytes)
        for parameter in parameters {
            UTF16LE.append(parameter.name, to: &bytes)
            UTF16LE.append(0x3D, to: &bytes)
            for unit in parameter.value.utf16 {
                if Self.needsEscape(unit) { UTF16LE.append(0x5C, to: &bytes) }
                UTF16LE.append(unit, to: &bytes)
            }
            UTF16LE.append(0x7C, to: &bytes)
        }
        UTF16LE.append("\r\n", to: &bytes)
        if !payload.isEmpty { UTF16LE.append(utf8: payload, to: &bytes) }
        return bytes
    }

    /// `\`, `=`, `|` and line feed.
    private static func needsEscape(_ unit: UInt16) -> Bool { unit == 0x5C || unit == 0x3D || unit == 0x7C || unit == 0x0A }
}
