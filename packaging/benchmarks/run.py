"""Measures the appliance. run.py BINARY ASSETS BASELINE [WORKLOAD...]"""
import base64, calendar, http.client, itertools, json, os, re, shutil, signal, socket, struct, subprocess, sys, tempfile, threading, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import deals
from appliance import Appliance

binary, assets, baseline = sys.argv[1:4]
wanted = sys.argv[4:]


def report(workload, **figures):
    print(json.dumps({"workload": workload, **figures}), flush=True)


def batches(stream, size=1000):
    while chunk := list(itertools.islice(stream, size)):
        yield chunk


def post_all(port, path, token, bodies, connections=4):
    """Sends every body once over so many connections; returns the seconds it took and the answers."""
    queue, answers, lock = iter(bodies), [], threading.Lock()

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with lock:
                body = next(queue, None)
            if body is None:
                return
            connection.request("POST", path, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"})
            response = connection.getresponse()
            data = response.read()
            assert response.status == 200, data
            answers.append(json.loads(data))

    threads = [threading.Thread(target=work) for _ in range(connections)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - begun, answers


def ingest(total=1_000_000, accounts=1000):
    rows, bodies = [], []
    # One connection carries all deals of an account, in time order: bodies are dealt out by quarter of the accounts.
    quarters = [[], [], [], []]
    for line, columns in deals.lines(total, accounts):
        rows.append(columns)
        quarters[(columns[2] - 1) * 4 // accounts].append(line)
    per_quarter = [[b"".join(chunk) for chunk in batches(iter(q))] for q in quarters]
    with tempfile.TemporaryDirectory(prefix="veles-bench-") as folder:
        with open(f"{folder}/rows", "w") as f:
            for columns in rows:
                f.write("\t".join(map(str, columns)) + "\n")
        del rows
        state = f"{folder}/state"
        with Appliance(binary, assets, state=state) as appliance:
            pass
        shutil.copy(f"{state}/tenants/bench/tenant.db", f"{folder}/baseline.db")
        limits = []
        with Appliance(binary, assets, state=state) as appliance:
            token = appliance.sign_in()
            path = f"/api/v1/ingest?connection={appliance.push_connection(token)}"
            assert appliance.request("POST", path, deals.accounts(accounts), token, "application/x-ndjson")[0] == 200
            threads, seconds = [], [0.0] * 4
            accepted = [0] * 4

            def send(index):
                seconds[index], answers = post_all(appliance.port, path, token, per_quarter[index], 1)
                accepted[index] = sum(a["accepted"] for a in answers)

            threads = [threading.Thread(target=send, args=(i,)) for i in range(4)]
            begun = time.monotonic()
            for t in threads: t.start()
            for t in threads: t.join()
            rate = total / (time.monotonic() - begun)
            assert sum(accepted) == total, accepted
            memory = appliance.resident_bytes()
        for attempt in range(3):
            shutil.copy(f"{folder}/baseline.db", f"{folder}/run.db")
            limits.append(float(subprocess.run([baseline, f"{folder}/run.db", f"{folder}/rows"], check=True, capture_output=True, text=True).stdout))
            for name in os.listdir(folder):
                if name.startswith("run.db"): os.unlink(f"{folder}/{name}")
        limit = sorted(limits)[1]
        report("ingest", deals_per_second=round(rate), plain_c_rows_per_second=round(limit), ratio=round(rate / limit, 3), bar=0.4, resident_mib=round(memory / 2**20))


def wrk(url, token=None, seconds=6, connections=32):
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    if token:
        command[1:1] = ["-H", f"Authorization: Bearer {token}"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in out, out
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), float(p99[1]) * {"us": 0.001, "ms": 1, "s": 1000}[p99[2]]


# The route's own speed, far above what one key is answered in service.
unlimited = {f"VELES_LIMITS_READS_{scope}": "off" for scope in ("TENANT", "CALLER", "ADDRESS")}


def accounts(count=1000):
    with Appliance(binary, assets, settings=unlimited) as appliance:
        token = appliance.sign_in()
        path = f"/api/v1/ingest?connection={appliance.push_connection(token)}"
        assert appliance.request("POST", path, deals.accounts(count), token, "application/x-ndjson")[0] == 200
        bodies = [b"".join(line for line, _ in chunk) for chunk in batches(deals.lines(100_000, count))]
        post_all(appliance.port, path, token, bodies, 1)
        base = f"http://127.0.0.1:{appliance.port}"
        wrk(f"{base}/healthz", seconds=2)
        hello, _ = wrk(f"{base}/healthz")
        rate, p99 = wrk(f"{base}/api/v1/accounts?limit=50&sort=-risk_score", token)
        report("accounts", pages_per_second=round(rate), p99_ms=p99, hello_per_second=round(hello), ratio=round(rate / hello, 3), bar=0.35)


class Stream:
    """The least WebSocket client that will do: text frames from the server, masked ones to it."""

    def __init__(self, port, token):
        self.socket = socket.create_connection(("127.0.0.1", port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nAuthorization: Bearer {token}\r\n\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(4096)
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        assert b" 101 " in head, head

    def send(self, value):
        data, mask = json.dumps(value).encode(), os.urandom(4)
        header = bytes([0x81, 0x80 | len(data)]) if len(data) < 126 else bytes([0x81, 0xFE]) + struct.pack(">H", len(data))
        self.socket.sendall(header + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def need(self, count):
        while len(self.buffer) < count:
            more = self.socket.recv(1 << 16)
            if not more:
                raise EOFError
            self.buffer += more

    def frame(self):
        self.need(2)
        opcode, length, offset = self.buffer[0] & 15, self.buffer[1] & 127, 2
        if length == 126:
            self.need(4); length, offset = struct.unpack(">H", self.buffer[2:4])[0], 4
        elif length == 127:
            self.need(10); length, offset = struct.unpack(">Q", self.buffer[2:10])[0], 10
        self.need(offset + length)
        data, self.buffer = self.buffer[offset:offset + length], self.buffer[offset + length:]
        return opcode, data


def alert(rate=1000, seconds=20, per_post=10):
    """Posts deals at a steady rate; every 50th post holds one large order, whose alert is waited for on the stream."""
    count = 2_000
    with Appliance(binary, assets) as appliance:
        token = appliance.sign_in()
        path = f"/api/v1/ingest?connection={appliance.push_connection(token)}"
        for chunk in range(0, count, 1000):
            assert appliance.request("POST", path, deals.accounts(1000, 100_001 + chunk), token, "application/x-ndjson")[0] == 200
        stream = Stream(appliance.port, token)
        stream.send({"type": "subscribe", "topics": ["alerts"]})
        sent, waits, ready = {}, [], threading.Event()

        def listen():
            try:
                while True:
                    opcode, data = stream.frame()
                    if opcode != 1:
                        continue
                    arrived, message = time.perf_counter(), json.loads(data)
                    if message["type"] == "snapshot":
                        ready.set()
                    elif message["type"] == "event" and message["data"]["rule"] == "OR1":
                        begun = sent.pop(message["data"]["subject"]["label"].split()[-1].strip("#"), None) or sent.pop(str(message["data"]["account_id"]), None)
                        if begun:
                            waits.append((arrived - begun) * 1000)
            except (EOFError, OSError):
                pass

        threading.Thread(target=listen, daemon=True).start()
        assert ready.wait(10)
        connection = http.client.HTTPConnection("127.0.0.1", appliance.port, timeout=30)
        now, deal, large = int(time.time() * 1000), 1, 0
        begun = time.monotonic()
        posts = rate * seconds // per_post
        for post in range(posts):
            lines = []
            for i in range(per_post):
                # Accounts take turns; the first of every post opens 20 lots on an account that never did before.
                big = i == 0 and post % 2 == 0
                login = 100_001 + (large if big else 1_000 + (post * per_post + i) % 1_000)
                volume = "20.00" if big else "0.10"
                lines.append(f'{{"type":"deal","deal":{deal},"account_number":{login},"action":"buy","time":{now + post * 10 + i},"symbol":"EURUSD","entry":"in",'
                             f'"volume":"{volume}","price":"1.08500","position":{deal},"market_bid":"1.08495","market_ask":"1.08505"}}\n')
                if big:
                    sent[str(login)] = sent[str(large + 1)] = None
                    key = login
                    large += 1
                deal += 1
            body = "".join(lines).encode()
            stamp = time.perf_counter()
            if post % 2 == 0:
                sent[str(key)] = stamp
                sent[str(key - 100_000)] = stamp
            connection.request("POST", path, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"})
            response = connection.getresponse()
            data = response.read()
            assert response.status == 200, data
            pause = begun + (post + 1) * per_post / rate - time.monotonic()
            if pause > 0:
                time.sleep(pause)
        time.sleep(0.5)
        waits.sort()
        assert len(waits) > posts // 4, f"{len(waits)} alerts seen of {large}"
        report("alert", accounts=count, deals_per_second=rate, alerts=len(waits), large_orders=large, p50_ms=round(waits[len(waits) // 2], 2), p99_ms=round(waits[len(waits) * 99 // 100], 2), bar_ms=5)


def idle(tenants=100):
    with tempfile.TemporaryDirectory(prefix="veles-bench-") as folder:
        state, slugs = f"{folder}/state", [f"tenant-{i}" for i in range(tenants)]
        with Appliance(binary, assets, tenants=slugs, state=state):
            pass
        with Appliance(binary, assets, tenants=slugs, state=state) as appliance:
            time.sleep(3)
            report("idle", tenants=tenants, resident_mib=round(appliance.resident_bytes() / 2**20, 1), bar_mib=80, ready_seconds=round(appliance.start_seconds, 3), bar_seconds=0.5)


def live_again(state, token, total, kind):
    """Starts on a state directory and tells how long it takes until a tenant's figures stand as before."""
    begun = time.monotonic()
    with Appliance(binary, assets, state=state) as appliance:
        while True:
            status, data = appliance.request("GET", "/api/v1/overview", token=token)
            if status == 200 and json.loads(data)["deals"]["total"] == total:
                break
            assert status in (200, 503) and time.monotonic() - begun < 300, data
        seconds = time.monotonic() - begun
        report("restart", after=kind, deals=total, live_seconds=round(seconds, 2), bar_seconds=5, ready_seconds=round(appliance.start_seconds, 3),
               resident_mib=round(appliance.resident_bytes() / 2**20), file_mib=round(os.path.getsize(f"{state}/tenants/bench/tenant.db") / 2**20))
        if kind == "kill":
            appliance.kill()


def restart(total=int(os.environ.get("BENCH_DEALS", 5_000_000)), accounts=1000):
    with tempfile.TemporaryDirectory(prefix="veles-bench-") as folder:
        state = f"{folder}/state"
        with Appliance(binary, assets, state=state) as appliance:
            token = appliance.sign_in()
            path = f"/api/v1/ingest?connection={appliance.push_connection(token)}"
            assert appliance.request("POST", path, deals.accounts(accounts), token, "application/x-ndjson")[0] == 200
            # A year of trading, so that what waits for quotes is no more than it would be.
            lines = (line for line, _ in deals.lines(total, accounts, step_ms=6000 * 5_000_000 // total))
            seconds, _ = post_all(appliance.port, path, token, (b"".join(chunk) for chunk in batches(lines, 2000)), 1)
            report("fill", deals=total, deals_per_second=round(total / seconds))
            appliance.kill()
        live_again(state, token, total, "kill")
        live_again(state, token, total, "kill")
        live_again(state, token, total, "stop")


def ticks(rate=5000, symbols=200, positions=10_000, accounts=1000, seconds=20):
    """Quotes of many symbols at a steady rate over many open positions; tells how old the exposure on the stream gets."""
    names = [f"S{i:03d}" for i in range(symbols)]
    with Appliance(binary, assets) as appliance:
        token = appliance.sign_in()
        path = f"/api/v1/ingest?connection={appliance.push_connection(token)}"
        now_ms = lambda: int(time.time() * 1000)
        lines = [f'{{"type":"symbol","symbol":"{n}","digits":2,"contract_size":"1","base":"{n}","profit_currency":"USD","margin_currency":"USD"}}\n' for n in names]
        lines += [f'{{"type":"tick","symbol":"{n}","bid":"100.00","ask":"100.02","time":{now_ms()}}}\n' for n in names]
        assert appliance.request("POST", path, "".join(lines).encode() + deals.accounts(accounts), token, "application/x-ndjson")[0] == 200
        opens = (f'{{"type":"deal","deal":{i + 1},"account_number":{100_001 + i % accounts},"action":"{"buy" if i % 3 else "sell"}","time":{now_ms()},'
                 f'"symbol":"{names[i * 7 % symbols]}","entry":"in","volume":"1.00","price":"100.01","position":{i + 1}}}\n'.encode() for i in range(positions))
        post_all(appliance.port, path, token, (b"".join(chunk) for chunk in batches(opens)), 1)
        stream = Stream(appliance.port, token)
        stream.send({"type": "subscribe", "topics": ["exposure", "accounts"]})
        shown, ages, events, ready = {}, [], [0], threading.Event()

        def listen():
            try:
                while True:
                    opcode, data = stream.frame()
                    if opcode != 1:
                        continue
                    arrived, message = time.time(), json.loads(data)
                    if message["topic"] != "exposure":
                        continue
                    if message["type"] == "snapshot":
                        ready.set()
                        continue
                    events[0] += 1
                    for row in message["data"]["items"]:
                        # What was shown until now was as old as the quote behind it.
                        if before := shown.get(row["key"]):
                            ages.append((arrived - before) * 1000)
                        stamp = row["updated_at"]
                        shown[row["key"]] = calendar.timegm(time.strptime(stamp[:19], "%Y-%m-%dT%H:%M:%S")) + float(stamp[19:-1] or 0)
            except (EOFError, OSError):
                pass

        threading.Thread(target=listen, daemon=True).start()
        assert ready.wait(10)
        connection = http.client.HTTPConnection("127.0.0.1", appliance.port, timeout=30)
        per_post, sent, used, begun = rate // 50, 0, appliance.cpu_seconds(), time.monotonic()
        for post in range(seconds * 50):
            stamp, body = now_ms(), []
            for _ in range(per_post):
                cents = 10_000 + (sent * 37) % 101
                body.append(f'{{"type":"tick","symbol":"{names[sent % symbols]}","bid":"{cents / 100:.2f}","ask":"{cents / 100 + 0.02:.2f}","time":{stamp}}}\n')
                sent += 1
            connection.request("POST", path, "".join(body).encode(), {"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"})
            response = connection.getresponse()
            data = response.read()
            assert response.status == 200, data
            pause = begun + (post + 1) / 50 - time.monotonic()
            if pause > 0:
                time.sleep(pause)
        spent = time.monotonic() - begun
        cores = (appliance.cpu_seconds() - used) / spent
        assert ages, "nothing came on the stream"
        ages.sort()
        report("ticks", ticks_per_second=round(sent / spent), symbols=symbols, positions=positions, stream_events=events[0],
               age_p50_ms=round(ages[len(ages) // 2], 1), age_p99_ms=round(ages[len(ages) * 99 // 100], 1), bar_ms=250,
               cpu_cores=round(cores, 2), bar_cores=0.5)


def neighbours(count=1000, seconds=20, loud_connections=32, quiet_rate=100):
    """One tenant asks for accounts at a steady rate, first alone, then beside one that hammers and is refused."""
    def paces(appliance, token):
        """p99 in ms of a client that asks at a steady rate on one connection, counted from when it should have asked."""
        connection = http.client.HTTPConnection("127.0.0.1", appliance.port, timeout=60)
        waits, begun = [], time.perf_counter()
        for number in range(seconds * quiet_rate):
            due = begun + number / quiet_rate
            if (pause := due - time.perf_counter()) > 0:
                time.sleep(pause)
            asked = max(due, begun)
            connection.request("GET", "/api/v1/accounts?limit=50&sort=-risk_score", headers={"Authorization": f"Bearer {token}"})
            response = connection.getresponse()
            data = response.read()
            assert response.status == 200, data
            waits.append((time.perf_counter() - asked) * 1000)
        waits.sort()
        return waits[len(waits) // 2], waits[len(waits) * 99 // 100]

    # The loud one has one key here; in service its several keys meet the tenant's limit together.
    with Appliance(binary, assets, tenants=("quiet", "loud"), settings={"VELES_LIMITS_READS_CALLER": "off"}) as appliance:
        tokens = {}
        for slug in ("quiet", "loud"):
            token = tokens[slug] = appliance.sign_in(slug)
            path = f"/api/v1/ingest?connection={appliance.push_connection(token)}"
            assert appliance.request("POST", path, deals.accounts(count), token, "application/x-ndjson")[0] == 200
            body = b"".join(line for line, _ in deals.lines(20_000, count))
            assert appliance.request("POST", path, body, token, "application/x-ndjson")[0] == 200
        url = f"http://127.0.0.1:{appliance.port}/api/v1/accounts?limit=50&sort=-risk_score"
        command = ["wrk", "-t1", f"-c{loud_connections}", "-d{}s", "-H", f"Authorization: Bearer {tokens['loud']}", url]
        alone, beside, refused = [], [], 0
        # In turns, so that what else the machine does falls on both.
        for turn in range(3):
            alone.append(paces(appliance, tokens["quiet"]))
            loud = subprocess.Popen([part.format(seconds + 30) for part in command], stdout=subprocess.PIPE, text=True)
            # Until it has used up what it had saved.
            deadline = time.monotonic() + 30
            while appliance.request("GET", "/api/v1/accounts", token=tokens["loud"])[0] != 429:
                assert time.monotonic() < deadline, "the loud tenant does not reach its limit"
                time.sleep(0.1)
            beside.append(paces(appliance, tokens["quiet"]))
            # It prints its sums when it is interrupted.
            loud.send_signal(signal.SIGINT)
            refused += int((re.search(r"Non-2xx or 3xx responses: (\d+)", loud.communicate()[0]) or [0, 0])[1])
        middle = lambda figures, index: sorted(f[index] for f in figures)[len(figures) // 2]
        report("neighbours", quiet_per_second=quiet_rate, loud_connections=loud_connections, refused=refused,
               p50_alone_ms=round(middle(alone, 0), 2), p50_beside_ms=round(middle(beside, 0), 2),
               p99_alone_ms=round(middle(alone, 1), 2), p99_beside_ms=round(middle(beside, 1), 2),
               ratio=round(middle(beside, 1) / middle(alone, 1), 2), bar=1.2)


workloads = {"neighbours": neighbours, "ingest": ingest, "accounts": accounts, "alert": alert, "idle": idle, "restart": restart, "ticks": ticks}
for name in wanted or workloads:
    if name not in workloads:
        raise SystemExit(f"unknown workload {name}: {', '.join(workloads)}")
    workloads[name]()
