"""What somebody with bad intentions would try: each try is refused, and told in a log."""
import contextlib
import http.client
import json
import socket
import sqlite3
import threading
import urllib.parse

from tandem import Case, eventually

PASSWORD = "a long enough password"


class Visitor:
    """A browser, or what pretends to be one; comes from `address`, as the proxy in front says."""

    def __init__(self, server, address: str):
        self.server = server
        self.address = address
        self.cookie = ""

    def ask(self, method: str, path: str, body=None, **headers):
        sent = {"X-Forwarded-For": self.address, "Origin": self.server.url}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        sent = {name: value for name, value in sent.items() if value is not None}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            reply = connection.getresponse()
            reply.content = reply.read()
            return reply
        finally:
            connection.close()

    def sign_in(self, email: str, password: str = PASSWORD):
        reply = self.ask("POST", "/api/v1/session", {"email": email, "password": password})
        if planted := reply.headers["Set-Cookie"]:
            self.cookie = planted.split(";")[0]
        return reply

    def is_let_in(self) -> bool:
        return self.ask("GET", "/api/v1/funnel").status == 200


def code(reply) -> str:
    return json.loads(reply.content).get("code", "")


class Attacks(Case):
    def setUp(self):
        super().setUp()
        self.access_log = self.folder / "access.log"
        self.members = {name: self.member(f"{name}@example.org", "rep" if name != "ada" else "admin")
                        for name in ("ada", "zoe", "max")}
        self.served = self.server("--trust-proxy", "127.0.0.1", "--access-log", self.access_log)
        for link in self.members.values():
            self.assertEqual(204, self.choose(link).status)

    def member(self, email: str, role: str) -> str:
        """A new member's link."""
        added = self.done("member", "add", email, "--name", email.split("@")[0], "--role", role)
        return added.out.split("/choose-password#")[1].split()[0]

    def choose(self, secret: str, password: str = PASSWORD):
        return self.visitor().ask("POST", "/api/v1/links/use", {"secret": secret, "password": password})

    def visitor(self, address: str = "198.51.100.7") -> Visitor:
        return Visitor(self.served, address)

    def signed_in(self, name: str, address: str = "192.0.2.1") -> Visitor:
        visitor = self.visitor(address)
        self.assertEqual(200, visitor.sign_in(f"{name}@example.org").status)
        return visitor

    def logged(self) -> list[dict]:
        return [json.loads(line) for line in self.access_log.read_text().splitlines() if line.endswith("}")]

    def assert_logged(self, status: int, path: str, address: str = "198.51.100.7"):
        # The line is written when the answer is on its way, so that the client may be first.
        self.assertTrue(eventually(lambda: any(
            (line["status"], line["path"], line["remote"]) == (status, path, address) for line in self.logged())),
            self.logged()[-5:])

    def audited(self, deed: str, address: str = "198.51.100.7") -> list[dict]:
        return [json.loads(detail) for detail, in self.rows(
            "SELECT detail FROM audit WHERE deed = ? AND address = ? ORDER BY id", deed, address)]

    def test_a_planted_session_does_not_become_the_victims(self):
        mallory = self.signed_in("max", "198.51.100.7")
        victim = self.visitor("192.0.2.1")
        victim.cookie = planted = mallory.cookie
        self.assertEqual(200, victim.sign_in("zoe@example.org").status)
        self.assertNotEqual(planted, victim.cookie)
        self.assertFalse(mallory.is_let_in(), "the planted session ended with the sign-in over it")
        self.assert_logged(401, "/api/v1/funnel")
        made_up = self.visitor()
        made_up.cookie = planted.split("=")[0] + "=chosen-by-mallory"
        self.assertEqual(200, made_up.sign_in("max@example.org").status)
        self.assertNotIn("chosen-by-mallory", made_up.cookie)
        # Two cookies of the name: one was planted, and nobody can say which.
        made_up.cookie += "; " + planted
        self.assertFalse(made_up.is_let_in())

    def test_another_sites_page_changes_nothing(self):
        victim = self.signed_in("ada", "198.51.100.7")
        wanted = {"name": "Eve", "email": "eve@example.org", "role": "admin", "team": None}
        for origin in ("https://evil.example", "null", f"http://127.0.0.1:{self.served.port + 1}",
                       self.served.url + ".evil.example", "https://127.0.0.1.evil.example", None):
            reply = victim.ask("POST", "/api/v1/members", wanted, Origin=origin)
            self.assertEqual(403, reply.status, (origin, reply.content))
            self.assertIn(code(reply), ("http.foreign_origin", "http.no_origin"))
        self.assert_logged(403, "/api/v1/members")
        # A form can send text/plain, with the origin that a bug elsewhere might forge.
        reply = victim.ask("POST", "/api/v1/members", wanted, Content_Type="text/plain")
        self.assertEqual(415, reply.status)
        self.assertEqual(403, victim.ask("DELETE", "/api/v1/session", Origin="https://evil.example").status)
        # Nor does a name under which somebody else's page could reach this server.
        self.assertEqual(403, victim.ask("GET", "/api/v1/members", Host="evil.example").status)
        self.assertEqual([], self.rows("SELECT 1 FROM member WHERE email LIKE 'eve%'"))
        self.assertTrue(victim.is_let_in())

    def test_who_is_disabled_has_nothing_that_works(self):
        zoe = self.signed_in("zoe", "198.51.100.7")
        made = zoe.ask("POST", "/api/v1/account/tokens", {"name": "sheet", "scopes": ["read_figures"]})
        token = {"Authorization": "Bearer " + json.loads(made.content)["secret"]}
        self.assertEqual(200, self.visitor().ask("GET", "/api/v1/funnel", **token).status)
        self.done("member", "disable", "zoe@example.org")
        reply = self.visitor().ask("GET", "/api/v1/funnel", **token)
        self.assertEqual((401, "access.token_useless"), (reply.status, code(reply)))
        self.assertFalse(zoe.is_let_in())
        self.assertEqual(403, self.visitor().sign_in("zoe@example.org").status)
        self.assert_logged(401, "/api/v1/funnel")
        self.assertEqual([{"why": "access.sign_in_refused"}], self.audited("sign_in_refused"))

    def test_a_token_does_no_more_than_its_scopes(self):
        max_ = self.signed_in("max", "198.51.100.7")
        for scopes in (["manage_members"], ["read_audit", "read_figures"], ["everything"], []):
            reply = max_.ask("POST", "/api/v1/account/tokens", {"name": "more", "scopes": scopes})
            self.assertIn(reply.status, (400, 403), scopes)
        made = max_.ask("POST", "/api/v1/account/tokens", {"name": "less", "scopes": ["read_figures"]})
        token = {"Authorization": "Bearer " + json.loads(made.content)["secret"]}
        for method, path in (("GET", "/api/v1/contacts/1"), ("GET", "/api/v1/contacts.csv"),
                             ("GET", "/api/v1/audit"), ("GET", "/api/v1/members")):
            self.assertEqual(403, self.visitor().ask(method, path, **token).status, path)
            self.assert_logged(403, path)

    def test_links_work_once_and_not_for_ever(self):
        replayed = self.choose(self.members["zoe"], "chosen by mallory")
        self.assertEqual((404, "people.link_useless"), (replayed.status, code(replayed)))
        self.assert_logged(404, "/api/v1/links/use")
        secret = self.done("member", "reset", "max@example.org").out.split("/choose-password#")[1].split()[0]
        with contextlib.closing(sqlite3.connect(self.data / "ledger.db")) as ledger:  # more than a week passes
            ledger.execute("UPDATE link SET expires_at = expires_at - 8 * 86400000")
            ledger.commit()
        expired = self.choose(secret, "chosen by mallory")
        self.assertEqual((404, "people.link_useless"), (expired.status, code(expired)))
        for guess in ("", "x", secret[:-1], secret + "x", "' OR 1=1 --", "\u0000"):
            self.assertEqual(404, self.choose(guess, "chosen by mallory").status, guess)
        self.assertEqual(403, self.visitor().sign_in("zoe@example.org", "chosen by mallory").status)
        self.signed_in("max")

    def test_paths_do_not_leave_the_web_app(self):
        secrets = (b"SQLite format 3", b"root:", b"PRIVATE KEY")
        for path in ("/../ledger.db", "/assets/../../ledger.db", "/assets/..%2f..%2fledger.db",
                     "/%2e%2e/%2e%2e/etc/passwd", "/assets/....//....//etc/passwd", "/..%5c..%5cledger.db",
                     "//etc/passwd", "/assets//etc/passwd", "/assets/%252e%252e/ledger.db", "/ledger.db",
                     "/assets/index.js%00.html", "/" + "../" * 40 + "etc/passwd", "/assets/" + str(self.data)):
            reply = self.visitor().ask("GET", path)
            self.assertIn(reply.status, (400, 404), (path, reply.content[:200]))
            self.assertFalse(any(secret in reply.content for secret in secrets), path)
        self.assert_logged(404, "/ledger.db")

    def raw(self, text: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.served.port), timeout=20) as client:
            client.sendall(text)
            said = b""
            while piece := client.recv(65536):
                said += piece
            return said

    def test_headers_carry_no_others(self):
        injected = urllib.parse.quote("x\r\nSet-Cookie: tandem=planted\r\n\r\n<script>")
        for path in (f"/sign-in?to={injected}", f"/{injected}", f"/api/v1/funnel?by={injected}",
                     f"/api/v1/contacts/{injected}"):
            reply = self.visitor().ask("GET", path, Accept_Language="fr")
            self.assertIsNone(reply.headers["Set-Cookie"], path)
            self.assertNotIn("planted", str(reply.headers), path)
        for head in (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n",
                     b"GET / HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX : a\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\rb\r\n\r\n",
                     b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
                     b"Content-Length: 5\r\n\r\nabcde"):
            said = self.raw(head)
            self.assertRegex(said, rb"^HTTP/1\.1 400 ", head)
            self.assertEqual(1, said.count(b"HTTP/1.1 "), head)
        self.assertTrue(eventually(lambda: any(line["status"] == 400 for line in self.logged())))

    def test_cookies_that_are_too_large(self):
        visitor = self.visitor()
        visitor.cookie = "tandem_session=" + "x" * 100_000
        try:
            self.assertEqual(431, visitor.ask("GET", "/api/v1/funnel").status)
        except (ConnectionResetError, BrokenPipeError):
            pass  # the server hung up while the client was still sending
        visitor.cookie = "; ".join(f"c{i}=x" for i in range(1000))
        self.assertIn(visitor.ask("GET", "/api/v1/funnel").status, (401, 431))
        self.assertTrue(self.served.alive())
        self.assertTrue(self.signed_in("zoe").is_let_in())

    def test_a_thousand_wrong_passwords(self):
        seen = []
        lock = threading.Lock()

        def guess(worker: int):
            for i in range(125):
                reply = self.visitor().sign_in("zoe@example.org", f"guess {worker} {i}")
                with lock:
                    seen.append((reply.status, code(reply)))

        guessers = [threading.Thread(target=guess, args=(i,)) for i in range(8)]
        for guesser in guessers:
            guesser.start()
        for guesser in guessers:
            guesser.join()
        self.assertEqual(1000, len(seen))
        looked_at = seen.count((403, "access.sign_in_refused"))
        self.assertLess(looked_at, 40)
        self.assertEqual(1000 - looked_at, seen.count((429, "access.too_many_tries")), set(seen))
        self.assertEqual(1000, len(self.audited("sign_in_refused")))
        self.assert_logged(403, "/api/v1/session")
        self.assert_logged(429, "/api/v1/session")
        # Also with the right password now, and from elsewhere too: it is the account that waits.
        late = self.visitor("203.0.113.9").sign_in("zoe@example.org")
        self.assertEqual(429, late.status)
        self.assertGreater(int(late.headers["Retry-After"]), 0)
        # Nobody else does, and who is in stays in.
        self.assertTrue(self.signed_in("max").is_let_in())

    def test_strangers_learn_nothing_of_who_is_a_member(self):
        known = self.visitor().sign_in("zoe@example.org", "wrong")
        unknown = self.visitor().sign_in("nobody@example.org", "wrong")
        self.assertEqual((known.status, known.content), (unknown.status, unknown.content))
        self.assertEqual(401, self.visitor().ask("GET", "/api/v1/members").status)

    def test_taking_all_contacts_is_told(self):
        self.assertEqual(403, self.signed_in("zoe", "198.51.100.7").ask("GET", "/api/v1/contacts.csv").status)
        self.assert_logged(403, "/api/v1/contacts.csv")
        ada = self.signed_in("ada", "198.51.100.7")
        for number in range(3):
            person = {"email": f"p{number}@example.org", "first_name": "=cmd|' /C calc'!A0"}
            self.assertEqual(201, ada.ask("POST", "/api/v1/contacts", person).status)
        reply = ada.ask("GET", "/api/v1/contacts.csv?limit=2")
        self.assertEqual(200, reply.status)
        lines = reply.content.decode().splitlines()
        self.assertEqual(3, len(lines))
        self.assertIn("'=cmd", lines[1])
        following = reply.headers["Link"].split(";")[0].strip("<>")
        rest = ada.ask("GET", following)
        self.assertEqual(2, len(rest.content.decode().splitlines()))
        self.assertIn("p2@example.org", rest.content.decode())
        self.assertIsNone(rest.headers["Link"])
        self.assertEqual([{"contacts": 2}, {"contacts": 1}], self.audited("contacts_exported"))
        self.assertEqual(400, ada.ask("GET", "/api/v1/contacts.csv?limit=0").status)
