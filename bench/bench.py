"""Measures the program from outside, each figure with its budget and, where there is one, a rival in the same run.

    python3 bench/bench.py [--rows N] [--runs N]

Prints a table; asserts nothing. Works in build/bench and removes what it made."""
import argparse
import ctypes
import ctypes.util
import datetime
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
PROGRAM = os.environ.get("TANDEM_BIN", str(ROOT / "build/release/tandem"))
sys.path.insert(0, str(HERE))
import generate  # noqa: E402

FULL_SIZE = 1_000_000
REQUESTS = 50
# As the funnel screen asks it: bare, grouped, filtered.
FUNNELS = {
    "funnel": "/api/v1/funnel",
    "funnel by origin": "/api/v1/funnel?by=origin",
    "funnel by month": "/api/v1/funnel?by=month",
    "funnel by landing page": "/api/v1/funnel?by=landing_page",
    "funnel of a year and an origin": "/api/v1/funnel?from=2023-01-01&to=2023-12-31&origin=paid_search",
    "sources": "/api/v1/sources",
}


class Table:
    def __init__(self):
        self.rows = []

    def add(self, what: str, measured: str, budget: str = "–", rival: str = "–"):
        self.rows.append((what, measured, budget, rival))
        print(f"  {what}: {measured}", file=sys.stderr, flush=True)

    def show(self):
        rows = [("figure", "measured", "budget", "rival in the same run"), *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for number, row in enumerate(rows):
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
            if number == 0:
                print("  ".join("-" * width for width in widths))


class Measured:
    """A command run to its end: seconds, peak memory in MB."""

    def __init__(self, *command):
        before = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            _, status, usage = os.wait4(child.pid, 0)
            self.seconds = time.monotonic() - before
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            self.out = out.read().decode()
            if child.returncode:
                sys.exit(f"bench: {' '.join(map(str, command))}: exit code {child.returncode}\n{err.read().decode()}")
        self.peak_mb = usage.ru_maxrss / 1024


class Server:
    def __init__(self, data, *options):
        self.began = time.monotonic()
        self.child = subprocess.Popen([PROGRAM, "--data", str(data), "serve", "--port", "0", *options],
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        for line in self.child.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found.group(1))
                break
        else:
            sys.exit("bench: the server did not start")
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        made = subprocess.run([PROGRAM, "--data", str(data), "token", "create", "bench", "--scopes",
                               "read_figures,edit_contacts", "--json"], capture_output=True, check=True)
        self.headers = {"Authorization": f"Bearer {json.loads(made.stdout)['secret']}"}

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path, headers=self.headers)
        reply = self.connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            sys.exit(f"bench: {path}: {reply.status} {body!r}")
        return body

    def memory_mb(self) -> float:
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def own_memory_mb(self) -> float:
        """Without the pages of files that it shares with the page cache."""
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"RssAnon:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        self.connection.close()
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.child.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def seconds(value: float) -> str:
    return f"{value:.2f} s"


def milliseconds(values: list[float]) -> str:
    ordered = sorted(values)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{1000 * statistics.median(ordered):.1f} ms median, {1000 * p99:.1f} ms p99"


def timed(question) -> float:
    before = time.monotonic()
    question()
    return time.monotonic() - before


def measure_import(table: Table, work: pathlib.Path, csv: pathlib.Path, rows: int, runs: int) -> pathlib.Path:
    mine, floor = [], []
    for run in range(runs):
        data = work / f"data-{run}"
        mine.append(Measured(PROGRAM, "--data", data, "import", "leads", csv, "--json"))
        report = json.loads(mine[-1].out)
        if report["created"] != rows:
            sys.exit(f"bench: {report['created']} of {rows} rows went in")
        rival = work / "rival.db"
        floor.append(Measured(sys.executable, HERE / "rival_sqlite.py", csv, rival))
        for leftover in work.glob("rival.db*"):
            leftover.unlink()
        if run > 0:  # the last one stays, for what comes next
            shutil.rmtree(work / f"data-{run - 1}")
    scale = rows / FULL_SIZE
    table.add(f"import of {rows:,} contacts", seconds(statistics.median(m.seconds for m in mine)),
              f"≤ {60 * scale:g} s", f"plain SQLite, one table: {seconds(statistics.median(m.seconds for m in floor))}")
    table.add("  its peak memory", f"{max(m.peak_mb for m in mine):.0f} MB", "≤ 500 MB",
              f"{max(m.peak_mb for m in floor):.0f} MB")
    size = sum(file.stat().st_size for file in data.iterdir() if file.is_file()) / 1e6
    table.add("  its ledger on disk", f"{size:.0f} MB", "–", f"the CSV: {csv.stat().st_size / 1e6:.0f} MB")
    again = Measured(PROGRAM, "--data", data, "import", "leads", csv, "--json")
    report = json.loads(again.out)
    table.add("  the same file again", f"{seconds(again.seconds)}, {report['created'] + report['changed']} changed",
              "changes nothing")
    first = Measured(PROGRAM, "--data", data, "funnel", "--json")
    table.add("mirror built from nothing", f"{seconds(first.seconds)}, {first.peak_mb:.0f} MB")
    return data


