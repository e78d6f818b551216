import Brokerage
import JSON
import Risk

/// One account as the dashboard and the API show it, at one moment.
public struct AccountView: Sendable {
    public var id: AccountID
    public var connection: ConnectionID
    public var login: Int64
    public var server: String
    public var group: String
    public var name: String
    public var currency: String
    public var leverage: Int?
    public var country: String?
    public var introducer: String?
    public var book: Book
    public var isScored: Bool
    public var figures: AccountFigures
    /// The account's item in a list, as JSON, made once for every reader.
    public var json: [UInt8]
}
