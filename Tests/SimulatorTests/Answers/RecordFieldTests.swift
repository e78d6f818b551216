import Brokerage
import JSON
import MetaTrader
import Testing

@testable import Simulator

/// Every record has every field that clients read, in the order in which servers write them.
@Suite struct RecordFieldTests {
    private func names(_ command: String, _ parameters: [(name: String, value: String)] = []) throws -> [String] {
        var desk = CommandDesk(
            world: SharedWorld.small, terms: .init(groups: "*", answerLimit: 1 << 20, inMicroseconds: false, clock: SharedWorld.clock))
        let answer = desk.answer(ServerRequest(command: command, parameters: parameters), faults: SimulatedFaults())
        let payload = try #require(answer.payload)
        let value = try JSONValue(parsing: payload)
        let record = value.elements?.first ?? value
        return try #require(record.members).map(\.name)
    }

    private func list(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    private let all: [(name: String, value: String)] = [("GROUP", "*"), ("FROM", "0"), ("TO", "4000000000")]

    @Test func deal() throws {
        let expected = """
            Deal ExternalID Login Dealer Order Action Entry Reason Digits DigitsCurrency ContractSize Time TimeMsc Symbol Price PriceSL PriceTP \
            Volume VolumeExt Profit Storage Commission Fee Value RateProfit RateMargin ExpertID PositionID Comment ProfitRaw PricePosition \
            VolumeClosed VolumeClosedExt TickValue TickSize Flags Gateway PriceGateway ModifyFlags MarketBid MarketAsk MarketLast ApiData
            """
        #expect(try names("DEAL_GET_BATCH", all) == list(expected))
    }

    @Test func position() throws {
        let expected = """
            Position ExternalID Login Dealer Symbol Action Digits DigitsCurrency Reason ContractSize TimeCreate TimeUpdate TimeCreateMsc \
            TimeUpdateMsc ModifyFlags PriceOpen PriceCurrent PriceSL PriceTP Volume VolumeExt Profit Storage RateProfit RateMargin ExpertID \
            ExpertPositionID Comment ActivationMode ActivationTime ActivationPrice ActivationFlags ApiData
            """
        #expect(try names("POSITION_GET_BATCH", [("GROUP", "*")]) == list(expected))
    }

    @Test func order() throws {
        let expected = """
            Order ExternalID Login Dealer Symbol Digits DigitsCurrency ContractSize State Reason TimeSetup TimeExpiration TimeDone TimeSetupMsc \
            TimeDoneMsc ModifyFlags Type TypeFill TypeTime PriceOrder PriceTrigger PriceCurrent PriceSL PriceTP VolumeInitial VolumeInitialExt \
            VolumeCurrent VolumeCurrentExt ExpertID PositionID PositionByID Comment RateMargin ActivationMode ActivationTime ActivationPrice \
            ActivationFlags ApiData
            """
        #expect(try names("HISTORY_GET_BATCH", all) == list(expected))
    }

    @Test func user() throws {
        let expected = """
            Login Group CertSerialNumber Rights MQID Registration LastAccess LastPassChange LastIP Name FirstName LastName MiddleName Company \
            Account Country Language ClientID City State ZipCode Address Phone Email ID Status Comment Color PhonePassword Leverage Agent Balance \
            Credit InterestRate CommissionDaily CommissionMonthly CommissionAgentDaily CommissionAgentMonthly BalancePrevDay BalancePrevMonth \
            EquityPrevDay EquityPrevMonth TradeAccounts LeadCampaign LeadSource LimitOrders LimitPositions ApiData
            """
        #expect(try names("USER_GET_BATCH", [("GROUP", "*")]) == list(expected))
    }

    @Test func account() throws {
        let expected = """
            Login CurrencyDigits Balance Credit Margin MarginFree MarginLevel MarginLeverage MarginInitial MarginMaintenance Profit Storage \
            Commission Floating Equity SOActivation SOTime SOLevel SOEquity SOMargin BlockedCommission BlockedProfit Assets Liabilities
            """
        #expect(try names("USER_ACCOUNT_GET_BATCH", [("GROUP", "*")]) == list(expected))
    }

    @Test func tick() throws {
        #expect(try names("TICK_LAST", [("SYMBOL", "EURUSD")]) == list("Symbol Digits Datetime DatetimeMsc Bid Ask Last Volume VolumeReal"))
    }

    @Test func group() throws {
        let expected = """
            Group Server PermissionsFlags AuthMode AuthPasswordMin AuthOTPMode Company CompanyPage CompanyEmail CompanySupportPage \
            CompanySupportEmail CompanyCatalog Currency CurrencyDigits ReportsMode ReportsFlags ReportsSMTP ReportsSMTPLogin ReportsSMTPPass \
            NewsMode NewsCategory NewsLangs MailMode TradeFlags TradeTransferMode TradeInterestrate TradeVirtualCredit MarginMode MarginSOMode \
            MarginFreeMode MarginCall MarginStopOut MarginFreeProfitMode DemoLeverage DemoDeposit LimitHistory LimitOrders LimitSymbols \
            LimitPositions Commissions Symbols
            """
        #expect(try names("GROUP_NEXT", [("INDEX", "0")]) == list(expected))
    }

    @Test func symbol() throws {
        let kinds = list("Buy Sell BuyLimit SellLimit BuyStop SellStop BuyStopLimit SellStopLimit")
        let expected =
            list(
                """
                Symbol Path ISIN Description International Basis Source Page Category Exchange CFI Sector Industry Country CurrencyBase \
                CurrencyBaseDigits CurrencyProfit CurrencyProfitDigits CurrencyMargin CurrencyMarginDigits Color ColorBackground Digits Point \
                Multiply TickFlags TickBookDepth ChartMode TickChartMode FilterSoft FilterSoftTicks FilterHard FilterHardTicks FilterDiscard \
                FilterSpreadMax FilterSpreadMin FilterGap FilterGapTicks TradeMode TradeFlags CalcMode ExecMode GTCMode FillFlags ExpirFlags \
                OrderFlags Spread SpreadBalance SpreadDiff SpreadDiffBalance TickValue TickSize ContractSize StopsLevel FreezeLevel \
                QuotesTimeout VolumeMin VolumeMinExt VolumeMax VolumeMaxExt VolumeStep VolumeStepExt VolumeLimit VolumeLimitExt MarginFlags \
                MarginInitial MarginMaintenance
                """)
            + kinds.map { "MarginInitial" + $0 } + kinds.map { "MarginMaintenance" + $0 }
            + list(
                """
                MarginRateLiquidity MarginRateCurrency MarginLiquidity MarginCurrency MarginHedged SwapMode SwapLong SwapShort Swap3Day \
                TimeStart TimeExpiration SessionsQuotes SessionsTrades REFlags RETimeout IEFlags IECheckMode IETimeout IESlipProfit IESlipLosing \
                IEVolumeMax IEVolumeMaxExt PriceSettle PriceLimitMax PriceLimitMin PriceStrike OptionMode FaceValue AccruedInterest SpliceType \
                SpliceTimeType SpliceTimeDays SubscriptionsDelay
                """)
        #expect(try names("SYMBOL_GET", [("SYMBOL", "EURUSD")]) == expected)
    }

    @Test func daily() throws {
        let expected = """
            Timestamp Datetime DatetimePrev Login Name Group Currency CurrencyDigits Company EMail Balance Credit InterestRate CommissionDaily \
            CommissionMonthly AgentDaily AgentMonthly BalancePrevDay BalancePrevMonth EquityPrevDay EquityPrevMonth Margin MarginFree MarginLevel \
            MarginLeverage Profit ProfitStorage ProfitCommission ProfitEquity DailyProfit DailyBalance DailyCredit DailyCharge DailyCorrection \
            DailyBonus DailyStorage DailyCommInstant DailyCommRound DailyAgent DailyInterest Positions Orders
            """
        #expect(try names("DAILY_GET_BATCH", all) == list(expected))
    }

    @Test func common() throws {
        let expected = """
            Name NameFull Owner OwnerID OwnerHost OwnerEmail Product ExpirationLicense ExpirationSupport LimitTradeServers LimitWebServers \
            LimitAccounts LimitDeals LimitSymbols LimitGroups LiveUpdateMode TotalUsers TotalUsersReal TotalDeals TotalOrders TotalOrdersHistory \
            TotalPositions AccountURL AccountAuto
            """
        #expect(try names("COMMON_GET") == list(expected))
        #expect(try names("TIME_GET") == list("Daylight DaylightState TimeServer TimeZone Days"))
    }
}
