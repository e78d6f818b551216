import Brokerage
import MetaTrader

/// Reading lists by group, and account by account where the server gives none by group.
extension StateFeed {
    typealias ByGroups<Record: Sendable> = @Sendable (MT5Client, MT5Selection) async throws(MT5Error) -> MT5List<Record>
    typealias ByLogin<Record: Sendable> = @Sendable (MT5Client, Int64) async throws(MT5Error) -> MT5List<Record>

    /// Asks for all groups at once; where the server refuses that, for the next few accounts.
    /// - Returns: The records, and the accounts that they are of when they are not of all.
    func collect<Record: Sendable>(
        _ call: PollingPlan.Call, _ session: PacedSession, batch: @escaping ByGroups<Record>, single: @escaping ByLogin<Record>
    ) async throws -> (list: MT5List<Record>, logins: Set<Int64>?) {
        if rotations[call] == nil {
            do {
                let list = try await byGroups(session, batch)
                note(list, of: call)
                return (list, nil)
            } catch let error as MT5Error where error.refusesBatches {
                rotations[call] = LoginRotation()
            }
        }
        let logins = try await nextLogins(call, session)
        var list = MT5List<Record>(records: [])
        for login in logins {
            do {
                let part = try await session.ask { client throws(MT5Error) in try await single(client, login) }
                list.records += part.records
                list.faults += part.faults
            } catch let error as MT5Error where error.code == .notFound {
                // The account is gone, or was moved out of sight.
            }
        }
        note(list, of: call)
        return (list, Set(logins))
    }

    /// When the server cuts the answer for all groups, each is asked for by itself.
    private func byGroups<Record: Sendable>(_ session: PacedSession, _ batch: @escaping ByGroups<Record>) async throws -> MT5List<Record> {
        let mask = context.options.groups
        var list = try await session.ask { client throws(MT5Error) in try await batch(client, .groups(mask)) }
        guard list.completeness == .partial, groupNames.count > 1 else { return list }
        list = MT5List(records: [])
        for name in groupNames {
            let part = try await session.ask { client throws(MT5Error) in try await batch(client, .groups(name)) }
            list.records += part.records
            list.faults += part.faults
            if part.completeness == .partial { list.completeness = .partial }
        }
        return list
    }

    private func nextLogins(_ call: PollingPlan.Call, _ session: PacedSession) async throws -> [Int64] {
        if rotations[call]?.isAtStart ?? true {
            let mask = context.options.groups
            let logins = try await session.ask { client throws(MT5Error) in try await client.logins(mask) }
            accounts.listed(logins)
            context.view.accounts(accounts)
            rotations[call] = LoginRotation(logins)
        }
        return rotations[call]?.next() ?? []
    }

    private func note<Record>(_ list: MT5List<Record>, of call: PollingPlan.Call) {
        if list.completeness == .partial { cut.insert(call) } else { cut.remove(call) }
        if list.faults.isEmpty { unreadable.remove(call) } else { unreadable.insert(call) }
        if cut.isEmpty {
            context.board.clear(.partial)
        } else {
            context.board.set(.partial, "The server cuts its answers: a group has more accounts than fit. Split the group or narrow the mask.")
        }
        if let fault = list.faults.first {
            context.board.set(.unreadable, "The server sent \(list.faults.count) records that cannot be read, first: \(fault).")
        } else if unreadable.isEmpty {
            context.board.clear(.unreadable)
        }
    }
}
