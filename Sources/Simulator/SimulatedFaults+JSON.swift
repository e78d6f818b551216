import JSON

extension SimulatedFaults {
    /// Reads faults as ``json`` writes them; what is not named stays off.
    /// - Throws: ``JSONError`` when the text is no JSON object of known members with fitting values.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        self.init()
        guard let members = try JSONValue(parsing: bytes).members else { throw JSONError(offset: 0, reason: "expected an object") }
        for member in members {
            guard apply(member.name, member.value) else { throw JSONError(offset: 0, reason: "\(member.name) is no fault or has no fitting value") }
        }
    }

    /// Counts above a million and delays above an hour are not taken.
    private mutating func apply(_ name: String, _ value: JSONValue) -> Bool {
        let counts: [String: WritableKeyPath<SimulatedFaults, Int>] = [
            "drops_mid_packet": \.dropsMidPacket, "forbids": \.forbids, "history_not_ready": \.historyNotReady, "ping_storm": \.pingStorm,
        ]
        let flags: [String: WritableKeyPath<SimulatedFaults, Bool>] = [
            "maintenance": \.isUnderMaintenance, "falsifies_authentication": \.falsifiesAuthentication, "single_bytes": \.sendsSingleBytes,
            "duplicates_deals": \.duplicatesDeals, "reverses_deals": \.reversesDeals,
        ]
        if let path = flags[name] {
            guard let flag = value.bool else { return false }
            self[keyPath: path] = flag
            return true
        }
        guard let number = value.integer else { return false }
        if let path = counts[name] {
            guard (0...1_000_000).contains(number) else { return false }
            self[keyPath: path] = Int(number)
            return true
        }
        switch name {
        case "delay_ms" where (0...3_600_000).contains(number): delay = .milliseconds(number)
        case "clock_jump_s" where (-1_000_000_000...1_000_000_000).contains(number): clockJump = number
        default: return false
        }
        return true
    }

    /// One object with a member for every fault.
    public var json: [UInt8] {
        JSONWriter.bytes { writer in
            writer.beginObject()
            writer.key("drops_mid_packet")
            writer.integer(dropsMidPacket)
            writer.key("forbids")
            writer.integer(forbids)
            writer.key("history_not_ready")
            writer.integer(historyNotReady)
            writer.key("delay_ms")
            writer.integer(delay.microsecondsRounded / 1000)
            writer.key("maintenance")
            writer.bool(isUnderMaintenance)
            writer.key("falsifies_authentication")
            writer.bool(falsifiesAuthentication)
            writer.key("clock_jump_s")
            writer.integer(clockJump)
            writer.key("ping_storm")
            writer.integer(pingStorm)
            writer.key("single_bytes")
            writer.bool(sendsSingleBytes)
            writer.key("duplicates_deals")
            writer.bool(duplicatesDeals)
            writer.key("reverses_deals")
            writer.bool(reversesDeals)
            writer.endObject()
        }
    }
}
