"""Compares what the appliance says of each account with what was planted."""
import collections, math

# Which answers of the engine count as having recognised a behaviour: reason codes of the score, alert rules, kinds of link.
RECOGNISED_BY = {
    "latency": ({"latency"}, {"TX3"}), "off_market": ({"off_market"}, {"TX4"}), "news": ({"news"}, {"TX5"}), "scalping": ({"scalping"}, {"TX6"}),
    "martingale": ({"martingale"}, {"ST1"}), "grid": ({"grid"}, {"ST2"}), "swap_arbitrage": ({"swap_arbitrage", "swap"}, {"AB2"}),
    "edge": ({"toxic_edge"}, {"TX1", "TX2"}), "bonus_abuse": ({"bonus", "bonus_abuse"}, {"AB1"}),
}
LATENCY = {"latency_plain", "latency_random_hold", "latency_diluted", "latency_delayed"}


def wilson(hits, n, z=1.96):
    if n == 0:
        return [0.0, 1.0]
    p = hits / n
    middle, spread = p + z * z / 2 / n, z * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return [round((middle - spread) / (1 + z * z / n), 3), round((middle + spread) / (1 + z * z / n), 3)]


class Seen:
    """What the appliance says of one account."""

    def __init__(self, account):
        self.id, self.number = account["id"], int(account["account_number"])
        self.score, self.band, self.trips = account.get("risk_score"), account.get("band"), 0
        self.reasons, self.rules, self.links, self.profit = {}, set(), [], float(account.get("profit") or 0)


def restored(kept):
    """The accounts as an earlier run kept them, by id."""
    accounts = {}
    for entry in kept:
        account = Seen({"id": entry["id"], "account_number": entry["number"], "risk_score": entry["score"], "band": entry["band"], "profit": entry["profit"]})
        account.trips, account.rules, account.links = entry["trips"], set(entry["rules"]), entry["links"]
        account.reasons = {reason["code"]: reason for reason in entry["reasons"]}
        accounts[account.id] = account
    return accounts


def harvest(get):
    """Reads every answer once. `get` gives the decoded JSON of a path, or None where the appliance has no such path."""
    accounts, cursor = {}, None
    while True:
        page = get("/api/v1/accounts?limit=500" + (f"&cursor={cursor}" if cursor else ""))
        for item in page["items"]:
            accounts[item["id"]] = Seen(item)
        cursor = page.get("next_cursor")
        if not cursor:
            break
    has_links = True
    for account in accounts.values():
        score = get(f"/api/v1/accounts/{account.id}/score") or {}
        account.trips = score.get("round_trips") or 0
        account.reasons = {r["code"]: r for r in score.get("reasons", [])}
        if has_links:
            links = get(f"/api/v1/accounts/{account.id}/links")
            has_links = links is not None
            account.links = (links or {}).get("items", [])
    alerts, cursor = [], None
    while True:
        page = get("/api/v1/alerts?limit=500" + (f"&cursor={cursor}" if cursor else ""))
        alerts += page["items"]
        cursor = page.get("next_cursor")
        if not cursor:
            break
    for alert in alerts:
        account = accounts.get(alert.get("account_id"))
        if account:
            account.rules.add(alert["rule"])
    clusters, incidents = get("/api/v1/clusters?limit=500"), get("/api/v1/feed-incidents?limit=500")
    return accounts, has_links, clusters and clusters["items"], incidents and incidents["items"]


def report(truth, accounts, has_links, clusters, incidents):
    """Lines of figures, one dictionary each."""
    planted = {a["account_number"]: a for a in truth["accounts"]}
    seen = {a.number: a for a in accounts.values() if a.number in planted}
    yield {"figure": "accounts", "planted": len(planted), "seen": len(seen)}
    yield from _by_behaviour(planted, seen)
    yield from _detectors(planted, seen)
    yield from _ties(planted, accounts, seen, has_links, clusters)
    if incidents is None:
        yield {"figure": "feed_incidents", "value": None, "reason": "not there yet"}
    else:
        kinds = collections.Counter(i["kind"] for i in incidents)
        yield {"figure": "feed_incidents", "value": len(incidents), "kinds": dict(kinds), "planted_freezes": truth["freezes"], "planted_spikes": truth["spikes"]}


