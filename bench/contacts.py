"""The contact list of a million contacts and the timeline of a contact among many activities, page by page.

    python3 bench/contacts.py [--contacts N] [--activities N]

N contacts are imported; a third has an owner, a quarter was seen on the site. N activities of visits in the last year are spread over
the contacts that were seen, and one of them has a hundredth of all. Every question is another one each time. Prints a table; asserts
nothing. Works in build/bench and removes what it made."""
import argparse
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import tempfile
import urllib.parse

import generate
from bench import PROGRAM, ROOT, Measured, Server, Table, milliseconds, timed
from live import NODE, ids, millis

REQUESTS = 300
DAY = 86_400_000
OWNERS = 40
DETAIL = json.dumps({"url": "https://shop.example.org/products/42", "title": "Product 42", "referrer": "https://www.google.com/"})


def own_and_see(ledger: sqlite3.Connection) -> list[int]:
    """Gives a third of the contacts owners and says of a quarter when they were on the site; gives those."""
    member = ledger.execute("SELECT id FROM member ORDER BY id").fetchone()[0]
    for number in range(1, OWNERS):
        ledger.execute("INSERT INTO member SELECT id + ?, name || ?, email || ?, team, role, disabled_at FROM member WHERE id = ?",
                       (number, f" {number}", f".{number}", member))
    ledger.execute("UPDATE contact SET owner_id = ? + (id >> 4) % ? WHERE (id >> 2) % 3 = 0", (member, OWNERS))
    ledger.execute("UPDATE contact SET last_seen_at = ? - abs(random()) % ? WHERE (id >> 3) % 4 = 0", (millis(), 365 * DAY))
    ledger.commit()
    return [row[0] for row in ledger.execute("SELECT id FROM contact WHERE last_seen_at IS NOT NULL")]


