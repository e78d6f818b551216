"""Runs testssl.sh against the appliance with a certificate of a test authority. tls.py BINARY ASSETS. Prints one JSON line.

Nothing above LOW may be found. The test authority stands in for a broker's own, so that the findings are about the server.
"""
import json, os, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../benchmarks"))
from appliance import Appliance

binary, assets = sys.argv[1:3]
EXTENSIONS = """basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost,IP:127.0.0.1
crlDistributionPoints=URI:http://localhost/none.crl
"""


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def certificates(folder):
    """An authority, and a server's certificate by it."""
    with open(f"{folder}/extensions", "w") as f:
        f.write(EXTENSIONS)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl(folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "90", "-subj", "/CN=Test authority")
    openssl(folder, "req", "-new", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem",
            "-days", "90", "-extfile", "extensions")
    os.chmod(f"{folder}/server.key", 0o600)


with tempfile.TemporaryDirectory(prefix="veles-tls-") as folder:
    certificates(folder)
    settings = {"VELES_TLS_MODE": "files", "VELES_TLS_CERT_FILE": f"{folder}/server.pem", "VELES_TLS_KEY_FILE": f"{folder}/server.key"}
    # testssl.sh opens many connections at once.
    settings["VELES_LIMITS_CONNECTIONS_PER_ADDRESS"] = "4096"
    with Appliance(binary, assets, settings=settings, authority=f"{folder}/ca.pem") as appliance:
        with open(f"{folder}/log", "w") as log:
            subprocess.run(
                ["testssl", "--quiet", "--color", "0", "--warnings", "off", "--add-ca", f"{folder}/ca.pem", "--jsonfile", f"{folder}/findings.json",
                 f"https://localhost:{appliance.port}"], stdout=log, stderr=log, timeout=1500)
        alive = appliance.request("GET", "/healthz")[0] == 200
    with open(f"{folder}/findings.json") as f:
        findings = json.load(f)
    # engine_problem tells of the openssl that testssl.sh itself uses.
    bad = [f for f in findings if f["id"] != "engine_problem" and f["severity"] in ("MEDIUM", "HIGH", "CRITICAL", "FATAL", "WARN")]
    for finding in bad:
        print(f"{finding['severity']} {finding['id']}: {finding['finding']}", file=sys.stderr)
    print(json.dumps({"campaign": "tls", "findings": len(findings), "low": sum(f["severity"] == "LOW" for f in findings),
                      "above_low": len(bad), "alive": alive}), flush=True)
    # A scan that broke off says little; a whole one has well over a hundred lines.
    sys.exit(0 if not bad and alive and len(findings) > 100 else 1)
