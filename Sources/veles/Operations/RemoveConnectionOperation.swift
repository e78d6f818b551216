import Brokerage
import Desk

/// Removes a trading server; its accounts and deals stay.
struct RemoveConnectionOperation: Operation {
    static let name = "connection-remove"

    func run(_ input: ConnectionInput, on parts: OperationParts) async throws -> Done {
        try await parts.desks.desk(input.tenant, evenSuspended: true).remove(ConnectionID(input.connection), by: parts.actor)
        return Done()
    }
}
