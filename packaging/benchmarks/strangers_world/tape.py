"""The strangers' world as events of the push interface: newline-delimited JSON in time order, apart for each of two servers."""
import heapq, json, random

from .market import DAY, HOUR

CENT = ".c"


def symbol_name(name, account):
    """What the symbol is called on the account's server and group."""
    plain = name.split(".")[0]
    return plain + "_pro" if account.connection == "two" else plain + CENT if account.is_cent else name


def describe(market, connections=("one", "two")):
    """Symbol events per server."""
    lines = {c: [] for c in connections}
    for s in market.symbols.values():
        plain = s.name.split(".")[0]
        names = {"one": [(s.name, s.contract), (plain + CENT, s.contract / 100)], "two": [(plain + "_pro", s.contract)]}
        for connection in connections:
            for name, contract in names[connection]:
                lines[connection].append(json.dumps({
                    "type": "symbol", "symbol": name, "digits": s.digits, "contract_size": f"{contract:g}", "base": s.base,
                    "profit_currency": s.profit, "margin_currency": s.base if s.contract == 100_000 else s.profit,
                    "swap_long": str(s.swap_long), "swap_short": str(s.swap_short)}))
    return lines


def account_event(account, chance, registered):
    names = ("Aalto", "Brandt", "Costa", "Dubois", "Eriksen", "Farouk", "Gallo", "Horvat", "Ivanova", "Jansen", "Kaya", "Lund", "Moreau", "Novak")
    name = f"{chance.choice('ABCDEFGHIJKLMNOPRSTUVWZ')}. {chance.choice(names)}"
    group = "real\\cent" if account.is_cent else f"live\\{'ecn' if account.connection == 'two' else 'classic'}-{account.currency.lower()}"
    return json.dumps({
        "type": "account", "account_number": account.number, "group": group, "currency": account.currency, "leverage": account.leverage, "name": name,
        "country": chance.choice(("DE", "PL", "IT", "ZA", "MY", "BR", "GB")), "email": account.email or f"{name[3:].lower()}{account.number}@example.net",
        "registered_at": registered, "book": "B", "stop_out_level": "50"})


class Books:
    """Turns an account's trades into deals with money, in time order."""

    def __init__(self, world):
        self.world, self.ticket = world, 700_000

    def next(self):
        self.ticket += 1
        return self.ticket

    def events(self, account):
        """(time, line) of everything the account did."""
        market, found = self.world.market, []
        chance = random.Random(f"{account.number}/books")
        start = self.world.days[0] + chance.randrange(30 * 60_000)
        registered = start - chance.choice((2, 30, 200, 900)) * DAY
        account.registered = registered
        found.append((start - 1, account_event(account, chance, registered)))
        amount = account.deposit / (market.usd("EUR", start) if account.currency == "EUR" else 1)
        found.append((start, self.operation(account, start, "balance", round(amount, 2), "Deposit")))
        card = account.card or f"card-{account.number:x}"
        found.append((start, json.dumps({"type": "transfer", "account_number": account.number, "time": start, "method": "card",
                                         "amount": f"{amount:.2f}", "reference": card})))
        for time, action, value, comment in account.operations:
            found.append((max(start + 1000, time), self.operation(account, max(start + 1000, time), action, value, comment)))
        address = account.address or f"{chance.randint(20, 180)}.{chance.randint(1, 250)}.{chance.randint(1, 250)}.{chance.randint(1, 250)}"
        device = account.device or f"dev-{account.number:x}"
        for day in self.world.days:
            at = day + chance.randrange(DAY)
            found.append((at, json.dumps({"type": "session", "account_number": account.number, "time": at, "ip": address, "device": device,
                                          "application": chance.choice(("MT5 desktop", "MT5 mobile"))})))
        for trade in account.trades:
            if trade.opened > start and trade.closed < self.world.end:
                self.book(account, trade, found)
        return found

    def operation(self, account, time, action, amount, comment):
        return json.dumps({"type": "deal", "deal": self.next(), "account_number": account.number, "action": action, "time": time,
                           "profit": f"{amount:.2f}", "comment": comment})

    def book(self, account, trade, found):
        market = self.world.market
        symbol = market.symbols[trade.symbol]
        name, position = symbol_name(trade.symbol, account), self.next()
        lots = trade.lots * (10 if account.is_cent else 1)
        contract = symbol.contract / (100 if account.is_cent else 1)
        open_quote, close_quote = market.quote(trade.symbol, trade.opened), market.quote(trade.symbol, trade.closed)
        entry, leave = (open_quote[1], close_quote[0]) if trade.side > 0 else (open_quote[0], close_quote[1])
        rate = market.usd(symbol.profit, trade.closed) / (market.usd("EUR", trade.closed) if account.currency == "EUR" else 1)
        profit = trade.side * (leave - entry) * contract * lots * rate
        swap = trade.swap / (market.usd("EUR", trade.closed) if account.currency == "EUR" else 1)
        digits, commission = symbol.digits, -3.0 * lots if account.connection == "two" else 0
        first, second = ("buy", "sell") if trade.side > 0 else ("sell", "buy")
        stop = f',"price_sl":"{trade.stop:.{digits}f}"' if trade.stop else ""
        expert = f',"expert":{trade.expert}' if trade.expert else ""
        comment = f',"comment":"{trade.comment}"' if trade.comment else ""
        found.append((trade.opened, (
            f'{{"type":"deal","deal":{position},"account_number":{account.number},"action":"{first}","time":{trade.opened},"symbol":"{name}","entry":"in",'
            f'"volume":"{lots:.2f}","price":"{entry:.{digits}f}","position":{position},"reason":"{trade.reason}","commission":"{commission:.2f}"{stop}{expert}{comment}}}')))
        found.append((trade.closed, (
            f'{{"type":"deal","deal":{self.next()},"account_number":{account.number},"action":"{second}","time":{trade.closed},"symbol":"{name}","entry":"out",'
            f'"volume":"{lots:.2f}","price":"{leave:.{digits}f}","position":{position},"reason":"{trade.close_reason}","profit":"{profit:.2f}",'
            f'"swap":"{swap:.2f}","commission":"{commission:.2f}"{stop}{expert}}}')))


