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
        url = f"http://127.0.0.1:{appliance.port}"
        sign_in = json.dumps({"tenant": "bench", "email": "owner@example.com", "password": appliance.password})
        key = json.loads(appliance.verb("operator-key", "create", "--name", "campaign", "--json"))["token"]
        environment = dict(os.environ, SCHEMATHESIS_HOOKS="hooks", PYTHONPATH=os.path.dirname(os.path.abspath(__file__)), CAMPAIGN_URL=url,
                           CAMPAIGN_SIGN_IN=sign_in, CAMPAIGN_OPERATOR_KEY=key)
        # The operator's part comes last: it may suspend or delete the tenant that the rest is tried with.
        passes = [("tenant", ["--exclude-path-regex", "/auth/|/stream|/platform/"]), ("operator", ["--include-path-regex", "/platform/"])]
        passed, operations, cases = True, 0, 0
        for name, selection in passes:
            with open(f"{folder}/{name}", "w+") as log:
                run = subprocess.run(
                    [schemathesis, "run", f"{url}/api/v1/openapi.json", "--url", url, "--checks", CHECKS, "--max-examples", examples, "--no-color",
                     "--seed", "7", "--continue-on-failure", *selection],
                    cwd=folder, stdout=log, stderr=log, timeout=3000, env=environment)
                log.seek(0)
                text = log.read()
            sys.stderr.write(text[-60_000:])
            passed = passed and run.returncode == 0
            operations += int((re.search(r"Tested:\s+(\d+)", text) or [0, 0])[1])
            cases += int((re.search(r"(\d+) generated", text) or [0, 0])[1])
        alive = appliance.request("GET", "/healthz")[0] == 200
    print(json.dumps({"campaign": "schema", "operations": operations, "cases": cases, "passed": passed, "alive": alive}), flush=True)
    sys.exit(0 if passed and alive and cases > 0 else 1)
