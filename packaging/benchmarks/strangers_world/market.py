"""Prices of the strangers' market: regime-switching GARCH with jumps and releases, a clean reference feed and a broker's feed that lags it.

Everything follows from the seed. Times are Unix milliseconds, prices plain floats.
"""
import bisect, math, random
from array import array

DAY = 86_400_000
HOUR = 3_600_000


class Symbol:
    def __init__(self, name, digits, contract, base, profit, pip, spread, source, swap_long, swap_short):
        self.name, self.digits, self.contract, self.base, self.profit = name, digits, contract, base, profit
        self.pip, self.spread, self.source, self.swap_long, self.swap_short = pip, spread, source, swap_long, swap_short
        self.times, self.mids = array("q"), array("d")
        self.broker_times, self.bids, self.asks = array("q"), array("d"), array("d")


# Walks: start, standard deviation of a day, currencies that its releases come from, busiest hours (UTC).
FACTORS = {
    "EURUSD": (1.142, 0.0052, ("EUR", "USD"), (8, 14)),
    "USDJPY": (156.3, 0.0060, ("JPY", "USD"), (1, 14)),
    "GBPUSD": (1.305, 0.0058, ("GBP", "USD"), (8, 15)),
    "USDCAD": (1.402, 0.0045, ("CAD", "USD"), (14, 16)),
    "AUDUSD": (0.641, 0.0066, ("AUD", "USD"), (1, 15)),
    "XAUUSD": (3980.0, 0.0115, ("USD",), (9, 15)),
    "US30": (46210.0, 0.0088, ("USD",), (14, 18)),
    "GER40": (23870.0, 0.0094, ("EUR",), (8, 15)),
    "BTCUSD": (98400.0, 0.0240, (), (3, 17)),
}


def catalogue():
    fx = lambda name, spread, source, long, short: Symbol(
        name, 3 if name[3:6] == "JPY" else 5, 100_000, name[:3], name[3:6], 0.01 if name[3:6] == "JPY" else 0.0001, spread, source, long, short)
    return [
        fx("EURUSD.m", 0.00012, ("EURUSD",), -7.4, 3.1),
        fx("USDJPY.m", 0.014, ("USDJPY",), 45.0, -61.0),
        fx("EURJPY.m", 0.021, ("EURUSD", "USDJPY"), 6.1, -10.4),
        fx("GBPJPY.m", 0.030, ("GBPUSD", "USDJPY"), 18.9, -33.2),
        fx("GBPUSD.m", 0.00016, ("GBPUSD",), -2.6, -2.2),
        fx("AUDCAD.m", 0.00019, ("AUDUSD", "USDCAD"), -1.1, -2.9),
        Symbol("XAUUSD.m", 2, 100, "XAU", "USD", 0.1, 0.31, ("XAUUSD",), -48.0, 21.0),
        Symbol("US30.m", 1, 1, "US30", "USD", 1.0, 2.4, ("US30",), -6.8, 1.1),
        Symbol("GER40.m", 1, 1, "GER40", "EUR", 1.0, 1.6, ("GER40",), -3.9, 0.4),
        Symbol("BTCUSD.m", 2, 1, "BTC", "USD", 10.0, 28.0, ("BTCUSD",), -31.0, -9.0),
    ]


class Release:
    def __init__(self, time, currency, title):
        self.time, self.currency, self.title = time, currency, title


