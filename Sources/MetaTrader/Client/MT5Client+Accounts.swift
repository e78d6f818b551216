import Brokerage
import JSON

extension MT5Client {
    /// The logins of the groups that a mask takes in.
    /// - Throws: ``MT5Error/Code/protocolViolation`` when the answer is no list of numbers.
    public func logins(_ mask: String) async throws(MT5Error) -> [Int64] {
        let reply = try await perform(MT5Request("logins", "USER_LOGINS", "/api/user/logins", [("group", .text(mask))]))
        let tree = try reply.tree()
        // Nothing to give is an empty array, an empty text or null.
        guard let elements = tree.elements else {
            guard tree.isNull || tree.scalarText == "" else { throw .protocolViolation("The server's list of logins is no list.") }
            return []
        }
        var logins: [Int64] = []
        logins.reserveCapacity(elements.count)
        for element in elements {
            guard let login = element.integer else { throw .protocolViolation("The server's list of logins has something that is no login.") }
            logins.append(login)
        }
        return logins
    }

    /// The register's entry of one account.
    public func user(_ login: Int64, clock: ServerClock) async throws(MT5Error) -> MT5User {
        let request = MT5Request("user \(login)", "USER_GET", "/api/user/get", [("login", .text(String(login)))])
        return try await one(request, MT5UserRecord.self, clock: clock)
    }

    /// The register's entries of many accounts.
    public func users(_ selection: MT5Selection, clock: ServerClock) async throws(MT5Error) -> MT5List<MT5User> {
        let request = MT5Request("users", "USER_GET_BATCH", "/api/user/get_batch", [selection.parameter])
        return try await list(request, MT5UserRecord.self, clock: clock)
    }

    /// The trading state of one account.
    public func account(_ login: Int64, clock: ServerClock) async throws(MT5Error) -> MT5AccountState {
        let request = MT5Request("account \(login)", "USER_ACCOUNT_GET", "/api/user/account/get", [("login", .text(String(login)))])
        return try await one(request, MT5AccountRecord.self, clock: clock)
    }

    /// The trading state of many accounts.
    public func accounts(_ selection: MT5Selection, clock: ServerClock) async throws(MT5Error) -> MT5List<MT5AccountState> {
        let request = MT5Request("account states", "USER_ACCOUNT_GET_BATCH", "/api/user/account/get_batch", [selection.parameter])
        return try await list(request, MT5AccountRecord.self, clock: clock)
    }
}
