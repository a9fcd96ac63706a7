"""Who is on the site now, and how soon an owner is told, on a ledger with many activities.

    python3 bench/live.py [--activities N] [--here N]

N activities of as many visits as that takes, and N visitors who are on the site now. Prints a table; asserts nothing. Works in
build/bench and removes what it made."""
import argparse
import json
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time

from bench import PROGRAM, ROOT, Server, Table, milliseconds, timed

EPOCH_2020 = 1_577_836_800_000
NODE = 60
REQUESTS = 300
NOTICES = 20


def millis() -> int:
    return time.time_ns() // 1_000_000


def ids(begin: int, count: int):
    """Ids of this node from that moment on, a thousand a millisecond."""
    for number in range(count):
        yield (begin - EPOCH_2020 + number // 1000) << 22 | NODE << 16 | (number % 1000 + 1)


def fill(ledger: sqlite3.Connection, activities: int, here: int):
    """Visits of ten pages over the last year; then one page by each of those who are here."""
    day = 86_400_000
    begin = millis() - 365 * day
    visitors = activities // 10
    made = ids(begin, visitors)
    ledger.executemany("INSERT INTO visitor VALUES (?, ?, 1, NULL, ?, 'Firefox', 'Linux', 'desktop', 'CA', '', 'Montréal')",
                       ((next(made), f"v{number}", begin) for number in range(visitors)))
    known = [row[0] for row in ledger.execute("SELECT id FROM visitor ORDER BY id")]
    detail = json.dumps({"url": "https://shop.example.org/products/42", "title": "Product 42",
                         "referrer": "https://www.google.com/"})
    step = 360 * day // activities or 1
    log = ids(begin + day, activities)
    ledger.executemany("INSERT INTO activity (id, node, kind, at, visitor_id, detail) VALUES (?, ?, 'page_viewed', ?, ?, ?)",
                       ((next(log), NODE, begin + day + number * step, known[number // 10], detail)
                        for number in range(activities)))
    # All that is history; the program would otherwise read it once, to see that it is.
    ledger.execute("INSERT INTO revisit_watermark SELECT node, max(id) FROM activity WHERE node = ?", (NODE,))
    return known[:here]


def own_contacts(ledger: sqlite3.Connection, visitors: list[int]):
    """Each of these visitors is a contact of the first member, whom the company has known for long."""
    member = ledger.execute("SELECT id FROM member ORDER BY id").fetchone()[0]
    contacts = [row[0] for row in ledger.execute("SELECT id FROM contact ORDER BY id LIMIT ?", (len(visitors),))]
    for visitor, contact in zip(visitors, contacts):
        ledger.execute("UPDATE contact SET owner_id = ?, first_seen_at = 0 WHERE id = ?", (member, contact))
        ledger.execute("UPDATE visitor SET contact_id = ? WHERE id = ?", (contact, visitor))


def view(ledger: sqlite3.Connection, visitors: list[int], sequence: int):
    now = millis()
    detail = json.dumps({"url": "https://shop.example.org/", "title": "Home"})
    ledger.executemany("INSERT INTO activity (id, node, kind, at, visitor_id, detail) VALUES (?, ?, 'page_viewed', ?, ?, ?)",
                       (((now - EPOCH_2020) << 22 | NODE << 16 | (sequence + number) % 65_000 + 1, NODE, now, visitor, detail)
                        for number, visitor in enumerate(visitors)))
    ledger.commit()


def rival(ledger: sqlite3.Connection) -> float:
    """The same from the log by one query: the visits of the last five minutes, by the ids, which are in order of time."""
    since = (millis() - 300_000 - EPOCH_2020) << 22
    return timed(lambda: ledger.execute(
        "SELECT visitor_id, count(*), min(at), max(at), visitor.country FROM activity JOIN visitor ON visitor.id = visitor_id "
        "WHERE activity.id > ? GROUP BY visitor_id ORDER BY max(at) DESC LIMIT 200", (since,)).fetchall())


def notice(ledger: sqlite3.Connection, visitor: int, number: int) -> float:
    """From the commit of a visit by another program to the notification of the owner."""
    before = ledger.execute("SELECT count(*) FROM notification").fetchone()[0]
    view(ledger, [visitor], 30_000 + number)

    def wait():
        while ledger.execute("SELECT count(*) FROM notification").fetchone()[0] == before:
            time.sleep(0.001)
    return timed(wait)


def measure(table: Table, data: pathlib.Path, activities: int, here: int):
    subprocess.run([PROGRAM, "demo", "--data", str(data), "--no-serve"], check=True, capture_output=True)
    ledger = sqlite3.connect(data / "ledger.db", timeout=60)
    ledger.execute("PRAGMA synchronous = OFF")
    present = fill(ledger, activities, here)
    own_contacts(ledger, present[:NOTICES])
    ledger.commit()
    ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with Server(data) as server:
        made = subprocess.run([PROGRAM, "--data", str(data), "token", "create", "live", "--scopes", "read_contacts", "--json"],
                              capture_output=True, check=True)
        server.headers = {"Authorization": f"Bearer {json.loads(made.stdout)['secret']}"}
        for part in range(0, len(present), 5000):
            view(ledger, present[NOTICES:][part:part + 5000], part)
        while (found := json.loads(server.get("/api/v1/visitors/live")))["total"] < len(present) - NOTICES:
            time.sleep(0.1)
        asked = [timed(lambda: server.get("/api/v1/visitors/live")) for _ in range(REQUESTS)]
        table.add(f"live screen, {activities:,} activities, {found['total']:,} visitors here", milliseconds(asked), "p99 < 50 ms",
                  f"one SQL query on the log: {milliseconds([rival(ledger) for _ in range(20)])}")
        told = [notice(ledger, visitor, number) for number, visitor in enumerate(present[:NOTICES])]
        table.add("from a visit to the owner's notification", milliseconds(told), "< 2 s")
        table.add("memory of the server then", f"{server.own_memory_mb():.0f} MB")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--activities", type=int, default=10_000_000)
    parser.add_argument("--here", type=int, default=10_000)
    options = parser.parse_args()
    place = ROOT / "build/bench"
    place.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="live-", dir=place))
    table = Table()
    try:
        measure(table, work / "data", options.activities, options.here)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    table.show()


if __name__ == "__main__":
    main()
