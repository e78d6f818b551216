"""Deals for the measurements: round trips of many accounts, always the same."""
import random

SYMBOLS = [("EURUSD", 1.085), ("GBPUSD", 1.27), ("USDJPY", 150.0), ("AUDUSD", 0.66), ("XAUUSD", 2345.0)]
SCALE = 100_000_000
BEGIN_MS = 1_760_000_000_000


def accounts(count, first=100_001):
    return b"".join(b'{"type":"account","account_number":%d,"group":"real\\\\bench","currency":"USD","leverage":100,"balance":"10000"}\n' % (first + i)
                    for i in range(count))


def lines(total, count, first_deal=1, first=100_001, seed=7, lots=None, step_ms=3):
    """Yields (ndjson line, column values): opens and closes alternate within an account, in time order per account."""
    chance = random.Random(seed)
    open_positions = [None] * count
    for i in range(total):
        deal, index = first_deal + i, i % count
        symbol, price = SYMBOLS[(i // count + index) % len(SYMBOLS)]
        time_ms = BEGIN_MS + i * step_ms
        if open_positions[index] is None:
            side, entry, position, profit = chance.choice((0, 1)), 0, deal, 0
            volume = lots or chance.randint(1, 200)
            open_positions[index] = (symbol, price, side, position, volume)
        else:
            symbol, price, opened, position, volume = open_positions[index]
            side, entry, profit = 1 - opened, 1, chance.randint(-9_000, 8_900)
            open_positions[index] = None
        price = round(price * (1 + chance.uniform(-0.001, 0.001)), 5)
        bid, ask = round(price - 0.00005, 5), round(price + 0.00005, 5)
        text = (f'{{"type":"deal","deal":{deal},"account_number":{first + index},"action":"{"buy" if side == 0 else "sell"}","time":{time_ms},'
                f'"symbol":"{symbol}","entry":"{"in" if entry == 0 else "out"}","volume":"{volume / 100:.2f}","price":"{price:.5f}",'
                f'"position":{position},"order":{deal},"profit":"{profit / 100:.2f}","commission":"-0.35","market_bid":"{bid:.5f}","market_ask":"{ask:.5f}"}}\n')
        units = lambda value: round(value * SCALE)
        columns = (1, deal, index + 1, deal, position, side, entry, 0, time_ms * 1000, symbol, volume * SCALE // 100, units(price), profit * SCALE // 100, 0,
                   -35_000_000, 0, 0, 0, 0, 0, units(bid), units(ask), 0, "", -1, 0)
        yield text.encode(), columns
