#!/usr/bin/env python3
"""Pushes an independent world into an appliance and compares what it says with what was planted.

strangers.py run BINARY [ASSETS]          starts an appliance of its own on a fresh state, and ends it
strangers.py push URL TENANT EMAIL        pushes to a running one; the password is read from standard input
strangers.py demo                         reads the line that `veles demo` prints from standard input and pushes there
strangers.py judge FILE                   prints the figures again from what --keep wrote
strangers.py write FOLDER                 writes one.ndjson, two.ndjson and truth.json only

Options: --seed N (default 11), --days N (default 10), --scale X (default 1: about 480 accounts), --gap SECONDS (mean between ticks, default 3.5),
--slice SECONDS (of tape in one request, default 600), --keep FILE (the answers and the truth, for a closer look).
One JSON line a figure on standard output.
"""
import argparse, datetime, gzip, http.client, json, os, sys, time, urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from strangers_world.market import DAY, Market
from strangers_world.people import World
from strangers_world.tape import describe, tape, truth
from strangers_world.verdicts import harvest, report, restored


def trading_days(count):
    """Midnights (UTC, milliseconds) of the last weekdays before today."""
    day, found = datetime.datetime.now(datetime.timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0), []
    while len(found) < count:
        day -= datetime.timedelta(days=1)
        if day.weekday() < 5:
            found.append(int(day.timestamp() * 1000))
    return found[::-1]


class Service:
    """The appliance's HTTP interface, signed in as a person."""

    def __init__(self, url, tenant, email, password):
        address = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(address.hostname, address.port or 80, timeout=300)
        self.login, self.token, self.renewed, self.used = (
            {"tenant": tenant, "email": email, "password": password}, None, 0, time.monotonic())
        self.sign_in()

    def sign_in(self):
        self.token = None
        self.token = self.call("POST", "/api/v1/auth/login", self.login)["access_token"]
        self.renewed = time.monotonic()

    def call(self, verb, path, body=None, kind="application/json", encoding=None):
        if self.token and time.monotonic() - self.renewed > 300:
            self.sign_in()
        headers = {"Content-Type": kind}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if encoding:
            headers["Content-Encoding"] = encoding
        # The server hangs up on who has been silent for long.
        if time.monotonic() - self.used > 10:
            self.connection.close()
        self.connection.request(verb, path, json.dumps(body).encode() if isinstance(body, dict) else body, headers)
        answer = self.connection.getresponse()
        self.used = time.monotonic()
        data = answer.read()
        if answer.status == 404 and verb == "GET":
            return None
        if answer.status not in (200, 201):
            raise SystemExit(f"{verb} {path}: {answer.status} {data[:500].decode(errors='replace')}")
        return json.loads(data)


def push(service, world, slice_seconds):
    """Sends the tape in slices of time, each server's part apart, in time order."""
    ids = {name: service.call("POST", "/api/v1/connections", {"platform": "push", "name": f"Stranger {name} {world.accounts[0].number}"})["id"] for name in ("one", "two")}
    rejected, sent = [], 0

    def send(name, lines):
        nonlocal sent
        if not lines:
            return
        body = gzip.compress(("\n".join(lines) + "\n").encode(), 1)
        answer = service.call("POST", f"/api/v1/ingest?connection={ids[name]}", body, "application/x-ndjson", "gzip")
        rejected.extend(answer["rejected"])
        sent += len(lines)

    for name, lines in describe(world.market).items():
        send(name, lines)
    waiting, end = {"one": [], "two": []}, 0
    for at, name, line in tape(world):
        if at >= end:
            for other in waiting:
                send(other, waiting[other])
                waiting[other] = []
            end = at - at % (slice_seconds * 1000) + slice_seconds * 1000
        waiting[name].append(line)
    for name in waiting:
        send(name, waiting[name])
    return sent, rejected


def figures(service, world, options):
    def show(value):
        print(json.dumps(value), flush=True)

    begun = time.monotonic()
    sent, rejected = push(service, world, options.slice)
    seconds = time.monotonic() - begun
    show({"figure": "push", "events": sent, "seconds": round(seconds, 1), "events_per_second": round(sent / seconds), "rejected": len(rejected), "first": rejected[:3]})
    # The desk looks at links and populations on its own clock, once a minute.
    time.sleep(options.settle)
    answers = harvest(lambda path: service.call("GET", path))
    if options.keep:
        accounts = answers[0].values()
        with open(options.keep, "w") as file:
            json.dump({"truth": truth(world), "clusters": answers[2], "incidents": answers[3], "accounts": [
                {"id": a.id, "number": a.number, "score": a.score, "band": a.band, "trips": a.trips, "profit": a.profit, "rules": sorted(a.rules), "reasons": list(a.reasons.values()),
                 "links": a.links} for a in accounts]}, file)
    for line in report(truth(world), *answers):
        show(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("run", "push", "demo", "write", "judge"))
    parser.add_argument("arguments", nargs="*")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--gap", type=float, default=3.5)
    parser.add_argument("--slice", type=int, default=600)
    parser.add_argument("--settle", type=float, default=65)
    parser.add_argument("--keep")
    options = parser.parse_args()
    if options.verb == "judge":
        with open(options.arguments[0]) as file:
            kept = json.load(file)
        for line in report(kept["truth"], restored(kept["accounts"]), True, kept["clusters"], kept["incidents"]):
            print(json.dumps(line))
        return
    world = World(Market(options.seed, trading_days(options.days), options.gap), options.seed, options.scale).fill()
    print(json.dumps({"figure": "world", "seed": options.seed, "accounts": len(world.accounts), "trades": sum(len(a.trades) for a in world.accounts),
                      "reference_ticks": sum(len(s.times) for s in world.market.symbols.values())}), flush=True)
    if options.verb == "write":
        write(world, options.arguments[0])
    elif options.verb == "run":
        from appliance import Appliance
        assets = options.arguments[1] if len(options.arguments) > 1 else os.path.join(os.path.dirname(__file__), "../../Resources")
        with Appliance(options.arguments[0], assets) as appliance:
            figures(Service(f"http://127.0.0.1:{appliance.port}", "bench", "owner@example.com", appliance.password), world, options)
    elif options.verb == "demo":
        access = json.loads(sys.stdin.readline())
        figures(Service(access["url"], access["tenant"], access["email"], access["password"]), world, options)
    else:
        url, tenant, email = options.arguments
        figures(Service(url, tenant, email, sys.stdin.readline().rstrip("\n")), world, options)


def write(world, folder):
    os.makedirs(folder, exist_ok=True)
    files = {name: open(f"{folder}/{name}.ndjson", "w") for name in ("one", "two")}
    for name, lines in describe(world.market).items():
        files[name].writelines(line + "\n" for line in lines)
    for _, name, line in tape(world):
        files[name].write(line + "\n")
    for file in files.values():
        file.close()
    with open(f"{folder}/truth.json", "w") as file:
        json.dump(truth(world), file)


if __name__ == "__main__":
    main()
