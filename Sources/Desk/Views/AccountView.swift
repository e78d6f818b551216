import Brokerage
import JSON
import Risk

/// One account as the dashboard and the API show it, at one moment. It never changes; a newer moment is another view.
public final class AccountView: Sendable {
    public let id: AccountID
    public let connection: ConnectionID
    public let login: Int64
    public let server: String
    public let country: String?
    public let introducer: String?
    public let email: String?
    public let registeredAt: Timestamp?
    public let isScored: Bool
    public let figures: AccountFigures
    /// The account's item in a list, as JSON, made once for every reader.
    public let json: [UInt8]

    init(_ entry: AccountRegister.Entry, figures: AccountFigures) {
        id = entry.id
        connection = entry.connection
        login = entry.stated.login
        server = entry.server
        country = entry.stated.country
        introducer = entry.stated.introducer
        email = entry.stated.email
        registeredAt = entry.stated.registeredAt
        isScored = entry.isScored
        self.figures = figures
        var writer = JSONWriter(reservingCapacity: 640)
        AccountView.write(entry, figures, to: &writer)
        json = writer.bytes
    }

    /// Numbers of the trading server are written as texts: they may have 64 bits, which a browser's numbers do not hold.
    private static func write(_ entry: AccountRegister.Entry, _ figures: AccountFigures, to json: inout JSONWriter) {
        json.beginObject()
        json.key("id"); json.integer(entry.id.rawValue)
        json.key("connection_id"); json.integer(entry.connection.rawValue)
        json.key("server"); json.string(entry.server)
        json.key("account_number"); json.quoted { $0.append(contentsOf: String(entry.stated.login).utf8) }
        json.key("group"); json.string(figures.group)
        json.key("name"); json.optional(entry.stated.name)
        json.key("country"); json.optional(entry.stated.country)
        json.key("currency"); json.optional(figures.currency)
        json.key("leverage"); json.optional(figures.leverage)
        json.key("book"); json.string(figures.book.rawValue)
        writeMoney(figures, to: &json)
        writeStopOut(figures, to: &json)
        writeScore(entry, figures, to: &json)
        json.key("last_deal_at"); json.time(figures.lastDealAt)
        json.endObject()
    }

    private static func writeMoney(_ figures: AccountFigures, to json: inout JSONWriter) {
        json.key("balance"); json.exact(figures.balance)
        json.key("credit"); json.exact(figures.credit)
        json.key("equity"); json.exact(figures.equity)
        json.key("margin"); json.exact(figures.margin)
        json.key("margin_level"); json.optional(figures.marginLevel.map { ($0 * 100).rounded() / 100 })
        json.key("floating"); json.exact(figures.floating)
        json.key("reason"); json.optional(figures.reason?.rawValue)
        json.key("deals"); json.integer(figures.deals)
        json.key("round_trips"); json.integer(figures.roundTrips)
        json.key("open_positions"); json.integer(figures.openPositions)
        json.key("volume_lots"); json.exact(figures.volume)
        json.key("profit"); json.exact(figures.profit)
        json.key("deposits"); json.exact(figures.deposits)
        json.key("withdrawals"); json.exact(figures.withdrawals)
    }

    /// Three significant places are more than the market holds still for, and every further one would be news to the stream.
    private static func writeStopOut(_ figures: AccountFigures, to json: inout JSONWriter) {
        json.key("leverage_in_use"); json.optional(figures.leverageInUse.map { ($0 * 100).rounded() / 100 })
        json.key("loss_to_stop_out"); json.exact(figures.lossToStopOut.flatMap { Money(rounding: ($0 * 100).rounded() / 100) })
        json.key("pips_to_stop_out"); json.optional(figures.pipsToStopOut.map { ($0 * 10).rounded() / 10 })
        json.key("sigma_to_stop_out"); json.optional(figures.sigmaToStopOut.map { ($0 * 100).rounded() / 100 })
        json.key("touch_chance"); json.optional(figures.touchChance.map { ($0 * 10_000).rounded() / 10_000 })
    }

    private static func writeScore(_ entry: AccountRegister.Entry, _ figures: AccountFigures, to json: inout JSONWriter) {
        json.key("scored"); json.bool(entry.isScored)
        json.key("risk_score"); json.optional(figures.score?.score)
        json.key("band"); json.optional(figures.score?.band.rawValue)
        json.key("enough_data"); json.bool(figures.score?.enoughData ?? false)
        json.key("score_reason"); json.optional(figures.scoreReason?.rawValue)
        json.key("advice")
        if let advice = figures.advice { json.write(advice) } else { json.null() }
    }
}

extension JSONWriter {
    /// A book advice.
    public mutating func write(_ advice: BookAdvice) {
        beginObject()
        key("book"); string(advice.book.rawValue)
        key("probability"); double(advice.probability)
        key("saving_usd"); dollars(advice.savingUSD)
        key("since"); time(advice.since)
        endObject()
    }
}
