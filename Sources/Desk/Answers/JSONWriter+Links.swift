import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// An item of `/accounts/{id}/links`.
    /// - Parameter other: the other account as it is shown; nil when it is not known.
    public mutating func write(_ link: AccountLink, other: AccountView?) {
        beginObject()
        key("account_id"); integer(link.account.rawValue)
        key("connection_id"); optional(other.map { Int($0.connection.rawValue) })
        key("account_number"); optional(other.map { String($0.login) })
        key("kind"); string(link.kind.rawValue)
        key("matches"); integer(link.matches)
        key("similarity"); double(link.similarity)
        key("p_value"); optional(link.pValue)
        key("log10_p"); optional(link.log10P)
        key("lag_ms"); optional(link.lagMilliseconds)
        key("cancel_ratio"); optional(link.cancel)
        key("proven"); bool(link.isProven)
        key("innocence"); optional(link.innocence?.rawValue)
        key("evidence"); string(link.evidence)
        key("innocent_explanation"); string(link.innocentExplanation)
        key("deals"); deals(link.deals)
        key("since"); time(link.since)
        endObject()
    }

    /// An item of `/clusters`.
    public mutating func write(_ cluster: AccountCluster) {
        beginObject()
        key("id"); integer(cluster.id.rawValue)
        key("kind"); string(cluster.kind.rawValue)
        key("members"); beginArray()
        for member in cluster.members { integer(member.rawValue) }
        endArray()
        key("p_value"); optional(cluster.pValue)
        key("similarity"); double(cluster.similarity)
        key("net_usd"); dollars(cluster.netUSD)
        key("exposure_usd"); dollars(cluster.exposureUSD)
        key("result_usd"); dollars(cluster.resultUSD)
        key("edge_probability"); optional(cluster.edgeProbability)
        key("since"); time(cluster.since)
        key("evidence"); string(cluster.evidence)
        key("innocent_explanation"); string(cluster.innocentExplanation)
        key("deals"); deals(cluster.deals)
        key("hidden_concentration")
        optional(cluster.hiddenConcentration) { hidden, json in
            json.beginObject()
            json.key("symbol"); json.string(hidden.symbol)
            json.key("share"); json.double(hidden.share)
            json.key("largest_member"); json.double(hidden.largestMember)
            json.endObject()
        }
        endObject()
    }
}
