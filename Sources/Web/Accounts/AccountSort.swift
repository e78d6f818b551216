import Brokerage
import Desk
import Risk

/// By which field the accounts are listed, and which way.
struct AccountSort: Hashable, Sendable {
    enum Field: String, CaseIterable, Sendable {
        case id
        case connectionID = "connection_id"
        case server
        case accountNumber = "account_number"
        case group, name, currency, leverage, book, balance, credit, equity, margin
        case marginLevel = "margin_level"
        case floating, deals
        case volumeLots = "volume_lots"
        case profit
        case riskScore = "risk_score"
        case band
        case lastDealAt = "last_deal_at"
    }

    var field: Field
    var isDescending: Bool

    static let standard = AccountSort(field: .id, isDescending: false)

    init(field: Field, isDescending: Bool) { (self.field, self.isDescending) = (field, isDescending) }

    /// - Parameter text: a field's name, with `-` before it for descending.
    init(_ text: String?) throws(Problem) {
        guard let text else {
            self = .standard
            return
        }
        let isDescending = text.hasPrefix("-")
        guard let field = Field(rawValue: isDescending ? String(text.dropFirst()) : text) else {
            throw .invalid(
                "sort", "It must be one of these, with - before it for descending: \(Field.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        (self.field, self.isDescending) = (field, isDescending)
    }

    var text: String { (isDescending ? "-" : "") + field.rawValue }

    func value(_ account: AccountView) -> SortValue {
        let figures = account.figures
        return switch field {
        case .id: .integer(account.id.rawValue)
        case .connectionID: .integer(account.connection.rawValue)
        case .server: .text(account.server)
        case .accountNumber: .integer(account.login)
        case .group: .text(figures.group)
        case .name: SortValue(figures.name)
        case .currency: SortValue(figures.currency)
        case .leverage: SortValue(figures.leverage.map(Int64.init))
        case .book: .text(figures.book.rawValue)
        case .balance: .integer(figures.balance.units)
        case .credit: .integer(figures.credit.units)
        case .equity: SortValue(figures.equity?.units)
        case .margin: SortValue(figures.margin?.units)
        case .marginLevel: SortValue(figures.marginLevel)
        case .floating: SortValue(figures.floating?.units)
        case .deals: .integer(Int64(figures.deals))
        case .volumeLots: .integer(figures.volume.units)
        case .profit: .integer(figures.profit.units)
        case .riskScore: SortValue(figures.score.map { Int64($0.score) })
        case .band: SortValue(figures.score.map { AccountSort.rank($0.band) })
        case .lastDealAt: SortValue(figures.lastDealAt?.microseconds)
        }
    }

    private static func rank(_ band: RiskBand) -> Int64 { Int64(RiskBand.allCases.firstIndex(of: band) ?? 0) }
}
