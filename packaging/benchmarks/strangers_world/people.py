"""Who trades on the strangers' market: harmful behaviours with evasions, innocent ones that look alike, and plain luck.

A behaviour is a function that fills an account with trades. What it is called here is the truth; the engine never sees it.
"""
import bisect, math, random

from .market import DAY, HOUR

MINUTE = 60_000


class Trade:
    """A round trip. `stop` is the stop loss price; `close_reason` and `reason` are the contract's words."""
    __slots__ = ("opened", "closed", "symbol", "side", "lots", "reason", "close_reason", "expert", "stop", "swap", "comment")

    def __init__(self, opened, closed, symbol, side, lots, reason="client", close_reason=None, expert=0, stop=0.0, swap=0.0, comment=""):
        self.opened, self.closed, self.symbol, self.side, self.lots = int(opened), int(closed), symbol, side, max(0.01, round(lots, 2))
        self.reason, self.close_reason, self.expert, self.stop, self.swap, self.comment = reason, close_reason or reason, expert, stop, swap, comment


class Account:
    def __init__(self, number, behaviour, is_harmful, deposit, connection="one"):
        self.number, self.behaviour, self.is_harmful, self.deposit, self.connection = number, behaviour, is_harmful, deposit, connection
        self.trades, self.operations = [], []       # operations: (time, action, amount, comment)
        self.ties = []                              # names of the clusters and pairs it belongs to: (kind, name)
        self.address, self.device, self.card, self.email = None, None, None, None
        self.leverage, self.currency, self.is_cent = 100, "USD", False


