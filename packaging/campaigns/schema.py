"""Runs schemathesis against the appliance with its own contract and an owner's token. schema.py BINARY ASSETS SCHEMATHESIS [EXAMPLES].

No answer may be a 5xx, and none outside the contract. Prints one JSON line.
"""
import json, os, re, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../benchmarks"))
import deals
from appliance import Appliance

binary, assets, schemathesis = sys.argv[1:4]
examples = sys.argv[4] if len(sys.argv) > 4 else "60"
# The tool speaks as fast as it is answered.
unlimited = {f"VELES_LIMITS_{budget}_{scope}": "off" for budget in ("INGEST", "READS", "WRITES", "REPORTS", "SIGN_IN")
             for scope in ("TENANT", "CALLER", "ADDRESS")}
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"

with tempfile.TemporaryDirectory(prefix="veles-schema-") as folder:
    with Appliance(binary, assets, settings=unlimited) as appliance:
        token = appliance.sign_in()
        path = f"/api/v1/ingest?connection={appliance.push_connection(token)}"
        assert appliance.request("POST", path, deals.accounts(20), token, "application/x-ndjson")[0] == 200
        body = b"".join(line for line, _ in deals.lines(2000, 20))
        assert appliance.request("POST", path, body, token, "application/x-ndjson")[0] == 200
        with open(f"{folder}/log", "w") as log:
            run = subprocess.run(
                [schemathesis, "run", f"http://127.0.0.1:{appliance.port}/api/v1/openapi.json", "--url", f"http://127.0.0.1:{appliance.port}",
                 "-H", f"Authorization: Bearer {token}", "--checks", CHECKS, "--max-examples", examples, "--no-color", "--seed", "7",
                 "--exclude-path-regex", "/auth/|/stream|/me/sessions", "--continue-on-failure"],
                stdout=log, stderr=log, timeout=3000, env=dict(os.environ, SCHEMATHESIS_HOOKS="ndjson", PYTHONPATH=os.path.dirname(os.path.abspath(__file__))))
        alive = appliance.request("GET", "/healthz")[0] == 200
    with open(f"{folder}/log") as f:
        text = f.read()
    sys.stderr.write(text[-60_000:])
    tested = re.search(r"Operations:\s+.*?(\d+) tested|API Operations:.*?\n.*?Tested:\s+(\d+)", text, re.S)
    cases = re.search(r"(\d+) generated", text)
    print(json.dumps({"campaign": "schema", "operations": int(next(g for g in tested.groups() if g)) if tested else None,
                      "cases": int(cases[1]) if cases else None, "passed": run.returncode == 0, "alive": alive}), flush=True)
    sys.exit(0 if run.returncode == 0 and alive else 1)
