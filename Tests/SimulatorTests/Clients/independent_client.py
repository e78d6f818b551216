"""A client of the MT5 Web API that shares no code with the server under test. Standard library only.

usage: independent_client.py raw|rest|silent|plain HOST PORT LOGIN PASSWORD
Prints one JSON object with what it read.
"""
import hashlib
import http.client
import json
import os
import socket
import ssl
import sys
import urllib.parse


def md5(data):
    return hashlib.md5(data).digest()


def password_hash(password):
    return md5(md5(password.encode("utf-16-le")) + b"WebAPI")


class Raw:
    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=10)
        self.serial = 0
        self.socket.sendall(b"MT5WEBAPI")

    def take(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise EOFError("closed by the server")
            data += part
        return data

    def ask(self, text, serial=None):
        self.serial = self.serial % 16383 + 1 if serial is None else serial
        body = text.encode("utf-16-le")
        # Upper-case digits, as one client in use writes them.
        self.socket.sendall(("%04X%04X0" % (len(body), self.serial)).encode() + body)
        answer = b""
        while True:
            header = self.take(9).decode()
            length, serial, flag = int(header[:4], 16), int(header[4:8], 16), header[8]
            if length == 0:
                continue
            assert serial == self.serial, (serial, self.serial)
            answer += self.take(length)
            if flag == "0":
                break
        line, _, payload = answer.decode("utf-16-le").partition("\r\n")
        parts = line.split("|")
        values = dict(part.split("=", 1) for part in parts[1:] if part)
        return parts[0], values, json.loads(payload) if payload else None

    def log_in(self, login, password):
        secret = password_hash(password)
        _, values, _ = self.ask("AUTH_START|VERSION=484|AGENT=Independent|LOGIN=%s|TYPE=MANAGER|CRYPT_METHOD=NONE|\r\n" % login)
        if values["RETCODE"] != "0 Done":
            return values["RETCODE"]
        mine = os.urandom(16)
        answer = md5(secret + bytes.fromhex(values["SRV_RAND"])).hex()
        _, values, _ = self.ask("AUTH_ANSWER|SRV_RAND_ANSWER=%s|CLI_RAND=%s|\r\n" % (answer, mine.hex()))
        if values["RETCODE"] == "0 Done":
            assert values["CLI_RAND_ANSWER"] == md5(secret + mine).hex(), "server not authentic"
        return values["RETCODE"]


class Rest:
    def __init__(self, host, port, cookie=None, plain=False):
        self.host, self.port, self.cookie = host, port, cookie
        if plain:
            self.connection = http.client.HTTPConnection(host, port, timeout=10)
            return
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.connection = http.client.HTTPSConnection(host, port, context=context, timeout=10)

    def ask(self, path, body=None, **parameters):
        target = path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")
        headers = {"Cookie": self.cookie} if self.cookie else {}
        self.connection.request("POST" if body else "GET", target, json.dumps(body) if body else None, headers)
        response = self.connection.getresponse()
        data = response.read()
        if response.getheader("Set-Cookie"):
            self.cookie = response.getheader("Set-Cookie").split(";")[0]
        return response.status, json.loads(data) if response.status == 200 else data.decode()

    def log_in(self, login, password):
        secret = password_hash(password)
        status, start = self.ask("/api/auth/start", version=484, agent="Independent", login=login, type="manager")
        if status != 200:
            return str(status)
        mine = os.urandom(16)
        status, answer = self.ask(
            "/api/auth/answer", srv_rand_answer=md5(secret + bytes.fromhex(start["srv_rand"])).hex(), cli_rand=mine.hex())
        if status != 200:
            return str(status)
        assert answer["cli_rand_answer"] == md5(secret + mine).hex(), "server not authentic"
        return answer["retcode"]


def read_raw(client):
    _, _, logins = client.ask("USER_LOGINS|GROUP=real\\\\*|\r\n")
    _, total, _ = client.ask("DEAL_GET_TOTAL|LOGIN=%s|FROM=0|TO=4000000000|\r\n" % logins[0])
    _, _, page = client.ask("DEAL_GET_PAGE|LOGIN=%s|FROM=0|TO=4000000000|OFFSET=0|TOTAL=100|\r\n" % logins[0])
    client.socket.sendall(("%04x%04x0" % (6, 3)).encode() + "|\r\n".encode("utf-16-le"))
    client.socket.sendall(b"000000050")
    _, _, account = client.ask("USER_ACCOUNT_GET|LOGIN=%s|\r\n" % logins[0], serial=0)
    _, unknown, _ = client.ask("NO_SUCH_COMMAND|\r\n")
    _, write, _ = client.ask("TRADE_BALANCE|LOGIN=%s|TYPE=2|BALANCE=1|COMMENT=x|\r\n" % logins[0])
    return dict(logins=logins, total=total["TOTAL"], page=page, account=account, unknown=unknown["RETCODE"], write=write["RETCODE"])


def read_rest(client):
    _, logins = client.ask("/api/user/logins", group="real\\*")
    logins = logins["answer"]
    _, total = client.ask("/api/deal/get_total", login=logins[0], **{"from": 0, "to": 4000000000})
    _, page = client.ask("/api/deal/get_page", login=logins[0], offset=0, total=100, **{"from": 0, "to": 4000000000})
    _, account = client.ask("/api/user/account/get", login=logins[0])
    _, batch = client.ask("/api/user/get_batch", body=dict(login=logins[:3]))
    unknown, _ = client.ask("/api/no/such")
    old_path, old = client.ask("/user_account_get", login=logins[0])
    one_read = short_answer_in_one_read(client)
    asked_for_body = body_held_back(client, logins)
    by_cookie, _ = Rest(client.host, client.port, client.cookie).ask("/api/test/access")
    stranger, _ = Rest(client.host, client.port).ask("/api/test/access")
    client.cookie = None
    by_connection, _ = client.ask("/api/test/access")
    write, _ = client.ask("/api/trade/balance", login=logins[0], type=2, balance=1, comment="x")
    return dict(
        logins=logins, total=total["answer"]["total"], page=page["answer"], account=account["answer"], unknown=str(unknown), write=str(write),
        batch=len(batch["answer"]), old_path=old_path if old["answer"] == account["answer"] else 0, one_read=one_read, asked_for_body=asked_for_body,
        by_cookie=by_cookie, stranger=stranger, by_connection=by_connection)


def by_hand(client, request):
    """Sends a request as it stands, on a connection of its own."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = context.wrap_socket(socket.create_connection((client.host, client.port), timeout=10))
    connection.sendall((request + "\r\nHost: x\r\nCookie: %s\r\n\r\n" % client.cookie).encode())
    return connection


def short_answer_in_one_read(client):
    """Whether one read gives head and body, as clients expect that handle HTTP themselves."""
    head, _, body = by_hand(client, "GET /api/test/access HTTP/1.1").recv(65536).decode().partition("\r\n\r\n")
    return head.startswith("HTTP/1.1 200") and json.loads(body)["retcode"] == "0 Done"


def body_held_back(client, logins):
    """What the server says before the body comes, and how many users it finds after that."""
    body = json.dumps(dict(login=logins[:3])).encode()
    connection = by_hand(client, "POST /api/user/get_batch HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: %d" % len(body))
    first = connection.recv(65536).decode().split("\r\n")[0]
    connection.sendall(body)
    response = http.client.HTTPResponse(connection)
    response.begin()
    return [first, len(json.loads(response.read())["answer"])]


def stay_silent(client):
    """Counts the server's pings until it hangs up."""
    pings = 0
    try:
        while True:
            assert client.take(9)[:4] == b"0000"
            pings += 1
    except EOFError:
        return dict(pings=pings)


def use_plain(client):
    headers = {"Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings", "HTTP2-Settings": "AAMAAABk"}
    client.connection.request("GET", "/api/test/access", headers=headers)
    proposal = client.connection.getresponse()
    proposal.read()
    status, faults = client.ask("/simulator/faults", body=dict(forbids=1, ping_storm=2))
    forbidden, _ = client.ask("/api/test/access")
    again, _ = client.ask("/api/test/access")
    bad, _ = client.ask("/simulator/faults", body=dict(nothing=1))
    return dict(proposal=proposal.status, status=status, faults=faults, forbidden=forbidden, again=again, bad=bad)


def main():
    form, host, port, login, password = sys.argv[1:6]
    client = Rest(host, int(port), plain=form == "plain") if form in ("rest", "plain") else Raw(host, int(port))
    code = client.log_in(login, password)
    result = dict(login=code)
    if code == "0 Done":
        result.update(dict(raw=read_raw, rest=read_rest, silent=stay_silent, plain=use_plain)[form](client))
    json.dump(result, sys.stdout)


main()