class Market:
    """All ticks of both feeds over the given days (starts of trading days, UTC midnight)."""

    def __init__(self, seed, days, gap=3.5):
        self.seed, self.days, self.gap = seed, days, gap
        self.symbols = {s.name: s for s in catalogue()}
        self.releases = self._releases()
        self.jumps = {}     # factor -> [(time, log size)]
        self.slow = self._slow_spells()
        self.freezes, self.spikes = {}, []
        factors = {name: self._walk(name) for name in FACTORS}
        self._factors = factors
        for symbol in self.symbols.values():
            self._reference(symbol, factors)
            self._broker(symbol)

    def _releases(self):
        chance = random.Random(f"{self.seed}/releases")
        found = []
        for day in self.days:
            for hour, currency in ((1, "JPY"), (7, "EUR"), (9, "GBP"), (13, "USD"), (15, "USD")):
                if chance.random() < 0.7:
                    minute = chance.choice((0, 30, 30, 45))
                    found.append(Release(day + hour * HOUR + minute * 60_000, chance.choice((currency, currency, "CAD", "AUD")), chance.choice(
                        ("Inflation", "Payrolls", "Policy rate", "Output", "Orders", "Sentiment"))))
        return sorted(found, key=lambda r: r.time)

    def _slow_spells(self):
        chance = random.Random(f"{self.seed}/slow")
        spells = []
        for day in self.days:
            for _ in range(chance.randint(2, 6)):
                start = day + chance.randrange(DAY)
                spells.append((start, start + chance.randint(20_000, 90_000), chance.uniform(250, 700)))
        return sorted(spells)

    def _walk(self, name):
        """Times and log prices of one factor, tick by tick."""
        start, sigma, currencies, busy = FACTORS[name]
        chance = random.Random(f"{self.seed}/{name}")
        times, logs, jumps = array("q"), array("d"), []
        price = math.log(start)
        base = (sigma / math.sqrt(86_400)) ** 2      # variance of a second
        variance, is_busy = base, False
        gauss, unit = chance.gauss, chance.random
        for day in self.days:
            shocks = [(day + chance.randrange(DAY), None) for _ in range(chance.randint(14, 34))]
            shocks += [(r.time + chance.randint(80, 1400), r) for r in self.releases if day <= r.time < day + DAY and r.currency in currencies]
            shocks.sort(key=lambda s: s[0])
            next_shock, heat_until, heat = 0, 0, 1.0
            now, minute_end, minute_return = day, day, 0.0
            while now < day + DAY:
                if now >= minute_end:
                    hour = (now - day) / HOUR
                    near = max(math.exp(-((hour - busy[0]) % 24) ** 2 / 9), math.exp(-((hour - busy[1]) ** 2) / 12), math.exp(-((hour - busy[0]) ** 2) / 9))
                    weight = 0.35 + 1.5 * near
                    if unit() < (0.02 if is_busy else 0.006):
                        is_busy = not is_busy
                    target = base * (2.6 if is_busy else 0.6)
                    variance = max(base * 0.05, 0.06 * target + 0.10 * minute_return ** 2 / 60 + 0.84 * variance)
                    variance = min(variance, base * 30)
                    minute_end, minute_return = now + 60_000, 0.0
                    if now > heat_until:
                        heat = 1.0
                    per_second = math.sqrt(variance * weight * heat)
                    mean_gap = self.gap * 1000 / (0.45 + 1.6 * near) / (2.0 if is_busy else 1.0)
                step = max(20, int(-math.log(1 - unit()) * mean_gap))
                if next_shock < len(shocks) and shocks[next_shock][0] <= now + step:
                    step = max(1, shocks[next_shock][0] - now)
                    release = shocks[next_shock][1]
                    next_shock += 1
                    size = (chance.uniform(5, 24) if release else 0.8 + chance.expovariate(0.45)) * 1e-4 * sigma / 0.0055
                    size *= chance.choice((-1, 1))
                    jumps.append((now + step, size))
                    price += size
                    if release:
                        heat, heat_until = 5.0, now + 240_000
                else:
                    move = per_second * math.sqrt(step / 1000) * gauss(0, 1) * (2.3 if unit() < 0.04 else 0.93)
                    minute_return += move
                    price += move
                now += step
                times.append(now)
                logs.append(price)
            price += gauss(0, sigma * 0.25)     # what happened overnight
        self.jumps[name] = jumps
        return times, logs

    def _reference(self, symbol, factors):
        if len(symbol.source) == 1:
            times, logs = factors[symbol.source[0]]
            symbol.times, symbol.mids = times, array("d", map(math.exp, logs))
            return
        (one, one_logs), (two, two_logs) = factors[symbol.source[0]], factors[symbol.source[1]]
        i, j, previous = 0, 0, 0
        while i < len(one) or j < len(two):
            if j >= len(two) or (i < len(one) and one[i] <= two[j]):
                now, i = one[i], i + 1
            else:
                now, j = two[j], j + 1
            if i == 0 or j == 0 or now <= previous:
                continue
            previous = now
            symbol.times.append(now)
            symbol.mids.append(math.exp(one_logs[i - 1] + two_logs[j - 1]))

    def _broker(self, symbol):
        """The same prices later, with a spread, some left out, freezes and a few wrong quotes."""
        chance = random.Random(f"{self.seed}/broker/{symbol.name}")
        freezes = []
        for day in self.days:
            for _ in range(chance.choice((0, 1, 1, 2))):
                start = day + chance.randrange(DAY)
                freezes.append((start, start + chance.randint(4_000, 20_000)))
        self.freezes[symbol.name] = freezes = sorted(freezes)
        bad = sorted(chance.choice(self.days) + chance.randrange(9 * HOUR, 17 * HOUR) for _ in range(2))
        lag, widening, last = math.log(95), 1.0, 0
        freeze, slow, spike, release = 0, 0, 0, 0
        for now, mid in zip(symbol.times, symbol.mids):
            lag += 0.03 * (math.log(95) - lag) + 0.14 * chance.gauss(0, 1)
            while slow < len(self.slow) and self.slow[slow][1] < now:
                slow += 1
            extra = self.slow[slow][2] if slow < len(self.slow) and self.slow[slow][0] <= now else 0
            at = max(last + 1, now + int(min(1500, math.exp(lag)) + extra))
            while freeze < len(freezes) and freezes[freeze][1] <= at:
                freeze += 1
            if freeze < len(freezes) and freezes[freeze][0] <= at:
                continue
            if chance.random() < 0.12:
                continue
            while release < len(self.releases) and self.releases[release].time + 90_000 < at:
                release += 1
            near = release < len(self.releases) and self.releases[release].time - 3_000 <= at and self.releases[release].currency in symbol.name
            hour = at % DAY // HOUR
            goal = 3.2 if near else 2.0 if hour in (21, 22) else 1.35 if hour < 6 else 1.0
            widening += 0.2 * (goal - widening)
            half = symbol.spread * widening * (0.85 + 0.3 * chance.random()) / 2
            shown = mid + chance.gauss(0, symbol.spread * 0.04)
            if spike < len(bad) and at >= bad[spike]:
                direction = chance.choice((-1, 1))
                self.spikes.append((symbol.name, at, direction))
                for offset in (0, 700, 1500):
                    symbol.broker_times.append(at + offset)
                    symbol.bids.append(round(shown + direction * symbol.spread * 9 - half, symbol.digits))
                    symbol.asks.append(round(shown + direction * symbol.spread * 9 + half, symbol.digits))
                last, spike = at + 2400, spike + 1
                continue
            last = at
            bid, ask = round(shown - half, symbol.digits), round(shown + half, symbol.digits)
            symbol.broker_times.append(at)
            symbol.bids.append(bid)
            symbol.asks.append(ask if ask > bid else round(bid + 10 ** -symbol.digits, symbol.digits))

    # Questions

    def quote(self, name, time):
        symbol = self.symbols[name]
        at = max(0, bisect.bisect_right(symbol.broker_times, time) - 1)
        return symbol.bids[at], symbol.asks[at]

    def reference(self, name, time):
        symbol = self.symbols[name]
        return symbol.mids[max(0, bisect.bisect_right(symbol.times, time) - 1)]

    def move(self, name, start, end):
        """Change of the reference in basis points."""
        return math.log(self.reference(name, end) / self.reference(name, start)) * 1e4

    def usd(self, currency, time):
        if currency == "USD":
            return 1.0
        if currency == "JPY":
            return 1 / self.reference("USDJPY.m", time)
        if currency == "EUR":
            return self.reference("EURUSD.m", time)
        if currency == "CAD":
            times, logs = self._factors["USDCAD"]
            return math.exp(-logs[max(0, bisect.bisect_right(times, time) - 1)])
        raise KeyError(currency)