def quotes(symbol, connection):
    """(time, line) of a symbol's ticks on one server: the broker's own, and on the first also the reference."""
    plain, d = symbol.name.split(".")[0], symbol.digits
    name = symbol.name if connection == "one" else plain + "_pro"
    for time, bid, ask in zip(symbol.broker_times, symbol.bids, symbol.asks):
        yield time, f'{{"type":"tick","symbol":"{name}","bid":"{bid:.{d}f}","ask":"{ask:.{d}f}","time":{time}}}'


def reference(symbol):
    half, d = symbol.spread * 0.15, symbol.digits + 1
    for time, mid in zip(symbol.times, symbol.mids):
        yield time, f'{{"type":"tick","symbol":"{symbol.name}","bid":"{mid - half:.{d}f}","ask":"{mid + half:.{d}f}","time":{time},"feed":"reference"}}'


def cent_quotes(symbol):
    """Cent symbols are quoted seldom: only so that they have a price."""
    name, d, last = symbol.name.split(".")[0] + CENT, symbol.digits, 0
    for time, bid, ask in zip(symbol.broker_times, symbol.bids, symbol.asks):
        if time >= last + 2000:
            last = time
            yield time, f'{{"type":"tick","symbol":"{name}","bid":"{bid:.{d}f}","ask":"{ask:.{d}f}","time":{time}}}'


TWO = ("EURUSD.m", "XAUUSD.m", "USDJPY.m")


def tape(world):
    """(time, server, line) of the whole world in time order. Deals stand after the ticks of the same instant."""
    market, books = world.market, Books(world)
    streams = {"one": [], "two": []}
    for account in world.accounts:
        streams[account.connection] += books.events(account)
    calendar = [(max(world.days[0], r.time - HOUR), json.dumps({"type": "calendar", "time": r.time, "currency": r.currency, "impact": "high", "title": r.title}))
                for r in market.releases]
    streams["one"] += calendar
    sources = []
    for symbol in market.symbols.values():
        sources += [((t, 0, "one", line) for t, line in quotes(symbol, "one")), ((t, 0, "one", line) for t, line in reference(symbol)),
                    ((t, 0, "one", line) for t, line in cent_quotes(symbol))]
        if symbol.name in TWO:
            sources.append(((t, 0, "two", line) for t, line in quotes(symbol, "two")))
    for connection, events in streams.items():
        events.sort(key=lambda e: e[0])
        sources.append(_deals(events, connection))
    # heapq compares tuples; the rank keeps ticks before deals, and the lines are texts, so ties are decided the same in every run.
    for time, _, connection, line in heapq.merge(*sources):
        yield time, connection, line


def _deals(events, connection):
    previous, rank = None, 1
    for time, line in events:
        rank = rank + 1 if time == previous else 1
        previous = time
        yield time, rank, connection, line


def truth(world):
    return {"accounts": [{
        "account_number": a.number, "server": a.connection, "behaviour": a.behaviour, "harmful": a.is_harmful,
        "ties": [{"kind": kind, "name": name} for kind, name in a.ties], "trades": len(a.trades)} for a in world.accounts],
        "releases": len(world.market.releases), "freezes": sum(map(len, world.market.freezes.values())), "spikes": len(world.market.spikes)}
