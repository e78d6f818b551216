import Brokerage
import JSON

extension JSONWriter {
    /// A group with every field of the record.
    mutating func group(_ group: TradeGroup) {
        beginObject()
        identity(of: group)
        text("Currency", group.currency)
        whole("CurrencyDigits", group.currencyDigits)
        mailAndNews()
        whole("TradeFlags", 31)
        whole("TradeTransferMode", 0)
        decimal("TradeInterestrate", Money.zero, places: 2)
        decimal("TradeVirtualCredit", Money.zero, places: 2)
        whole("MarginMode", group.isHedging ? 2 : 0)
        whole("MarginSOMode", 0)
        whole("MarginFreeMode", 1)
        decimal("MarginCall", Money(group.marginCall), places: 2)
        decimal("MarginStopOut", Money(group.stopOut), places: 2)
        whole("MarginFreeProfitMode", 0)
        whole("DemoLeverage", group.isDemo ? 100 : 0)
        decimal("DemoDeposit", group.isDemo ? Money(10_000) : .zero, places: 2)
        whole("LimitHistory", 0)
        whole("LimitOrders", 0)
        whole("LimitSymbols", 0)
        whole("LimitPositions", 0)
        key("Commissions")
        beginArray()
        if !group.commission.isZero { commission(group) }
        endArray()
        key("Symbols")
        beginArray()
        symbolOverride(group)
        endArray()
        endObject()
    }

    private mutating func identity(of group: TradeGroup) {
        text("Group", group.name)
        whole("Server", 1)
        whole("PermissionsFlags", 2)
        whole("AuthMode", 0)
        whole("AuthPasswordMin", 8)
        whole("AuthOTPMode", 0)
        text("Company", "Simulated Brokerage")
        text("CompanyPage", "")
        text("CompanyEmail", "")
        text("CompanySupportPage", "")
        text("CompanySupportEmail", "")
        text("CompanyCatalog", "")
    }

    private mutating func mailAndNews() {
        whole("ReportsMode", 0)
        whole("ReportsFlags", 0)
        text("ReportsSMTP", "")
        text("ReportsSMTPLogin", "")
        text("ReportsSMTPPass", "")
        whole("NewsMode", 0)
        text("NewsCategory", "")
        emptyList("NewsLangs")
        whole("MailMode", 0)
    }

    private mutating func commission(_ group: TradeGroup) {
        beginObject()
        text("Name", "Commission")
        text("Description", "")
        text("Path", "*")
        whole("Mode", 0)
        whole("RangeMode", 0)
        whole("ChargeMode", 2)
        text("TurnoverCurrency", "")
        whole("EntryMode", 0)
        key("Tiers")
        beginArray()
        beginObject()
        whole("Mode", 0)
        whole("Type", 1)
        decimal("Value", group.commission, places: 2)
        decimal("Minimal", Money.zero, places: 2)
        decimal("Maximal", Money.zero, places: 2)
        decimal("RangeFrom", Money.zero, places: 2)
        decimal("RangeTo", Money(1_000_000), places: 2)
        text("Currency", group.currency)
        endObject()
        endArray()
        endObject()
    }

    /// One entry for all symbols. What it does not change carries the values that mean "as in the symbol".
    private mutating func symbolOverride(_ group: TradeGroup) {
        beginObject()
        text("Path", "*")
        for name in ["TradeMode", "ExecMode", "FillFlags", "ExpirFlags", "OrderFlags"] { unchanged(name, "4294967295") }
        whole("SpreadDiff", group.spreadDifference)
        whole("SpreadDiffBalance", 0)
        for name in ["StopsLevel", "FreezeLevel"] { unchanged(name, "2147483647") }
        for name in ["VolumeMin", "VolumeMax", "VolumeStep", "VolumeLimit"] {
            unchanged(name, "18446744073709551615")
            unchanged(name + "Ext", "18446744073709551615")
        }
        unchanged("MarginFlags", "4294967295")
        let rates = ["MarginInitial", "MarginMaintenance"]
        let kinds = ["Buy", "Sell", "BuyLimit", "SellLimit", "BuyStop", "SellStop", "BuyStopLimit", "SellStopLimit"]
        // Servers and clients of different age use the one name or the other.
        let others = ["MarginRateLiquidity", "MarginLiquidity", "MarginHedged", "MarginRateCurrency", "MarginCurrency"]
        for name in rates + rates.flatMap({ rate in kinds.map { rate + $0 } }) + others {
            unchanged(name, Self.largestDouble)
        }
        if group.isSwapFree { whole("SwapMode", 0) } else { unchanged("SwapMode", "4294967295") }
        for name in ["SwapLong", "SwapShort"] { unchanged(name, Self.largestDouble) }
        for name in ["Swap3Day", "REFlags", "RETimeout", "IEFlags", "IECheckMode", "IETimeout", "IESlipProfit", "IESlipLosing"] {
            unchanged(name, "4294967295")
        }
        for name in ["IEVolumeMax", "IEVolumeMaxExt"] { unchanged(name, "18446744073709551615") }
        for name in ["PermissionsBookdepth", "BookDepthLimit"] { unchanged(name, "4294967295") }
        endObject()
    }

    private static let largestDouble = "1.7976931348623157e+308"

    private mutating func unchanged(_ name: String, _ sentinel: String) {
        key(dynamic: name)
        string(sentinel)
    }
}
