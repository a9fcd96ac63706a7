"""The program under test: its command line, its server, its ledger as a file; and CSV files to feed it."""
import contextlib
import csv
import functools
import json
import os
import pathlib
import random
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("TANDEM_BIN", str(ROOT / "build/release/tandem"))
SHARED = ROOT.parent / "shared/data"
SEED = int(os.environ.get("TANDEM_SEED", "2"))

START_LIMIT = 30  # seconds until a server says where it is
STOP_LIMIT = 20
RUN_LIMIT = 120
FOLLOW_LIMIT = 5  # until what was written shows in the figures; the program promises one or two

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TANDEM_"))}
ENVIRONMENT["LC_ALL"] = "en_US.UTF-8"

needs_shared = unittest.skipUnless(SHARED.is_dir(), f"{SHARED} is missing")


class Run:
    """A command that has ended."""

    def __init__(self, code: int, out: bytes, err: bytes):
        self.code = code
        self.out = out.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self) -> str:
        return f"exit code {self.code}\n--- stdout\n{self.out[-3000:]}\n--- stderr\n{self.err[-3000:]}"


def start(*args, **options) -> subprocess.Popen:
    """A command under way."""
    return subprocess.Popen([PROGRAM, *map(str, args)], stdin=options.pop("stdin", subprocess.DEVNULL),
                            stdout=options.pop("stdout", subprocess.PIPE),
                            stderr=options.pop("stderr", subprocess.PIPE), env=ENVIRONMENT, **options)


def run(*args, timeout: float = RUN_LIMIT) -> Run:
    child = start(*args)
    try:
        out, err = child.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        child.kill()
        out, err = child.communicate()
        raise AssertionError(f"tandem {' '.join(map(str, args))} did not end within {timeout} s\n"
                             f"{Run(-9, out, err)}") from None
    return Run(child.returncode, out, err)


class Reply:
    def __init__(self, status: int, headers, body: bytes):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __str__(self) -> str:
        return f"{self.status} {self.body[:2000]!r}"


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


SCOPES = "read_figures,read_contacts,edit_contacts,export_contacts,manage_workspace,manage_members,read_audit"


def api_token(data, scopes: str = SCOPES) -> str:
    """The secret of a new token; empty where none can be made."""
    made = run("--data", data, "token", "create", "tests", "--scopes", scopes, "--json")
    return made.json["secret"] if made.code == 0 else ""


class Server:
    """`tandem serve` on a free port; ended with its `with` block. Its requests may do everything."""

    def __init__(self, data, *args, log=None):
        self.token = api_token(data)
        self.log = log or tempfile.NamedTemporaryFile(prefix="tandem-server-", suffix=".log")
        self.child = start("--data", data, "serve", "--port", "0", *args, stderr=self.log)
        try:
            self.url = self._address()
        except BaseException:
            self.stop()
            raise
        self.port = int(self.url.rsplit(":", 1)[1])

    def _address(self) -> str:
        deadline = time.monotonic() + START_LIMIT
        said = b""
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.child.stdout], [], [], 0.2)
            if not ready:
                continue
            piece = os.read(self.child.stdout.fileno(), 4096)
            said += piece
            if found := re.search(rb"https?://[\w.-]+:\d+", said):
                return found.group().decode()
            if not piece:
                break
        raise AssertionError(f"the server did not say where it is: {said!r} {self.errors()}")

    def errors(self) -> str:
        return pathlib.Path(self.log.name).read_text("utf-8", "replace")

    def alive(self) -> bool:
        return self.child.poll() is None

    def request(self, path: str, body=None, headers=None, timeout: float = 20) -> Reply:
        """GET, or POST when there is a body; a body that is no bytes is sent as JSON."""
        headers = dict(headers or {})
        headers.setdefault("Authorization", f"Bearer {self.token}")
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=body, headers=headers)
        try:
            with _opener.open(request, timeout=timeout) as reply:
                return Reply(reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Reply(refusal.code, refusal.headers, refusal.read())

    def stop(self) -> int:
        if self.alive():
            self.child.send_signal(signal.SIGTERM)
        try:
            code = self.child.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
            raise AssertionError("the server did not stop") from None
        finally:
            self.child.stdout.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        with contextlib.suppress(OSError):
            self.log.close()


def eventually(question, limit: float = FOLLOW_LIMIT):
    """Asks until the answer is true or the limit (seconds) is over; gives the last answer."""
    deadline = time.monotonic() + limit
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer


class Case(unittest.TestCase):
    """A test with a folder of its own and a data directory in it."""

    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tandem-faults-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        # What a killed program could not clear away goes with the folder.
        ENVIRONMENT["TMPDIR"] = str(self.folder)

    def tandem(self, *args, data=None) -> Run:
        return run("--data", data or self.data, *args)

    def done(self, *args, data=None) -> Run:
        """Runs a command that must succeed."""
        result = self.tandem(*args, data=data)
        self.assertEqual(0, result.code, result)
        return result

    def refused(self, *args, saying: str = "", data=None) -> Run:
        """Runs a command that must refuse in a sentence, not fall over."""
        result = self.tandem(*args, data=data)
        self.assert_refusal(result, saying)
        return result

    def assert_refusal(self, result: Run, saying: str = ""):
        self.assertGreater(result.code, 0, result)
        self.assertLess(result.code, 128, result)
        self.assertRegex(result.err, r"^tandem: \S+ \S+", result)
        for crash in ("terminate called", "what():", "std::", "Sanitizer", "Segmentation", "Traceback"):
            self.assertNotIn(crash, result.err, result)
        self.assertEqual("", result.out, result)
        self.assertRegex(result.err, f"(?i){saying}", result)

    def file(self, name: str, content) -> pathlib.Path:
        path = self.folder / name
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        return path

    def server(self, *args, data=None) -> Server:
        server = Server(data or self.data, *args)
        self.addCleanup(server.stop)
        return server

    def contacts(self, data=None) -> int:
        """How many contacts the ledger holds; none where there is no ledger."""
        ledger = (data or self.data) / "ledger.db"
        if not ledger.exists():
            return 0
        with contextlib.closing(sqlite3.connect(ledger)) as db:
            try:
                return db.execute("SELECT count(*) FROM contact").fetchone()[0]
            except sqlite3.OperationalError:
                return 0  # not even its tables

    def rows(self, sql: str, *parameters, data=None) -> list[tuple]:
        with contextlib.closing(sqlite3.connect((data or self.data) / "ledger.db")) as db:
            return db.execute(sql, parameters).fetchall()

    def assert_whole(self, data=None):
        """The ledger is sound, and the mirror, once it has caught up, says the same."""
        data = data or self.data
        if not (data / "ledger.db").exists():
            return
        with contextlib.closing(sqlite3.connect(data / "ledger.db", timeout=30)) as db:
            self.assertEqual([("ok",)], db.execute("PRAGMA integrity_check").fetchall())
            self.assertEqual([], db.execute("PRAGMA foreign_key_check").fetchall())
        checked = self.tandem("doctor", "--json", data=data)
        self.assertEqual(0, checked.code, checked)
        self.assertIs(True, checked.json["healthy"], checked)

    @contextlib.contextmanager
    def small_disk(self, size: str, name: str = "disk"):
        """A tmpfs of that size; skips the test where it cannot be mounted."""
        folder = self.folder / name
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tandem-test", str(folder)]
        if os.geteuid() != 0 or subprocess.run(mount, stderr=subprocess.DEVNULL, check=False).returncode:
            self.skipTest("needs root, to mount a small disk")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)

    @staticmethod
    def remount(folder, options: str):
        subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def figures(data) -> dict:
    """What the reports say, without when they say it."""
    said = {}
    for name, args in {
        "funnel": ["funnel"],
        "by origin": ["funnel", "--by", "origin"],
        "by month": ["funnel", "--by", "month"],
        "sources": ["sources"],
    }.items():
        result = run("--data", data, *args, "--json")
        assert result.code == 0, f"{name}: {result}"
        said[name] = {key: value for key, value in result.json.items() if key != "as_of"}
    return said


