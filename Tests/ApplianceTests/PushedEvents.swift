import ApplianceDriver
import Foundation

/// Events that a broker's own program pushes, with times of now.
struct PushedEvents {
    let start = Int64(Date().timeIntervalSince1970 * 1000) - 120_000

    static let connection = #"{"platform":"push","name":"Agent"}"#

    /// Reference data of one symbol and one client who deposits.
    func opening(account: Int = 100) -> [String] {
        [
            #"{"type":"symbol","symbol":"EURUSD","digits":5,"contract_size":"100000","base":"EUR","profit_currency":"USD","margin_currency":"EUR"}"#,
            #"{"type":"account","account_number":\#(account),"group":"real\\one","currency":"USD","leverage":100,"name":"Client","book":"B"}"#,
            tick("1.10000", at: 0),
            #"{"type":"deal","deal":\#(7_000_000 + account),"account_number":\#(account),"action":"balance","time":\#(start),"profit":"50000.00"}"#,
        ]
    }

    func tick(_ bid: String, at seconds: Int64) -> String {
        #"{"type":"tick","symbol":"EURUSD","bid":"\#(bid)","ask":"\#(bid.dropLast())5","time":\#(start + seconds * 1000)}"#
    }

    /// A round trip: bought, and sold again after a minute.
    func roundTrip(_ deal: Int, account: Int = 100, lots: String = "1", profit: String = "12.34") -> [String] {
        [
            buy(deal, account: account, lots: lots, at: Int64(deal % 1000)),
            sell(deal + 1, position: deal, account: account, lots: lots, profit: profit),
        ]
    }

    func buy(_ deal: Int, account: Int = 100, lots: String, at milliseconds: Int64 = 1) -> String {
        #"{"type":"deal","deal":\#(deal),"account_number":\#(account),"action":"buy","time":\#(start + 1000 + milliseconds),"symbol":"EURUSD","#
            + #""entry":"in","volume":"\#(lots)","price":"1.10005","position":\#(deal)}"#
    }

    func sell(_ deal: Int, position: Int, account: Int = 100, lots: String, profit: String) -> String {
        #"{"type":"deal","deal":\#(deal),"account_number":\#(account),"action":"sell","time":\#(start + 61_000 + Int64(deal % 1000)),"#
            + #""symbol":"EURUSD","entry":"out","volume":"\#(lots)","price":"1.10020","position":\#(position),"profit":"\#(profit)","#
            + #""commission":"-0.10"}"#
    }
}