def measure_start(table: Table, data: pathlib.Path, runs: int):
    starts, memory, own = [], [], []
    for _ in range(runs):
        with Server(data) as server:
            server.get("/api/v1/workspace")
            starts.append(time.monotonic() - server.began)
            time.sleep(1)
            memory.append(server.memory_mb())
            own.append(server.own_memory_mb())
    table.add("server start to its first answer", seconds(statistics.median(starts)), "< 1 s")
    table.add("  its memory at rest",
              f"{statistics.median(memory):.0f} MB, {statistics.median(own):.0f} MB of it its own", "< 150 MB")


# The same counts straight from the ledger: what the mirror is there to beat.
LEDGER_FUNNEL = """
SELECT {group} AS grouped,
       count(*), sum(lead_at IS NOT NULL), sum(mql_at IS NOT NULL), sum(sql_at IS NOT NULL),
       sum(opportunity_at IS NOT NULL), sum(customer_at IS NOT NULL), sum(stage = 'mql'), sum(stage = 'customer')
FROM contact {where} GROUP BY 1"""
LEDGER_MEDIAN = """
SELECT days FROM (
  SELECT {later}_at - {earlier}_at AS days, row_number() OVER (ORDER BY {later}_at - {earlier}_at) AS place,
         count(*) OVER () AS number
  FROM contact WHERE {later}_at IS NOT NULL AND {earlier}_at IS NOT NULL {filter})
WHERE place = (number + 1) / 2"""
STEPS = ["lead", "mql", "sql", "opportunity", "customer"]
RIVALS = {
    "funnel": ("''", "", ""),
    "funnel by origin": ("origin", "", ""),
    "funnel by month": ("strftime('%Y-%m', first_seen_at / 1000, 'unixepoch')", "", ""),
    "funnel by landing page": ("landing_page", "", ""),
    "funnel of a year and an origin": (
        "''", *(f"{word} first_seen_at BETWEEN 1672531200000 AND 1704067199999 AND origin = 'paid_search'"
                for word in ("WHERE", "AND"))),
}


def rival_funnel(data: pathlib.Path, name: str) -> float | None:
    if name not in RIVALS:
        return None
    group, where, and_where = RIVALS[name]
    db = sqlite3.connect(f"file:{data / 'ledger.db'}?mode=ro", uri=True)

    def ask():
        db.execute(LEDGER_FUNNEL.format(group=group, where=where)).fetchall()
        for earlier, later in zip(STEPS, STEPS[1:]):
            db.execute(LEDGER_MEDIAN.format(earlier=earlier, later=later, filter=and_where)).fetchall()

    ask()
    taken = statistics.median(timed(ask) for _ in range(3))
    db.close()
    return taken


def with_end(path: str, day: int) -> str:
    """The same question with another last day, in the far future or, where it has one, in the days after that."""
    if found := re.search(r"to=([\d-]+)", path):
        later = datetime.date.fromisoformat(found.group(1)) + datetime.timedelta(days=day + 1)
        return path.replace(found.group(0), f"to={later}")
    end = datetime.date(2090, 1, 1) + datetime.timedelta(days=day)
    return f"{path}{'&' if '?' in path else '?'}to={end}"