def ledger_content(data) -> dict:
    """Every record under the names other systems give it: its fields, its company, what happened to it. Ids and the
    times of recording are left out, as they differ from one import to the next."""
    with contextlib.closing(sqlite3.connect(pathlib.Path(data) / "ledger.db")) as db:
        db.row_factory = sqlite3.Row
        companies = {row["id"]: row["name"] for row in db.execute("SELECT id, name FROM company")}
        happened: dict[int, dict] = {}
        # A change of stage says when it happened; the others only when they were recorded.
        for row in db.execute("SELECT contact_id, kind, iif(kind = 'stage_changed', at, 0), count(*) FROM activity "
                              "GROUP BY 1, 2, 3"):
            happened.setdefault(row[0], {})[(row[1], row[2])] = row[3]
        records = {}
        for row in db.execute("SELECT * FROM contact"):
            fields = {key: row[key] for key in row.keys() if key not in ("id", "company_id")}
            records[row["id"]] = (fields, companies.get(row["company_id"]), happened.get(row["id"], {}))
        named = {(row["name"], row["value"]): (row["fingerprint"], records[row["record_id"]])
                 for row in db.execute("SELECT * FROM reference WHERE record_type = 'contact'")}
        return {"contacts": named, "number": len(records), "companies": sorted(companies.values())}


LEADS_HEADER = ["Record ID", "First Name", "Last Name", "Email", "Phone Number", "Job Title", "Company Name",
                "Original Source", "First Page Seen", "Create Date", "Lifecycle Stage",
                "Became a Marketing Qualified Lead Date", "Became a Customer Date"]
ORIGINS = ["organic_search", "paid_search", "social", "referral", "email", "direct_traffic", ""]


@functools.lru_cache(maxsize=None)
def leads(rows: int, seed: int = 1) -> str:
    """A CRM's export of people with companies; one row in a hundred cannot be taken."""
    rng = random.Random(seed)
    lines = []
    for i in range(rows):
        day = f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        stage = rng.choices(["lead", "marketingqualifiedlead", "customer"], [6, 3, 1])[0]
        identity = str(100_000 + i)
        email = f"person{i}@example.org"
        kind = i % 400
        if kind == 100:
            day = "2024-02-30"  # in no calendar
        elif kind == 200:
            email = "nobody at home"
        elif kind == 300:
            identity = str(100_000 + i - 1)  # the row above again, and yet another
        elif kind == 350:
            email = f"person{i - 7}@example.org"  # known already, under another id
        elif kind == 399:
            day = "31/31/2024"
        lines.append([identity, rng.choice(["Ada", "Élodie", "Grace", "Jürgen"]), f"Name {rng.randint(1, 5000)}",
                      email, f"+3312345{i:05}", rng.choice(["CEO", "Buyer", ""]), f"Company {rng.randint(1, 900)}",
                      rng.choice(ORIGINS), f"/page/{rng.randint(1, 40)}", day, stage,
                      "2025-01-15" if stage != "lead" else "", "2025-03-01" if stage == "customer" else ""])
    return csv_text(LEADS_HEADER, lines)


def csv_text(header, lines) -> str:
    class Text(list):
        write = list.append

    text = Text()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return "".join(text)
