"""Requests as they should not be, clients that dawdle, and a server that is told to stop."""
import json
import signal
import socket
import threading
import time
import unittest

from tandem import STOP_LIMIT, Case, leads

HEADER_LIMIT = 10  # seconds a client has for its header


def exchange(server, content: bytes, timeout: float = 20) -> bytes:
    """Sends bytes as they are and reads until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=timeout) as client:
        client.sendall(content)
        return read_all(client)


def read_all(client) -> bytes:
    said = b""
    while piece := client.recv(65536):
        said += piece
    return said


class Requests(Case):
    def setUp(self):
        super().setUp()
        self.served = self.server()

    def assert_problem(self, reply, status: int, code: str, field: str | None = None, detail: str = "."):
        self.assertEqual(status, reply.status, reply)
        self.assertTrue(reply.headers["Content-Type"].startswith("application/problem+json"), reply.headers)
        problem = reply.json
        self.assertEqual((status, code), (problem["status"], problem["code"]), problem)
        self.assertEqual(field, problem.get("field"), problem)
        self.assertRegex(problem["detail"], detail)
        self.assertEqual(0, self.contacts())
        self.assertTrue(self.served.alive())

    def post(self, body, **headers):
        return self.served.request("/api/v1/contacts", body, {k.replace("_", "-"): v for k, v in headers.items()})

    def test_malformed_json(self):
        self.assert_problem(self.post(b'{\n  "email": }'), 400, "json.malformed", detail="line 2, column 1[0-9]")
        self.assert_problem(self.post(b""), 400, "json.malformed")
        self.assert_problem(self.post(b"\xff\xfe\x00"), 400, "json.malformed")
        self.assert_problem(self.post(b'{"email": "a@example.org"} trailing'), 400, "json.malformed")
        self.assert_problem(self.post(b"[" * 100_000), 400, "json.malformed")

    def test_unknown_and_unfit_fields(self):
        self.assert_problem(self.post({"emial": "a@example.org"}), 400, "json.unknown_field", "emial")
        self.assert_problem(self.post({"email": 7}), 400, "json.not_a_string", "email")
        self.assert_problem(self.post({"email": "nobody at home"}), 400, "people.bad_email", "email")
        self.assert_problem(self.post({"email": "a@example.org", "stage": "king"}), 400, "json.unknown_name", "stage")
        self.assert_problem(self.post([]), 400, "json.not_an_object")
        self.assert_problem(self.post({}), 400, "people.nameless_contact")

    def test_other_media_types(self):
        self.assert_problem(self.post(b"email=a", Content_Type="application/x-www-form-urlencoded"), 415,
                            "http.unsupported_media_type")

    def test_too_large_a_body(self):
        large = json.dumps({"title": "x" * (1 << 20)}).encode()
        self.assert_problem(self.post(large), 413, "http.body_too_large")
        # Also when its size is not said before, and when it is said and never sent.
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        head = b"POST /api/v1/contacts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        said = exchange(self.served, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 17)
        self.assertTrue(said.startswith(b"HTTP/1.1 413"), said)
        said = exchange(self.served, head + b"Content-Length: 999999999999\r\n\r\n")
        self.assertTrue(said.startswith(b"HTTP/1.1 413"), said)
        self.assertEqual(0, self.contacts())

    def test_too_large_a_header(self):
        said = exchange(self.served, b"GET /api/v1/funnel HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 20_000 + b"\r\n\r\n")
        self.assertTrue(said.startswith(b"HTTP/1.1 431"), said)

    def test_no_http_at_all(self):
        said = exchange(self.served, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n")
        self.assertTrue(said == b"" or said.startswith(b"HTTP/1.1 400"), said)
        self.assertEqual(200, self.served.request("/api/v1/workspace").status)

    def test_unknown_parameters(self):
        self.assert_problem(self.served.request("/api/v1/funnel?form=2018-01-01"), 400, "json.unknown_field",
                            "form")
        self.assert_problem(self.served.request("/api/v1/sources?by=origin"), 400, "json.unknown_field", "by")

    def test_parameters_that_cannot_be_read(self):
        self.assert_problem(self.served.request("/api/v1/funnel?from=2018-02-30"), 400, "json.not_a_date", "from")
        self.assert_problem(self.served.request("/api/v1/funnel?by=colour"), 400, "json.unknown_name", "by")
        self.assert_problem(self.served.request("/api/v1/funnel?from=2018-02-02&to=2018-02-01"), 400,
                            "performance.period_backwards", "to")

    def test_what_is_not_there(self):
        self.assert_problem(self.served.request("/api/v1/nothing"), 404, "http.not_found")
        self.assert_problem(self.served.request("/api/v1/contacts/7"), 404, "people.contact_not_found")
        self.assert_problem(self.served.request("/api/v1/contacts/seven"), 400, "json.not_an_id", "id")

    def test_in_french(self):
        reply = self.served.request("/api/v1/funnel?from=hier", headers={"Accept-Language": "fr-FR,fr;q=0.9"})
        self.assert_problem(reply, 400, "json.not_a_date", "from", detail="jour")
        self.assertEqual("fr", reply.headers["Content-Language"])

    def test_another_site_cannot_write(self):
        reply = self.post({"email": "a@example.org"}, Origin="https://evil.example")
        self.assertEqual(403, reply.status, reply)
        self.assertEqual(0, self.contacts())
        reply = self.served.request("/api/v1/funnel", headers={"Host": "evil.example"})
        self.assertIn(reply.status, (400, 403, 421), reply)


class SlowClients(Case):
    def test_a_header_that_drips_in(self):
        server = self.server()
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", server.port), timeout=1) as slow:
            said, drips = b"", iter(b"GET /api/v1/funnel HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"x" * 200)
            open_ = True
            while open_ and time.monotonic() - began < 3 * HEADER_LIMIT:
                try:
                    slow.sendall(bytes([next(drips)]))
                    slow.settimeout(0.2)
                    piece = slow.recv(4096)
                    said += piece
                    open_ = bool(piece)
                except TimeoutError:
                    asked = time.monotonic()
                    self.assertEqual(200, server.request("/api/v1/workspace").status)
                    self.assertLess(time.monotonic() - asked, 2, "the others had to wait")
                except (ConnectionResetError, BrokenPipeError):
                    open_ = False
        taken = time.monotonic() - began
        self.assertFalse(open_, "it was never closed")
        self.assertGreater(taken, HEADER_LIMIT - 1)
        self.assertTrue(said == b"" or said.startswith(b"HTTP/1.1 408"), said)

    def test_two_hundred_silent_clients_keep_nobody_out(self):
        server = self.server()
        silent = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(200)]
        try:
            for client in silent:
                client.sendall(b"POST /api/v1/contacts HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                               b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
            self.assertEqual(200, server.request("/api/v1/workspace", timeout=5).status)
        finally:
            for client in silent:
                client.close()

    def test_clients_that_hang_up(self):
        self.done("import", "leads", self.file("leads.csv", leads(3000)))
        server = self.server()
        for _ in range(50):
            with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
                client.sendall(b"GET /api/v1/funnel?by=landing_page HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        self.assertEqual(200, server.request("/api/v1/workspace").status)
        self.assertEqual(0, server.stop())


class Stopping(Case):
    def test_what_is_in_flight_is_finished(self):
        server = self.server()
        body = b'{"email": "last@example.org"}'
        with socket.create_connection(("127.0.0.1", server.port), timeout=STOP_LIMIT) as client:
            client.sendall(b"POST /api/v1/contacts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                           b"Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                           % (server.token.encode(), len(body)) + body[:10])
            time.sleep(0.3)
            server.child.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            client.sendall(body[10:])
            said = read_all(client)
        self.assertTrue(said.startswith(b"HTTP/1.1 201"), said)
        self.assertEqual(0, server.child.wait(STOP_LIMIT))
        self.assertEqual([("last@example.org",)], self.rows("SELECT email FROM contact"))

    def test_idle_connections_do_not_hold_it_up(self):
        server = self.server()
        idle = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(20)]
        began = time.monotonic()
        self.assertEqual(0, server.stop())
        self.assertLess(time.monotonic() - began, 5)
        for client in idle:
            client.close()

    def test_ctrl_c(self):
        server = self.server()
        server.child.send_signal(signal.SIGINT)
        self.assertEqual(0, server.child.wait(STOP_LIMIT))

    def test_under_load_every_answer_is_whole(self):
        server = self.server()
        answers, failures = [], []

        def add(worker: int):
            for i in range(1000):
                try:
                    reply = server.request("/api/v1/contacts", {"email": f"w{worker}-{i}@example.org"})
                except OSError:  # refused: the server has stopped listening
                    return
                except Exception as failure:  # a torn answer
                    failures.append(failure)
                    return
                if reply.status == 201:
                    answers.append(reply.json["email"])

        workers = [threading.Thread(target=add, args=(n,)) for n in range(4)]
        for worker in workers:
            worker.start()
        time.sleep(0.7)
        self.assertEqual(0, server.stop())
        for worker in workers:
            worker.join(30)
        kept = {email for (email,) in self.rows("SELECT email FROM contact")}
        self.assertGreater(len(answers), 0)
        self.assertEqual(set(), set(answers) - kept, "answered, and lost")
        self.assert_whole()


if __name__ == "__main__":
    unittest.main()