class World:
    def __init__(self, market, seed, scale=1.0):
        self.market, self.scale = market, scale
        self.chance = random.Random(f"{seed}/people")
        self.days, self.end = market.days, market.days[-1] + DAY
        self.accounts, self.next_number, self.clusters = [], 50_001, 0
        self.signals = self._breakouts()

    # Building blocks

    def account(self, behaviour, is_harmful=False, deposit=None, connection="one"):
        account = Account(self.next_number, behaviour, is_harmful, deposit or round(self.chance.lognormvariate(8.1, 0.8), -1) + 300, connection)
        self.next_number += self.chance.randint(1, 9)
        account.leverage = self.chance.choice((30, 100, 100, 200, 500))
        if self.chance.random() < 0.15:
            account.currency = "EUR"
        self.accounts.append(account)
        return account

    def price(self, symbol, side, time):
        bid, ask = self.market.quote(symbol, time)
        return ask if side > 0 else bid

    def result(self, symbol, side, lots, opened, closed):
        s = self.market.symbols[symbol]
        move = side * (self.price(symbol, -side, closed) - self.price(symbol, side, opened))
        return move * s.contract * lots * self.market.usd(s.profit, closed)

    def lots(self, symbol, time, usd):
        """The volume whose notional is about so many dollars."""
        s = self.market.symbols[symbol]
        return max(0.01, round(usd / (self.market.reference(symbol, time) * s.contract * self.market.usd(s.profit, time)), 2))

    def moment(self, chance, day=None):
        """A likely instant of a trading day: more in the working hours of Europe and America."""
        day = chance.choice(self.days) if day is None else day
        while True:
            hour = chance.uniform(0.5, 23)
            if chance.random() < 0.25 + 0.75 * math.exp(-((hour - 13) / 5) ** 2):
                return int(day + hour * HOUR)

    def until(self, time):
        return min(time, self.end - 5 * MINUTE)

    # Ordinary people

    def noise(self, account, per_day=None, hold=None, leverage=None, symbols=None, edge=-0.02):
        chance = random.Random(f"{account.number}/noise")
        per_day = per_day or chance.uniform(1, 9)
        hold = hold or chance.lognormvariate(7.6, 1.3)
        leverage = leverage or math.exp(chance.uniform(-1.2, 1.6))
        names = symbols or chance.sample(list(self.market.symbols), chance.randint(1, 4))
        expert = chance.choice((0, 0, 0, chance.randint(1000, 9999)))
        for day in self.days:
            for _ in range(min(60, int(chance.expovariate(1 / per_day) + 0.5))):
                time, name = self.moment(chance, day), chance.choice(names)
                side = chance.choice((-1, 1))
                close = self.until(time + chance.lognormvariate(math.log(hold), 0.9) * 1000)
                if close <= time + 1000:
                    continue
                stopped = chance.random() < 0.25
                account.trades.append(Trade(
                    time, close, name, side, self.lots(name, time, account.deposit * leverage * chance.uniform(0.5, 1.5)),
                    "expert" if expert else chance.choice(("client", "mobile", "web")), chance.choice(("sl", "tp")) if stopped else None, expert))

    def gambler(self, account):
        self.noise(account, per_day=4, hold=5400, leverage=account.leverage * 0.3)

    def scalper(self, account):
        chance = random.Random(f"{account.number}/scalper")
        names = chance.sample(("EURUSD.m", "GBPUSD.m", "XAUUSD.m", "GER40.m"), 2)
        for day in self.days:
            for _ in range(chance.randint(0, 2)):
                time = self.moment(chance, day)
                for _ in range(chance.randint(5, 25)):
                    hold, name = chance.uniform(4, 58), chance.choice(names)
                    account.trades.append(Trade(time, time + hold * 1000, name, chance.choice((-1, 1)), self.lots(name, time, account.deposit * 3)))
                    time += int(hold * 1000 + chance.expovariate(1 / 60) * 1000)

    def momentum_scalper(self, account):
        """Buys what has just risen, seconds late; pays the spread and has no edge left."""
        chance = random.Random(f"{account.number}/momentum")
        for factor, symbol in (("EURUSD", "EURUSD.m"), ("XAUUSD", "XAUUSD.m"), ("USDJPY", "USDJPY.m")):
            for time, size in self.market.jumps[factor]:
                if chance.random() < 0.4:
                    at = time + chance.randint(2500, 15_000)
                    account.trades.append(Trade(at, at + chance.uniform(15, 240) * 1000, symbol, 1 if size > 0 else -1,
                                                self.lots(symbol, at, account.deposit * 4), "expert", expert=4242))

    def news_payer(self, account):
        chance = random.Random(f"{account.number}/news")
        for release in self.market.releases:
            names = [n for n in self.market.symbols if release.currency in n] or ["XAUUSD.m"]
            if chance.random() < 0.8:
                at, name = release.time + chance.randint(4000, 70_000), chance.choice(names)
                account.trades.append(Trade(at, at + chance.uniform(20, 240) * 1000, name, chance.choice((-1, 1)), self.lots(name, at, account.deposit * 5)))

    def round_hours(self, account):
        """One of a crowd: at favourite full hours, mostly with the last hour's move."""
        chance = random.Random(f"{account.number}/hours")
        hours, names = chance.sample((7, 8, 9, 10, 12, 14, 15, 16), 3), chance.sample(("EURUSD.m", "GBPUSD.m", "XAUUSD.m"), 2)
        for day in self.days:
            for hour in hours:
                for name in names:
                    full = day + hour * HOUR
                    at = full + int(chance.uniform(0.3, 40) * 1000)
                    with_move = 1 if self.market.move(name, full - HOUR, full) > 0 else -1
                    side = with_move if chance.random() < 0.75 else -with_move
                    account.trades.append(Trade(at, self.until(at + chance.uniform(10, 110) * MINUTE), name, side, self.lots(name, at, account.deposit * 2)))

    def session_opener(self, account):
        chance = random.Random(f"{account.number}/session")
        for day in self.days:
            for start, name in ((7 * HOUR, "EURUSD.m"), (13 * HOUR + 30 * MINUTE, "US30.m"), (7 * HOUR, "GER40.m")):
                if chance.random() < 0.8:
                    at = day + start + chance.randint(200, 18_000)
                    trend = 1 if self.market.move(name, at - 15 * MINUTE, at) > 0 else -1
                    account.trades.append(Trade(at, at + chance.uniform(5, 90) * MINUTE, name, trend if chance.random() < 0.7 else -trend,
                                                self.lots(name, at, account.deposit * 3)))

    def _breakouts(self):
        """When the last hour's range breaks, per symbol: what everybody with the same robot sees."""
        found = []
        for name in ("EURUSD.m", "GBPJPY.m", "XAUUSD.m"):
            window, quiet = [], 0
            for time in range(self.days[0] + HOUR, self.end - HOUR, 20_000):
                mid = self.market.reference(name, time)
                if len(window) >= 180:
                    if time > quiet and (mid > max(window) or mid < min(window)):
                        found.append((time, name, 1 if mid > max(window) else -1))
                        quiet = time + 2 * HOUR
                    window.pop(0)
                window.append(mid)
        return sorted(found)

    def breakout_robot(self, account):
        """A robot sold to many: same magic number, same signals, own broker speed."""
        chance = random.Random(f"{account.number}/robot")
        share, slow = chance.uniform(0.5, 1), chance.uniform(300, 4000)
        for time, name, side in self.signals:
            if chance.random() < share:
                at = time + int(slow * chance.uniform(0.6, 1.6))
                account.trades.append(Trade(at, self.until(at + chance.uniform(10, 80) * MINUTE), name, side, self.lots(name, at, account.deposit * 2.5),
                                            "expert", chance.choice(("sl", "tp", "expert")), 88_811, comment="Breakout v3"))

    def percent_risk(self, account):
        """Risks the same share of a growing or shrinking equity: larger after wins, smaller after losses."""
        chance, equity = random.Random(f"{account.number}/risk"), account.deposit
        name, time = chance.choice(("EURUSD.m", "USDJPY.m", "XAUUSD.m")), self.days[0] + HOUR
        while time < self.end - 3 * HOUR and equity > 50:
            close = time + int(chance.uniform(5, 60) * MINUTE)
            side, lots = chance.choice((-1, 1)), self.lots(name, time, equity * 9)
            account.trades.append(Trade(time, close, name, side, lots))
            equity += self.result(name, side, lots, time, close)
            time = close + int(chance.uniform(5, 120) * MINUTE)

    def carry(self, account):
        """Long what pays interest, unhedged, for days."""
        chance = random.Random(f"{account.number}/carry")
        for name in ("USDJPY.m", "GBPJPY.m"):
            time = self.moment(chance, self.days[0])
            while time < self.end - DAY:
                close = self.until(time + int(chance.uniform(0.9, 3.2) * DAY))
                lots = self.lots(name, time, account.deposit * 2)
                account.trades.append(Trade(time, close, name, 1, lots, swap=self.swap(name, 1, lots, time, close)))
                time = close + int(chance.uniform(1, 20) * HOUR)

    def swap(self, name, side, lots, opened, closed):
        """Swap in dollars over the midnights held (22:00 UTC)."""
        s = self.market.symbols[name]
        nights = (closed - 22 * HOUR) // DAY - (opened - 22 * HOUR) // DAY
        points = s.swap_long if side > 0 else s.swap_short
        return round(nights * points * 10 ** -s.digits * s.contract * lots * self.market.usd(s.profit, closed), 2)

    def basket_closer(self, account):
        """Builds up positions over hours and closes them all in seconds."""
        chance = random.Random(f"{account.number}/basket")
        for day in self.days:
            end = day + int(chance.uniform(14, 20) * HOUR)
            names = chance.sample(list(self.market.symbols), 4)
            for index in range(chance.randint(15, 45)):
                at, name = day + int(chance.uniform(6, 13.5) * HOUR), chance.choice(names)
                account.trades.append(Trade(at, end + index * 90, name, chance.choice((-1, 1)), self.lots(name, at, account.deposit * 0.4)))

    def scale_in(self, account):
        """Adds to a losing position by plan, every leg with its stop close by."""
        chance = random.Random(f"{account.number}/scale")
        self._grid(account, chance, spacing=chance.uniform(10, 20), jitter=0.25, legs=5, factor=1, has_stops=True)

    def trend_follower(self, account):
        chance = random.Random(f"{account.number}/trend")
        name = chance.choice(("EURUSD.m", "XAUUSD.m", "US30.m", "BTCUSD.m"))
        for day in self.days:
            for hour in range(2, 22, 3):
                at = day + hour * HOUR + chance.randrange(40 * MINUTE)
                side = 1 if self.market.move(name, at - 3 * HOUR, at) > 0 else -1
                if chance.random() < 0.8:
                    account.trades.append(Trade(at, self.until(at + chance.uniform(1, 4) * HOUR), name, side, self.lots(name, at, account.deposit * 2)))

    # Harmful or to be recognised

    def latency(self, account, hold=(1, 20), share=1.0, delay=(20, 160), appetite=None):
        """Acts on the reference while the broker's quote is stale; `share` of its trades are of that kind."""
        chance = random.Random(f"{account.number}/latency")
        appetite = appetite or chance.uniform(0.12, 0.5)
        pairs = (("EURUSD", "EURUSD.m"), ("USDJPY", "USDJPY.m"), ("GBPUSD", "GBPUSD.m"), ("XAUUSD", "XAUUSD.m"), ("GER40", "GER40.m"), ("US30", "US30.m"))
        for factor, name in chance.sample(pairs, 4):
            for time, size in self.market.jumps[factor]:
                if chance.random() > appetite:
                    continue
                at, side = time + chance.randint(*delay), 1 if size > 0 else -1
                stale = side * (self.market.reference(name, at) - self.price(name, side, at))
                if stale <= 0:
                    continue
                close = self.until(at + chance.uniform(*hold) * 1000)
                account.trades.append(Trade(at, close, name, side, self.lots(name, at, account.deposit * chance.uniform(3, 8)),
                                            "client" if share < 1 else "expert", expert=0 if share < 1 else account.number))
        if share < 1:
            wanted = len(account.trades) * (1 / share - 1)
            self.noise(account, per_day=wanted / len(self.days), hold=600, leverage=4)

    def latency_plain(self, account): self.latency(account)
    def latency_random_hold(self, account): self.latency(account, hold=(20, 1100))
    def latency_diluted(self, account): self.latency(account, hold=(5, 600), share=0.34)
    def latency_delayed(self, account): self.latency(account, hold=(30, 400), delay=(120, 420), appetite=0.8)

    def off_market(self, account):
        """Hits wrong quotes of the feed."""
        chance = random.Random(f"{account.number}/spikes")
        self.noise(account, per_day=3)
        for name, time, direction in self.market.spikes:
            if chance.random() < 0.6:
                at = time + chance.randint(50, 1200)
                account.trades.append(Trade(at, at + chance.randint(5_000, 40_000), name, -direction, self.lots(name, at, account.deposit * 10)))

    def news_skilled(self, account):
        """Knows the release a moment before the price has moved in full."""
        chance = random.Random(f"{account.number}/wire")
        for release in self.market.releases:
            names = [n for n in self.market.symbols if release.currency in n and n in ("EURUSD.m", "GBPUSD.m", "USDJPY.m", "XAUUSD.m", "AUDCAD.m")]
            if not names or chance.random() > 0.85:
                continue
            at, name = release.time + chance.randint(-900, 700), chance.choice(names)
            side = 1 if self.market.move(name, at, at + 20_000) > 0 else -1
            if chance.random() < 0.9:
                account.trades.append(Trade(at, at + chance.uniform(20, 150) * 1000, name, side, self.lots(name, at, account.deposit * 6)))

    def swing_skilled(self, account):
        chance = random.Random(f"{account.number}/swing")
        names, know = chance.sample(("EURUSD.m", "USDJPY.m", "GBPUSD.m", "XAUUSD.m", "AUDCAD.m"), 3), chance.uniform(0.62, 0.70)
        for day in self.days:
            for _ in range(chance.randint(18, 34)):
                at, name = self.moment(chance, day), chance.choice(names)
                right = 1 if self.market.move(name, at, self.until(at + HOUR)) > 0 else -1
                side = right if chance.random() < know else -right
                close = self.until(at + int(chance.lognormvariate(0, 0.3) * HOUR))
                if close > at:
                    account.trades.append(Trade(at, close, name, side, self.lots(name, at, account.deposit * 2.5)))

    def martingale(self, account):
        """Raises after each loss by 1.4 to 2.5, alternating between symbols."""
        chance = random.Random(f"{account.number}/martingale")
        names = chance.sample(("EURUSD.m", "GBPUSD.m", "USDJPY.m", "XAUUSD.m"), chance.choice((1, 2, 3)))
        factor, deepest, step, turn = chance.uniform(1.4, 2.5), chance.randint(4, 7), 0, 0
        time = self.days[0] + chance.randrange(DAY)
        while time < self.end - HOUR:
            name, side = names[turn % len(names)], chance.choice((-1, 1))
            turn += 1
            close = time + int(chance.uniform(3, 35) * MINUTE)
            lots = max(0.01, round(self.lots(name, time, account.deposit * 0.35) * factor ** step, 2))
            account.trades.append(Trade(time, close, name, side, lots))
            step = step + 1 if self.result(name, side, lots, time, close) < 0 and step < deepest else 0
            time = close + int(chance.uniform(1, 12) * MINUTE if step else chance.uniform(10, 160) * MINUTE)

    def grid(self, account):
        chance = random.Random(f"{account.number}/grid")
        self._grid(account, chance, chance.uniform(7, 18), jitter=0.3, legs=chance.randint(5, 9), factor=chance.choice((1, 1, 1.15)), has_stops=False)

    def _grid(self, account, chance, spacing, jitter, legs, factor, has_stops):
        name = chance.choice(("EURUSD.m", "GBPUSD.m", "AUDCAD.m", "USDJPY.m"))
        symbol, expert = self.market.symbols[name], chance.choice((0, account.number))
        time, reason = self.days[0] + chance.randrange(6 * HOUR), "expert" if expert else "client"
        while time < self.end - 6 * HOUR:
            side = chance.choice((-1, 1))
            first = self.lots(name, time, account.deposit * 0.6)
            open_legs, step = [(time, self.price(name, side, time), first)], spacing * symbol.pip * chance.uniform(1 - jitter, 1 + jitter)
            is_done = False
            while not is_done and time < self.end - HOUR:
                time += 15_000
                exit_price, last = self.price(name, -side, time), open_legs[-1][1]
                volume = sum(leg[2] for leg in open_legs)
                average = sum(leg[1] * leg[2] for leg in open_legs) / volume
                against = side * (last - self.price(name, side, time))
                if side * (exit_price - average) >= 0.5 * spacing * symbol.pip:
                    close_reason, is_done = reason, True
                elif has_stops and side * (average - exit_price) >= 2.2 * spacing * symbol.pip:
                    close_reason, is_done = "sl", True
                elif not has_stops and len(open_legs) >= legs and against > 3 * spacing * symbol.pip:
                    close_reason, is_done = reason, True
                elif len(open_legs) < legs and against >= step:
                    open_legs.append((time, self.price(name, side, time), round(first * factor ** len(open_legs), 2)))
                    step = spacing * symbol.pip * chance.uniform(1 - jitter, 1 + jitter)
            for index, (opened, price, lots) in enumerate(open_legs):
                stop = round(open_legs[0][1] - side * 3 * spacing * symbol.pip, symbol.digits) if has_stops else 0.0
                account.trades.append(Trade(opened, max(opened + 1000, time + index * 150), name, side, lots, reason, close_reason if is_done else reason, expert, stop))
            time += int(chance.uniform(5, 120) * MINUTE)

    def swap_arbitrage(self, account):
        """Three legs whose price risk cancels and whose swaps do not."""
        chance = random.Random(f"{account.number}/swap")
        time = self.days[0] + chance.randrange(DAY)
        while time < self.end - DAY:
            close = self.until(time + int(chance.uniform(2.2, 4.5) * DAY))
            usd = account.deposit * 9
            dollars, euros = usd / 100_000, usd / 100_000 / self.market.reference("EURUSD.m", time)
            for index, (name, side, lots) in enumerate((("USDJPY.m", 1, dollars), ("EURJPY.m", -1, euros), ("EURUSD.m", 1, euros))):
                swap = self.swap(name, side, round(lots, 2), time, close)
                account.trades.append(Trade(time + index * 900, close + index * 900, name, side, lots, swap=swap * (1 if index != 2 else 0.2)))
            time = close + int(chance.uniform(1, 5) * HOUR)

    # Ties

    def follow(self, leader, follower, skip=0.0, delay=(1, 30), size="noise", opposite=False, names=None, reason="client", expert=0):
        chance = random.Random(f"{follower.number}/follow")
        ratio = chance.uniform(0.4, 2)
        for trade in leader.trades:
            if chance.random() < skip or trade.symbol not in (names or self.market.symbols):
                continue
            wait = int(chance.uniform(*delay) * 1000)
            lots = {"noise": trade.lots * ratio * chance.uniform(0.85, 1.15), "same": trade.lots * chance.uniform(0.87, 1.15),
                    "inverse": 0.02 + 0.4 / (1 + 10 * trade.lots) * chance.uniform(0.8, 1.2)}[size]
            close = trade.closed + int(chance.uniform(*delay) * 1000)
            follower.trades.append(Trade(trade.opened + wait, max(close, trade.opened + wait + 1000), trade.symbol, -trade.side if opposite else trade.side,
                                         lots, reason, reason, expert))

    def tie(self, kind, *accounts):
        self.clusters += 1
        for account in accounts:
            account.ties.append((kind, f"{kind}-{self.clusters}"))

    def share_identity(self, *accounts, card=True):
        address = f"81.{self.chance.randint(10, 99)}.{self.chance.randint(1, 250)}.{self.chance.randint(1, 250)}"
        device = f"dev-{self.chance.getrandbits(40):x}"
        for account in accounts:
            account.address, account.device = address, device
            if card:
                account.card = f"card-{device}"

    def copy_cluster(self, index):
        leader_kind = self.chance.choice((self.noise, self.swing_skilled, self.latency_random_hold, self.trend_follower))
        leader = self.account("copy_leader", True, 6000)
        leader_kind(leader)
        members = [leader]
        skip, delay = ((0.0, (0.05, 0.8)), (0.3, (1, 6)), (0.2, (1, 30)), (0.4, (0.3, 12)))[index % 4]
        for _ in range(self.chance.randint(2, 5)):
            follower = self.account("copier", True, self.chance.choice((2000, 5000, 9000)))
            self.follow(leader, follower, skip, delay, self.chance.choice(("noise", "inverse")))
            if index % 3 == 0:
                self.noise(follower, per_day=1.5)
            members.append(follower)
        self.tie("copy", *members)

    def signal_group(self):
        """A master and subscribers who copy by the platform's own service: declared, not hidden."""
        master = self.account("signal_master", False, 20_000)
        self.trend_follower(master)
        members = [master]
        for _ in range(6):
            follower = self.account("signal_subscriber", False)
            self.follow(master, follower, 0.02, (0.1, 1.2), "noise", reason="signal", expert=0)
            members.append(follower)
        self.tie("signal", *members)

    def mirror_pair(self, index):
        """Opposite positions on two servers; every third earns by latency, the others by bonuses and what is not owed."""
        one = self.account("mirror", True, 5000)
        other = self.account("mirror", True, 5000, connection="two")
        if index % 3 == 0:
            self.latency(one, hold=(180, 600), appetite=0.35)
        else:
            self.noise(one, per_day=4, hold=4000, leverage=12, symbols=["EURUSD.m", "XAUUSD.m", "USDJPY.m"])
        one.trades = [t for t in one.trades if t.symbol in ("EURUSD.m", "XAUUSD.m", "USDJPY.m")]
        self.follow(one, other, 0.08, ((0.2, 2.5), (2, 20), (5, 45))[index % 3], "same", opposite=True)
        self.tie("mirror", one, other)

    def bonus_pair(self):
        pair = [self.account("bonus_pair", True, 1000) for _ in range(2)]
        for account in pair:
            account.leverage, account.currency = 200, "USD"
        chance, time = self.chance, self.moment(self.chance, self.days[0])
        for account in pair:
            account.operations.append((time - HOUR, "bonus", 700, "Welcome bonus"))
        while time < self.end - DAY:
            name, close = chance.choice(("EURUSD.m", "GBPUSD.m", "XAUUSD.m")), time + int(chance.uniform(3, 18) * HOUR)
            for account, side in zip(pair, (1, -1)):
                at = time + int(chance.uniform(0, 40) * 1000)
                account.trades.append(Trade(at, close + int(chance.uniform(0, 60) * 1000), name, side, self.lots(name, at, 60_000)))
            time = close + int(chance.uniform(4, 16) * HOUR)
        self.share_identity(*pair)
        self.tie("mirror", *pair)
        self.tie("identity", *pair)

    def household(self):
        """Two who share a line and nothing else."""
        pair = [self.account("household") for _ in range(2)]
        address = f"93.{self.chance.randint(10, 99)}.{self.chance.randint(1, 250)}.{self.chance.randint(1, 250)}"
        for account in pair:
            self.noise(account)
            account.address = address

    # Everybody

    def fill(self):
        plan = [
            ("noise", False, 150), ("gambler", False, 10), ("scalper", False, 20), ("momentum_scalper", False, 10), ("news_payer", False, 10),
            ("round_hours", False, 25), ("session_opener", False, 15), ("breakout_robot", False, 15), ("percent_risk", False, 12), ("carry", False, 6),
            ("basket_closer", False, 6), ("scale_in", False, 8), ("trend_follower", False, 12),
            ("latency_plain", True, 8), ("latency_random_hold", True, 8), ("latency_diluted", True, 8), ("latency_delayed", True, 6),
            ("off_market", True, 2), ("news_skilled", True, 5), ("swing_skilled", True, 10), ("martingale", True, 14), ("grid", True, 14),
            ("swap_arbitrage", True, 4),
        ]
        for behaviour, is_harmful, number in plan:
            for _ in range(max(1, round(number * self.scale))):
                account = self.account(behaviour, is_harmful)
                if behaviour == "noise" and self.chance.random() < 0.12:
                    account.is_cent = True
                getattr(self, behaviour)(account)
        scaled = lambda number: range(max(1, round(number * self.scale)))
        for index in scaled(8): self.copy_cluster(index)
        for _ in scaled(2): self.signal_group()
        for index in scaled(6): self.mirror_pair(index)
        for _ in scaled(2): self.bonus_pair()
        for _ in scaled(6): self.household()
        for account in self.chance.sample([a for a in self.accounts if a.address is None], max(2, round(20 * self.scale))):
            account.address = "185.220.101.7"       # one exit of a public network
        for account in self.accounts:
            account.trades.sort(key=lambda t: t.opened)
        return self