def visit(ledger: sqlite3.Connection, activities: int, seen: list[int]) -> int:
    """Each contact's browser views pages, a hundredth of all of them the first one's; gives that contact."""
    begin = millis() - 365 * DAY
    made = ids(begin, len(seen))
    visitors = [next(made) for _ in seen]
    ledger.executemany("INSERT INTO visitor VALUES (?, ?, 1, ?, ?, 'Firefox', 'Linux', 'desktop', 'CA', '', 'Montréal')",
                       ((visitor, f"v{visitor}", contact, begin) for visitor, contact in zip(visitors, seen)))
    step = 360 * DAY / activities
    log = ids(begin + DAY, activities)
    ledger.executemany("INSERT INTO activity (id, node, kind, at, visitor_id, detail) VALUES (?, ?, 'page_viewed', ?, ?, ?)",
                       ((next(log), NODE, begin + DAY + int(number * step),
                         visitors[0 if number % 100 == 0 else (number // 5) % len(visitors)], DETAIL) for number in range(activities)))
    ledger.execute("INSERT INTO revisit_watermark SELECT node, max(id) FROM activity WHERE node = ?", (NODE,))
    ledger.commit()
    return seen[0]


def words(rng: random.Random, rows: int) -> dict:
    """Searches, from what nobody but one has to what all have."""
    person = lambda: rng.randrange(rows)  # noqa: E731
    return {
        "an address": lambda: f"person{person()}@company",
        "a name": lambda: f"{rng.choice(generate.FIRST)} {rng.choice(generate.LAST)} {person() % 9973}",
        "a company": lambda: f"company {person() % generate.COMPANIES} ltd",
        "one letter": lambda: rng.choice("abcdefghijklmnopqrstuvwxyz0123456789"),
        "two words that all have": lambda: f"compan {rng.choice('0123456789')} ltd",
        "what nobody has": lambda: f"qqq{person()}",
        "common and rare, nobody has both": lambda: f"ltd grace person{person() * 12}@",
    }


def filters(rng: random.Random, owners: list[int]) -> dict:
    day = lambda: f"{rng.randrange(2022, 2025)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"  # noqa: E731
    stage = lambda: rng.choice(["lead", "mql", "sql", "opportunity", "customer"])  # noqa: E731
    sort = lambda: rng.choice(["newest", "last_seen", "name", "stage"])  # noqa: E731
    origin = lambda: rng.choice(["organic_search", "paid_search", "direct", "email", "display"])  # noqa: E731
    return {
        "all, in each order": lambda: {"sort": sort()},
        "a stage": lambda: {"stage": stage(), "sort": sort()},
        "an owner": lambda: {"owner": rng.choice(owners), "sort": sort()},
        "nobody's, of an origin": lambda: {"owner": "none", "origin": origin(), "sort": sort()},
        "seen in the last days": lambda: {"seen": rng.randrange(1, 400), "sort": sort()},
        "known since a day": lambda: {"from": day(), "sort": sort()},
        "an owner's customers seen lately": lambda: {"owner": rng.choice(owners), "stage": "customer", "seen": 30, "sort": sort()},
        "a common word, a stage and an origin": lambda: {"search": "ada", "stage": stage(), "origin": origin(), "sort": sort()},
        "a common word that an owner's do not have": lambda: {"search": f"ltd {rng.choice('xyz')}", "owner": rng.choice(owners)},
    }


def follow_pages(server: Server, rng: random.Random, sort: str) -> list[float]:
    """A reader who goes on and on."""
    taken, after = [], None
    for _ in range(REQUESTS):
        query = {"sort": sort} | ({"after": after} if after else {})
        page = {}
        taken.append(timed(lambda: page.update(ask(server, query))))
        after = page["next"] or None
    return taken


def ask(server: Server, query: dict) -> dict:
    return json.loads(server.get("/api/v1/contacts?" + urllib.parse.urlencode(query)))


def rival_search(ledger: sqlite3.Connection, word: str) -> float:
    """The same without an index of words."""
    return timed(lambda: ledger.execute(
        "SELECT contact.id FROM contact LEFT JOIN company ON company.id = company_id WHERE lower(first_name || ' ' || last_name || ' ' || "
        "email || ' ' || coalesce(company.name, '')) LIKE ? ORDER BY first_seen_at DESC LIMIT 50", (f"%{word}%",)).fetchall())


def measure_list(table: Table, server: Server, ledger: sqlite3.Connection, rows: int):
    rng = random.Random(20261126)
    owners = [row[0] for row in ledger.execute("SELECT id FROM member ORDER BY id LIMIT ?", (OWNERS,))]
    budget = "p99 < 50 ms"
    everything = []

    def measure(name, question):
        ask(server, question())  # warm
        taken = [timed(lambda query=question(): ask(server, query)) for _ in range(REQUESTS)]
        everything.extend(taken)
        return name, milliseconds(taken), budget

    for name, word in words(rng, rows).items():
        row = measure(f"search for {name}", lambda: {"search": word()})
        rival = milliseconds([rival_search(ledger, word()) for _ in range(5)]) if name in ("an address", "what nobody has") else "–"
        table.add(*row, f"LIKE: {rival}" if rival != "–" else rival)
    for name, question in filters(rng, owners).items():
        table.add(*measure(f"list of {name}", question))
    for sort in ("newest", "last_seen", "name", "stage"):
        taken = follow_pages(server, rng, sort)
        everything.extend(taken)
        table.add(f"{REQUESTS} pages on, by {sort}", milliseconds(taken), budget)
    table.add(f"all of these, of {rows:,} contacts", milliseconds(everything), budget)


def measure_timeline(table: Table, server: Server, seen: list[int], busy: int, activities: int):
    rng = random.Random(20261126)
    budget = "p99 < 20 ms"
    path = "/api/v1/contacts/{}/activities"
    taken = [timed(lambda: server.get(path.format(rng.choice(seen)))) for _ in range(REQUESTS)]
    table.add(f"timeline, {activities:,} activities of {len(seen):,} contacts", milliseconds(taken), budget)
    taken = [timed(lambda: server.get(path.format(rng.choice(seen)) + "?only=sales&only=deals")) for _ in range(REQUESTS)]
    table.add("  sales and deals only", milliseconds(taken), budget)
    before, taken = None, []
    for _ in range(REQUESTS):
        page = {}
        query = "?limit=50" + (f"&before={before}" if before else "")
        taken.append(timed(lambda: page.update(json.loads(server.get(path.format(busy) + query)))))
        before = page["next"]
        if not before:
            break
    table.add(f"timeline of one contact with {activities // 100:,}, page after page", milliseconds(taken), budget)
    taken = [timed(lambda: server.get(path.format(busy) + "?only=lifecycle")) for _ in range(REQUESTS)]
    table.add("  its stages only", milliseconds(taken), budget)


def measure(table: Table, work: pathlib.Path, rows: int, activities: int):
    csv, data = work / "leads.csv", work / "data"
    with csv.open("w") as out:
        generate.write(rows, out)
    imported = Measured(PROGRAM, "--data", data, "import", "leads", csv, "--json")
    table.add(f"import of {rows:,} contacts", f"{imported.seconds:.1f} s, {imported.peak_mb:.0f} MB", "≤ 60 s, ≤ 500 MB")
    subprocess.run([PROGRAM, "--data", str(data), "member", "add", "owner@example.org", "--name", "Owner"],
                   check=True, capture_output=True)
    ledger = sqlite3.connect(data / "ledger.db", timeout=60)
    ledger.execute("PRAGMA synchronous = OFF")
    seen = own_and_see(ledger)
    busy = visit(ledger, activities, seen)
    ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with Server(data) as server:
        made = subprocess.run([PROGRAM, "--data", str(data), "token", "create", "contacts", "--scopes", "read_contacts", "--json"],
                              capture_output=True, check=True)
        server.headers = {"Authorization": f"Bearer {json.loads(made.stdout)['secret']}"}
        measure_list(table, server, ledger, rows)
        measure_timeline(table, server, seen, busy, activities)
        table.add("memory of the server then", f"{server.own_memory_mb():.0f} MB")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--activities", type=int, default=10_000_000)
    options = parser.parse_args()
    place = ROOT / "build/bench"
    place.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="contacts-", dir=place))
    table = Table()
    try:
        measure(table, work, options.contacts, options.activities)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    table.show()


if __name__ == "__main__":
    main()
