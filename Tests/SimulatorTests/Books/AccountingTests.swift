import Brokerage
import Testing

@testable import Simulator

/// What must hold of every account at any time, on a world that has lived.
@Suite struct AccountingTests {
    @Test func balanceAndCreditAreTheSumsOfTheirDeals() {
        let server = SharedWorld.small.server
        for account in server.accounts {
            let deals = account.deals.map { server.ledger.deals[Int($0)] }
            #expect(account.balance == deals.filter { !$0.action.isCredit }.reduce(.zero) { $0 + $1.net })
            #expect(account.credit == deals.filter { $0.action.isCredit }.reduce(.zero) { $0 + $1.net })
        }
    }

    @Test func equityIsBalanceCreditAndFloating() {
        var server = SharedWorld.small.server
        let now = SharedWorld.small.now
        for index in server.accounts.indices {
            let worth = server.valuation(of: index, at: now)
            var floating = Money.zero
            for ticket in server.accounts[index].positions {
                guard let position = server.positions[ticket] else { continue }
                floating += server.floating(position, at: now).profit + position.storage
            }
            #expect(worth.equity == server.accounts[index].balance + server.accounts[index].credit + floating)
            #expect(worth.free == worth.equity - worth.margin)
        }
    }

    @Test func dealsStandInOrderOfTicketAndTime() {
        let deals = SharedWorld.small.server.ledger.deals
        #expect(deals.count > 500)
        #expect(zip(deals, deals.dropFirst()).allSatisfy { $0.ticket < $1.ticket && $0.time <= $1.time })
    }

    @Test func everyTradeIsPricedAtTheQuoteOfItsInstant() {
        var server = SharedWorld.small.server
        for deal in server.ledger.deals.suffix(1500) where deal.action.isTrade {
            let quote = server.market.quote(deal.symbol, at: deal.time)
            #expect(quote.bid == deal.marketBid && quote.ask == deal.marketAsk)
            guard deal.entry == .opening, deal.reason == .client || deal.reason == .expert else { continue }
            let markup = server.markup(deal.symbol, account: deal.account)
            #expect(deal.price == (deal.action == .buy ? quote.ask + markup : quote.bid))
        }
    }

    @Test func profitFollowsFromPricesAndVolume() {
        let server = SharedWorld.small.server
        for deal in server.ledger.deals where deal.action.isTrade && deal.entry == .closing {
            let instrument = server.instrument(deal.symbol)
            let sign: Int64 = deal.action == .sell ? 1 : -1
            let raw = Exact.amount(
                lots: deal.lots.units, contract: instrument.contractSize, price: sign * (deal.price - deal.pricePosition).units)
            #expect(deal.profitRaw.units == Exact.round(raw, digits: 2))
            let digits = server.group(of: deal.account).currencyDigits
            #expect(deal.profit.units == Exact.round(Exact.multiply(deal.profitRaw.units, deal.rateProfit), digits: digits))
        }
    }

    @Test func openVolumeIsWhatWasOpenedLessWhatWasClosed() {
        let server = SharedWorld.small.server
        var open: [Int64: Lots] = [:]
        for deal in server.ledger.deals where deal.action.isTrade {
            switch deal.entry {
            case .opening: open[deal.position, default: .zero] += deal.lots
            case .closing, .closeBy: open[deal.position, default: .zero] -= deal.lots
            case .reversal: open[deal.position] = deal.lots - deal.lotsClosed
            }
        }
        for (ticket, lots) in open { #expect(server.positions[ticket]?.lots ?? .zero == lots) }
    }
}
