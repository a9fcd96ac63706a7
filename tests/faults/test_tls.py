"""TLS by the program's own certificate, renewed while it runs, and TLS by a real proxy in front of it."""
import contextlib
import http.client
import json
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import unittest
import urllib.parse

from tandem import START_LIMIT, STOP_LIMIT, Case, Server, eventually

PASSWORD = "a rather long password"


def make_certificate(folder: pathlib.Path, name: str = "crm") -> tuple[pathlib.Path, pathlib.Path]:
    """A certificate for localhost that vouches for itself, with `name` as its organisation; and its key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-keyout", str(key), "-out", str(certificate), "-subj", f"/O={name}/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,DNS:crm.example.com,IP:127.0.0.1"],
        check=True, capture_output=True)
    key.chmod(0o600)
    return certificate, key


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Connection(http.client.HTTPSConnection):
    """Stays open, and accepts this one certificate only."""

    def __init__(self, port: int, certificate: pathlib.Path, source: str = "127.0.0.1"):
        context = ssl.create_default_context(cafile=str(certificate))
        context.set_alpn_protocols(["h2", "http/1.1"])
        super().__init__("localhost", port, timeout=20, context=context)
        # "localhost" may be ::1 first, where nobody listens.
        self._create_connection = lambda *_: socket.create_connection(("127.0.0.1", port), 20, (source, 0))

    def ask(self, path: str, body=None, **headers):
        """Status, headers, content."""
        method = "GET" if body is None else "POST"
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        content = None if body is None else json.dumps(body)
        self.request(method, path, content, {"Content-Type": "application/json", **headers})
        reply = self.getresponse()
        return reply.status, reply.headers, reply.read()


class TlsCase(Case):
    def connection(self, *args, **options) -> Connection:
        connection = Connection(*args, **options)
        self.addCleanup(connection.close)
        return connection

    def new_member(self, address: str) -> str:
        """The secret of the link by which she chooses a password."""
        made = self.done("member", "add", "ada@example.org", "--name", "Ada", "--role", "admin", "--address", address,
                         "--json")
        return urllib.parse.urlsplit(made.json["link"]).fragment


class OwnCertificate(TlsCase):
    def setUp(self):
        super().setUp()
        self.certificate, self.key = make_certificate(self.folder)

    def secure_server(self, *args) -> Server:
        return self.server("--tls-cert", self.certificate, "--tls-key", self.key, *args)

    def test_a_client_that_checks_the_certificate(self):
        server = self.secure_server()
        self.assertRegex(server.url, r"^https://127\.0\.0\.1:\d+$")
        client = self.connection(server.port, self.certificate)
        status, headers, _ = client.ask("/api/v1/session")
        self.assertEqual(200, status)
        self.assertIsNone(headers["Strict-Transport-Security"], "other programs of this machine are localhost too")
        self.assertEqual("http/1.1", client.sock.selected_alpn_protocol())
        self.assertIn(client.sock.version(), ("TLSv1.2", "TLSv1.3"))

    def test_the_session_stays_under_tls(self):
        server = self.secure_server("--allowed-host", "crm.example.com")
        client = self.connection(server.port, self.certificate)
        origin = {"Host": f"crm.example.com:{server.port}", "Origin": f"https://crm.example.com:{server.port}"}
        link = self.new_member(origin["Origin"])
        self.assertEqual(204, client.ask("/api/v1/links/use", {"secret": link, "password": PASSWORD}, **origin)[0])
        wanted = {"email": "ada@example.org", "password": PASSWORD}
        in_the_clear = origin | {"Origin": origin["Origin"].replace("https", "http")}
        self.assertEqual(403, client.ask("/api/v1/session", wanted, **in_the_clear)[0])
        status, headers, content = client.ask("/api/v1/session", wanted, **origin)
        self.assertEqual(200, status, content)
        self.assertRegex(headers["Set-Cookie"], r"^__Host-tandem_session=\S+;.*; Secure")
        self.assertEqual("max-age=31536000", headers["Strict-Transport-Security"])
        cookie = headers["Set-Cookie"].split(";")[0]
        member = json.loads(client.ask("/api/v1/session", Cookie=cookie, **origin)[2])["member"]
        self.assertEqual("ada@example.org", member["email"])

    def test_plain_http_is_told_so(self):
        server = self.secure_server()
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            said = b""
            while piece := client.recv(65536):
                said += piece
        self.assertTrue(said.startswith(b"HTTP/1.1 400"), said)
        self.assertIn(b"https://", said)

    def test_it_listens_beyond_this_machine(self):
        server = self.secure_server("--address", "0.0.0.0")
        self.assertEqual(200, self.connection(server.port, self.certificate).ask("/api/v1/session")[0])

    def renew(self, name: str):
        """Puts another certificate in the place of the one in use."""
        certificate, key = make_certificate(self.folder, name)
        shutil.copy(certificate, self.folder / "shown.pem")
        certificate.replace(self.certificate)
        key.replace(self.key)

    def shows(self, server: Server) -> bytes:
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            with context.wrap_socket(client) as secured:
                return secured.getpeercert(binary_form=True)

    def test_a_new_certificate_on_hangup(self):
        server = self.secure_server()
        before = self.connection(server.port, self.certificate)
        self.assertEqual(200, before.ask("/api/v1/session")[0])
        first = self.shows(server)
        self.renew("renewed")
        self.assertEqual(first, self.shows(server), "nobody has said so yet")
        server.child.send_signal(signal.SIGHUP)
        self.assertTrue(eventually(lambda: self.shows(server) != first))
        self.assertEqual(200, self.connection(server.port, self.certificate).ask("/api/v1/session")[0])
        self.assertEqual(200, before.ask("/api/v1/session")[0], "the old connection goes on")
        self.assertEqual(0, server.stop())

    def test_a_broken_new_certificate_changes_nothing(self):
        server = self.secure_server()
        before = self.shows(server)
        good = self.certificate.read_bytes()
        for broken, reason in ((b"not a certificate\n", "no certificate in PEM form"),
                               (make_certificate(self.folder, "other")[0].read_bytes(), "does not belong")):
            self.certificate.write_bytes(broken)
            server.child.send_signal(signal.SIGHUP)
            self.assertTrue(eventually(lambda: reason in server.errors()), server.errors())
            self.assertEqual(before, self.shows(server))
        self.certificate.unlink()
        server.child.send_signal(signal.SIGHUP)
        self.assertTrue(eventually(lambda: "cannot be read" in server.errors()), server.errors())
        self.certificate.write_bytes(good)
        self.assertEqual(before, self.shows(server))
        self.assertTrue(server.alive())

    def test_hangups_while_many_ask(self):
        server = self.secure_server()
        client = self.connection(server.port, self.certificate)
        for _ in range(50):
            server.child.send_signal(signal.SIGHUP)
            self.assertEqual(200, client.ask("/api/v1/session")[0])
            self.assertEqual(200, self.connection(server.port, self.certificate).ask("/api/v1/session")[0])

    def test_what_is_refused_at_the_start(self):
        other_certificate, other_key = make_certificate(self.folder, "other")
        nonsense = self.file("nonsense.pem", "nonsense\n")
        nonsense.chmod(0o600)
        exposed = self.file("exposed.key", self.key.read_bytes())
        exposed.chmod(0o644)
        locked = self.folder / "locked.key"
        subprocess.run(["openssl", "pkey", "-in", str(self.key), "-aes256", "-passout", "pass:secret", "-out",
                        str(locked)], check=True, capture_output=True)
        for certificate, key, saying in (
                (self.folder / "missing.pem", self.key, r"missing\.pem cannot be read"),
                (self.certificate, self.folder / "missing.key", r"missing\.key cannot be read"),
                (nonsense, self.key, r"nonsense\.pem holds no certificate"),
                (self.certificate, nonsense, r"nonsense\.pem holds no private key"),
                (self.certificate, other_key, r"other\.key does not belong to the certificate in \S*crm\.pem"),
                (other_certificate, self.key, r"crm\.key does not belong"),
                (self.certificate, exposed, r"others on this machine can read the key in \S*exposed\.key"),
                (self.certificate, locked, r"locked\.key has a passphrase")):
            with self.subTest(saying):
                self.refused("serve", "--port", "0", "--tls-cert", certificate, "--tls-key", key, saying=saying)
        for options, saying in (
                (["--tls-cert", self.certificate], "given together"),
                (["--tls-key", self.key], "given together"),
                (["--address", "0.0.0.0"], "--tls-cert and --tls-key"),
                (["--trust-proxy", "10.0.0.0/40"], "10.0.0.0/40.* is neither"),
                (["--trust-proxy", "my-proxy"], "my-proxy.* is neither"),
                (["--allowed-host", "https://crm.example.com"], "is not the name of a host"),
                (["--allowed-host", "crm.example.com:443"], "is not the name of a host")):
            with self.subTest(options):
                self.refused("serve", "--port", "0", *options, saying=saying)


class InTheClear(TlsCase):
    def test_hangup_ends_it_in_order(self):
        server = self.server()
        server.child.send_signal(signal.SIGHUP)
        self.assertEqual(0, server.child.wait(STOP_LIMIT))

    def test_forwarded_headers_of_anybody_are_nothing(self):
        server = self.server("--access-log", self.folder / "access.log", "--allowed-host", "crm.example.com")
        reply = server.request("/api/v1/session", headers={
            "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "crm.example.com"})
        self.assertEqual(200, reply.status)
        self.assertIsNone(reply.headers["Strict-Transport-Security"])
        self.assertEqual("127.0.0.1", self.last_logged()["remote"])

    def last_logged(self) -> dict:
        lines = eventually(lambda: (self.folder / "access.log").read_text().splitlines())
        return json.loads(lines[-1])


class BeyondThisMachine(TlsCase):
    """In the clear, for proxies on other machines. This machine's own address stands for another's."""

    def setUp(self):
        super().setUp()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(("192.0.2.1", 9))  # sends nothing
            except OSError:
                self.skipTest("there is no network")
            self.address = probe.getsockname()[0]

    def ask(self, server: Server, address: str):
        client = http.client.HTTPConnection(address, server.port, timeout=20)
        self.addCleanup(client.close)
        client.request("GET", "/api/v1/session")
        reply = client.getresponse()
        return reply.status, json.loads(reply.read())

    def test_strangers_are_turned_away(self):
        server = self.server("--address", "0.0.0.0", "--trust-proxy", "192.0.2.1")
        status, problem = self.ask(server, self.address)
        self.assertEqual((403, "http.proxies_only"), (status, problem["code"]))
        self.assertEqual(200, self.ask(server, "127.0.0.1")[0])

    def test_the_proxy_gets_in(self):
        server = self.server("--address", "0.0.0.0", "--trust-proxy", f"192.0.2.1,{self.address}/32")
        self.assertEqual(200, self.ask(server, self.address)[0])


@unittest.skipUnless(shutil.which("nginx"), "nginx is not installed")
class BehindNginx(TlsCase):
    """The example of docs/operations.md."""

    def setUp(self):
        super().setUp()
        self.certificate, self.key = make_certificate(self.folder)
        self.served = self.server("--trust-proxy", "127.0.0.1", "--allowed-host", "localhost",
                                  "--access-log", self.folder / "access.log")
        self.port = free_port()
        config = self.file("nginx.conf", f"""
            daemon off; master_process off; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx.log;
            events {{}}
            http {{
              access_log off;
              client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;
              fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
              server {{
                listen 127.0.0.1:{self.port} ssl;
                ssl_certificate {self.certificate};
                ssl_certificate_key {self.key};
                location / {{
                  proxy_pass http://127.0.0.1:{self.served.port};
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_set_header X-Forwarded-Host $http_host;
                }}
              }}
            }}""")
        self.proxy = subprocess.Popen(["nginx", "-c", str(config), "-e", f"{self.folder}/nginx.log"],
                                      stderr=subprocess.DEVNULL)
        self.addCleanup(self.end_proxy)
        self.assertTrue(eventually(self.proxy_answers, START_LIMIT), (self.folder / "nginx.log").read_text())

    def end_proxy(self):
        self.proxy.terminate()
        self.proxy.wait(STOP_LIMIT)

    def proxy_answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def remotes(self) -> list[str]:
        return [json.loads(line)["remote"] for line in (self.folder / "access.log").read_text().splitlines()]

    def test_the_client_is_who_it_is(self):
        client = self.connection(self.port, self.certificate, source="127.0.0.2")
        self.assertEqual(200, client.ask("/api/v1/session")[0])
        self.assertEqual(200, client.ask("/api/v1/session", X_Forwarded_For="203.0.113.9")[0])
        self.assertTrue(eventually(lambda: len(self.remotes()) >= 2))
        self.assertEqual({"127.0.0.2"}, set(self.remotes()), "neither the proxy nor what the client invents")

    def test_signing_in_as_over_tls(self):
        client = self.connection(self.port, self.certificate)
        origin = f"https://localhost:{self.port}"
        link = self.new_member(origin)
        self.assertEqual(204, client.ask("/api/v1/links/use", {"secret": link, "password": PASSWORD}, Origin=origin)[0])
        wanted = {"email": "ada@example.org", "password": PASSWORD}
        self.assertEqual(403, client.ask("/api/v1/session", wanted, Origin="https://evil.example")[0])
        status, headers, content = client.ask("/api/v1/session", wanted, Origin=origin)
        self.assertEqual(200, status, content)
        self.assertRegex(headers["Set-Cookie"], r"^__Host-tandem_session=\S+;.*; Secure")

    def test_large_bodies_pass(self):
        client = self.connection(self.port, self.certificate)
        status, _, content = client.ask("/api/v1/contacts", {"title": "x" * 900_000},
                                        Authorization=f"Bearer {self.served.token}")
        self.assertEqual(400, status, content[:200])


if __name__ == "__main__":
    unittest.main()