def _by_behaviour(planted, seen):
    groups = collections.defaultdict(list)
    for number, entry in planted.items():
        if number in seen:
            groups[entry["behaviour"]].append(seen[number])
    for behaviour, people in sorted(groups.items()):
        n = len(people)
        flagged = [p for p in people if p.band in ("high", "critical")]
        codes = collections.Counter(code for p in people for code, r in p.reasons.items() if r["points"] >= 0)
        rules = collections.Counter(rule for p in people for rule in p.rules)
        yield {"figure": "behaviour", "behaviour": behaviour, "n": n, "harmful": planted[people[0].number]["harmful"],
               "high_or_critical": len(flagged), "mean_score": round(sum(p.score or 0 for p in people) / n, 1),
               "median_trips": sorted(p.trips for p in people)[n // 2], "client_profit_usd": round(sum(p.profit for p in people)),
               "reasons": dict(codes.most_common()), "alerts": dict(rules.most_common()),
               "flagged_accounts": [p.number for p in flagged][:12]}


def _detectors(planted, seen):
    wanted = {
        "latency": lambda b, p: b in LATENCY, "off_market": lambda b, p: b == "off_market", "news": lambda b, p: b == "news_skilled",
        "scalping": lambda b, p: b == "scalper", "martingale": lambda b, p: b == "martingale", "grid": lambda b, p: b == "grid",
        "swap_arbitrage": lambda b, p: b == "swap_arbitrage", "edge": lambda b, p: b in LATENCY | {"swing_skilled", "news_skilled"},
        "bonus_abuse": lambda b, p: b == "bonus_pair",
    }
    known = {code for p in seen.values() for code in p.reasons}
    raised = {rule for p in seen.values() for rule in p.rules}
    for name, is_wanted in wanted.items():
        codes, rules = RECOGNISED_BY[name]
        if not (codes & known or rules & raised):
            yield {"figure": "detector", "detector": name, "value": None, "reason": "not there yet, or never fired"}
            continue
        found = {n for n, p in seen.items() if rules & p.rules or any(c in p.reasons and p.reasons[c]["points"] >= 0 for c in codes)}
        true = {n for n in seen if is_wanted(planted[n]["behaviour"], seen[n])}
        false = collections.Counter(planted[n]["behaviour"] for n in found - true)
        missed = collections.Counter(planted[n]["behaviour"] for n in true - found)
        yield {"figure": "detector", "detector": name, "precision": _share(len(found & true), len(found)), "recall": _share(len(found & true), len(true)),
               "precision_interval": wilson(len(found & true), len(found)), "recall_interval": wilson(len(found & true), len(true)),
               "false": dict(false), "missed": dict(missed)}
    innocent = [p for n, p in seen.items() if not planted[n]["harmful"]]
    luck = [p for n, p in seen.items() if planted[n]["behaviour"] in ("noise", "household")]
    for name, people in (("innocent", innocent), ("luck", luck)):
        hits = sum(p.band in ("high", "critical") for p in people)
        toxic = sum(bool({"TX1", "TX2", "TX3", "TX4"} & p.rules) for p in people)
        yield {"figure": "false_flags", "of": name, "n": len(people), "high_or_critical": hits, "toxic_alerts": toxic, "interval": wilson(hits, len(people))}


def _share(part, whole):
    return round(part / whole, 3) if whole else None


def _pairs(planted, kind):
    names = collections.defaultdict(list)
    for entry in planted.values():
        for tie in entry["ties"]:
            if tie["kind"] == kind:
                names[tie["name"]].append(entry["account_number"])
    return {frozenset((a, b)) for members in names.values() for a in members for b in members if a < b}, names


def _ties(planted, accounts, seen, has_links, clusters):
    if not has_links:
        yield {"figure": "links", "value": None, "reason": "not there yet"}
    else:
        number_of = {p.id: p.number for p in accounts.values()}
        for kind, innocent in (("copy", ("signal",)), ("mirror", ()), ("identity", ())):
            true, _ = _pairs(planted, kind)
            pardoned = set().union(*(_pairs(planted, other)[0] for other in innocent)) if innocent else set()
            # A link that is told as one in good faith, or as not proven, accuses nobody.
            found = {frozenset((p.number, number_of[link["account_id"]])) for p in seen.values() for link in p.links
                     if link["kind"] == kind and link["proven"] and link["innocence"] is None and link["account_id"] in number_of}
            if kind == "copy" and clusters is not None:
                # Two copiers of one leader are tied by their cluster, though their own lags scatter.
                found |= {frozenset((number_of[a], number_of[b])) for c in clusters if c["kind"] == "copy" for a in c["members"] for b in c["members"]
                          if a < b and a in number_of and b in number_of}
            strange = found - true - pardoned
            behaviours = collections.Counter(" & ".join(sorted(planted[n]["behaviour"] for n in pair if n in planted)) for pair in strange)
            missed = collections.Counter(" & ".join(sorted({t["name"] for n in pair for t in planted[n]["ties"] if t["kind"] == kind})) for pair in true - found)
            yield {"figure": "links", "kind": kind, "precision": _share(len(found & true), len(found - pardoned)), "recall": _share(len(found & true), len(true)),
                   "found": len(found), "planted": len(true), "declared_signals": len(found & pardoned), "false": dict(behaviours.most_common(12)), "missed": dict(missed.most_common(12))}
    if clusters is None:
        yield {"figure": "clusters", "value": None, "reason": "not there yet"}
        return
    number_of = {p.id: p.number for p in accounts.values()}
    true = {n for n, e in planted.items() if any(t["kind"] == "copy" for t in e["ties"])}
    declared = {n for n, e in planted.items() if any(t["kind"] == "signal" for t in e["ties"])}
    members = {number_of.get(m) for c in clusters if c["kind"] == "copy" for m in c["members"]} - {None}
    yield {"figure": "clusters", "value": len(clusters), "member_precision": _share(len(members & true), len(members - declared)),
           "member_recall": _share(len(members & true), len(true)),
           "false_members": dict(collections.Counter(planted[n]["behaviour"] for n in members - true - declared if n in planted))}