def measure_funnel(table: Table, data: pathlib.Path):
    with Server(data) as server:
        for name, path in FUNNELS.items():
            server.get(path)  # warm
            again = [timed(lambda: server.get(path)) for _ in range(REQUESTS)]
            # A period that nobody asked for yet is counted anew; all contacts are within each of them.
            anew = [timed(lambda: server.get(with_end(path, day))) for day in range(REQUESTS)]
            rival = rival_funnel(data, name)
            table.add(name + ", counted anew", milliseconds(anew), "< 100 ms",
                      f"SQL over the ledger: {1000 * rival:.0f} ms" if rival else "–")
            table.add("  asked again", milliseconds(again))
        several = []

        def ask():
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
            for _ in range(REQUESTS // 4):
                before = time.monotonic()
                connection.request("GET", FUNNELS["funnel by origin"], headers=server.headers)
                connection.getresponse().read()
                several.append(time.monotonic() - before)
            connection.close()

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        table.add("funnel by origin, four at once", milliseconds(several))
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        before = time.monotonic()
        connection.request("POST", "/api/v1/contacts", json.dumps({"email": "bench@example.org"}),
                           {"Content-Type": "application/json"} | server.headers)
        body = connection.getresponse().read()
        written = time.monotonic() - before
        if b"bench@example.org" not in body:
            sys.exit(f"bench: {body!r}")
        connection.close()
        wanted = sqlite3.connect(data / "ledger.db").execute("SELECT count(*) FROM contact").fetchone()[0]
        while json.loads(server.get("/api/v1/workspace"))["contacts"] != wanted and time.monotonic() < before + 30:
            time.sleep(0.01)
        table.add("a new contact is durable, and is in the figures",
                  f"{1000 * written:.1f} ms, {1000 * (time.monotonic() - before):.0f} ms", "– , 1 s")
        table.add("server memory after all that", f"{server.memory_mb():.0f} MB")


def hashes_in_a_second() -> float:
    """What libsodium alone verifies on one thread, with the server's cost."""
    sodium = ctypes.CDLL(ctypes.util.find_library("sodium"))
    kept = ctypes.create_string_buffer(sodium.crypto_pwhash_strbytes())
    cost = (ctypes.c_ulonglong(sodium.crypto_pwhash_opslimit_interactive()),
            ctypes.c_size_t(sodium.crypto_pwhash_memlimit_interactive()))
    sodium.crypto_pwhash_str(kept, b"right", ctypes.c_ulonglong(5), *cost)
    verify = lambda: sodium.crypto_pwhash_str_verify(kept, b"wrong", ctypes.c_ulonglong(5))  # noqa: E731
    return 1 / statistics.median(timed(verify) for _ in range(10))


class Hammer(threading.Thread):
    """A client that tries one password after the other, each for another account and, as a proxy says, from another
    address, so that no lock spares the server the hashing."""

    def __init__(self, port: int, number: int, end: float):
        super().__init__()
        self.port, self.number, self.end = port, number, end
        self.answers: list[int] = []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        while time.monotonic() < self.end:
            turn = len(self.answers)
            tried = {"email": f"m{self.number}-{turn}@example.org", "password": "wrong"}
            connection.request("POST", "/api/v1/session", json.dumps(tried), {
                "Content-Type": "application/json",
                "X-Forwarded-For": f"10.{self.number}.{turn // 250}.{turn % 250 + 1}"})
            reply = connection.getresponse()
            reply.read()
            self.answers.append(reply.status)
        connection.close()


def measure_sign_in(table: Table, data: pathlib.Path):
    """How quickly the funnel answers while 50 clients make the server hash passwords as fast as it will."""
    seconds_of_it = 15
    alone = hashes_in_a_second()
    with Server(data, "--trust-proxy", "127.0.0.1") as server:
        quiet = [timed(lambda: server.get(FUNNELS["funnel"])) for _ in range(REQUESTS)]
        end = time.monotonic() + seconds_of_it
        hammers = [Hammer(server.port, number, end) for number in range(50)]
        for hammer in hammers:
            hammer.start()
        remembered, anew = [], []
        while time.monotonic() < end:
            remembered.append(timed(lambda: server.get(FUNNELS["funnel"])))
            day = datetime.date(2030, 1, 1) + datetime.timedelta(days=len(anew))  # a period nobody asked for before
            anew.append(timed(lambda: server.get(f"/api/v1/funnel?to={day}")))
            time.sleep(0.01)
        for hammer in hammers:
            hammer.join()
    answers = [status for hammer in hammers for status in hammer.answers]
    told = ", ".join(f"{answers.count(status)} x {status}" for status in sorted(set(answers)))
    table.add("passwords hashed a second, 50 clients", f"{answers.count(403) / seconds_of_it:.1f}", "–",
              f"libsodium alone, one thread: {alone:.1f}; all answers: {told}")
    table.add("funnel meanwhile", milliseconds(remembered), "–", f"without them {milliseconds(quiet)}")
    table.add("funnel meanwhile, counted anew", milliseconds(anew))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=FULL_SIZE)
    parser.add_argument("--runs", type=int, default=3, help="of which the median counts")
    options = parser.parse_args()
    if not os.access(PROGRAM, os.X_OK):
        sys.exit(f"bench: {PROGRAM} is missing: run script/build release tandem")
    place = ROOT / "build/bench"
    place.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=place))
    table = Table()
    try:
        csv = work / "leads.csv"
        with open(csv, "w", encoding="utf-8") as file:
            generate.write(options.rows, file)
        data = measure_import(table, work, csv, options.rows, options.runs)
        measure_start(table, data, options.runs)
        measure_funnel(table, data)
        measure_sign_in(table, data)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"\n{options.rows:,} contacts; medians of {options.runs} runs, of {REQUESTS} requests; {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}\n")
    table.show()


if __name__ == "__main__":
    main()
