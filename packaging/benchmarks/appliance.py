"""Starts the appliance for a measurement and talks to it."""
import http.client, json, os, shutil, signal, socket, ssl, subprocess, tempfile, time


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Appliance:
    """One server process on a fresh state directory. Use as a context manager."""

    password = "eleven grey herons at low tide"

    def __init__(self, binary, assets, tenants=("bench",), state=None, settings={}, authority=None):
        """settings: more of the environment, such as VELES_LIMITS_READS_CALLER. authority: speak TLS, and trust this file."""
        self.binary, self.assets, self.tenants, self.settings = binary, assets, tenants, settings
        self.tls = ssl.create_default_context(cafile=authority) if authority else None
        self.state = state or tempfile.mkdtemp(prefix="veles-bench-")
        self.owned = state is None
        self.port = free_port()

    def __enter__(self):
        environment = dict(os.environ, VELES_STATE_DIRECTORY=self.state, VELES_SERVER_LISTEN=f"127.0.0.1:{self.port}",
                           VELES_SERVER_ASSETS=self.assets, VELES_LOG_LEVEL="warning", **{"VELES_TLS_MODE": "off", **self.settings})
        for slug in self.tenants:
            if not os.path.exists(f"{self.state}/tenants/{slug}"):
                subprocess.run([self.binary, "tenant", "create", slug, "--name", slug, "--plan", "enterprise", "--owner", "owner@example.com", "--password-stdin"],
                               input=self.password.encode(), env=environment, check=True, stdout=subprocess.DEVNULL)
        begun = time.monotonic()
        self.process = subprocess.Popen([self.binary, "serve"], env=environment)
        while True:
            try:
                if self.request("GET", "/readyz")[0] == 200:
                    break
            except OSError:
                pass
            if self.process.poll() is not None or time.monotonic() - begun > 30:
                raise SystemExit("the server did not become ready")
            time.sleep(0.002)
        self.start_seconds = time.monotonic() - begun
        return self

    def verb(self, *arguments):
        """What a verb prints that speaks to the running server."""
        environment = dict(os.environ, VELES_STATE_DIRECTORY=self.state)
        return subprocess.run([self.binary, *arguments], env=environment, check=True, capture_output=True, text=True).stdout

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
        if self.owned:
            shutil.rmtree(self.state)

    def request(self, verb, path, body=None, token=None, kind="application/json"):
        if self.tls:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.tls)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": kind}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        connection.request(verb, path, body if body is None or isinstance(body, bytes) else json.dumps(body), headers)
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response.status, data

    def sign_in(self, slug="bench"):
        status, data = self.request("POST", "/api/v1/auth/login", {"tenant": slug, "email": "owner@example.com", "password": self.password})
        assert status == 200, data
        return json.loads(data)["access_token"]

    def push_connection(self, token):
        status, data = self.request("POST", "/api/v1/connections", {"platform": "push", "name": "bench"}, token)
        assert status in (200, 201), data
        return json.loads(data)["id"]

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self):
        with open(f"/proc/{self.process.pid}/status") as f:
            return next(int(line.split()[1]) * 1024 for line in f if line.startswith("VmRSS"))
