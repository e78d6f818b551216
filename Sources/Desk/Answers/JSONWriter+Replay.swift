import JSON
import Risk

extension JSONWriter {
    /// The answer of `/risk/replay`.
    public mutating func write(_ result: CounterfactualResult, policy: String, days: Int) {
        beginObject()
        key("policy"); string(policy)
        key("days_asked"); integer(days)
        key("trades"); integer(result.trades)
        key("days"); integer(result.days)
        key("share_routed"); optional(result.shareRouted)
        for (name, outcome) in [
            ("policy_result", result.policy), ("all_b", result.allKept), ("all_a", result.allCovered), ("current", result.current),
        ] {
            key(dynamic: name); write(outcome)
        }
        for (name, difference) in [
            ("over_all_b", result.overAllKept), ("over_all_a", result.overAllCovered), ("over_current", result.overCurrent),
        ] {
            key(dynamic: name)
            optional(difference) { difference, json in
                json.beginObject()
                json.key("usd"); json.dollars(difference.usd)
                json.key("low"); json.dollars(difference.low)
                json.key("high"); json.dollars(difference.high)
                json.endObject()
            }
        }
        endObject()
    }

    private mutating func write(_ outcome: CounterfactualResult.Outcome) {
        beginObject()
        key("usd"); dollars(outcome.usd)
        key("drawdown_usd"); dollars(outcome.drawdown)
        key("worst_day_usd"); dollars(outcome.worstDay)
        key("var_95_usd"); dollars(outcome.valueAtRisk95)
        endObject()
    }
}
