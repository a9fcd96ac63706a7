# What a visitor of a website does, written into the ledger as another program would, for the browser tests
# of what follows from it: visits.py LEDGER own CONTACT MEMBER | know VISITOR CONTACT | claim
# CONTACT SINCE | visit VISITOR URL TITLE | new [CONTACT].
import json
import random
import sqlite3
import sys
import time

EPOCH_2020 = 1_577_836_800_000
NODE = 60  # no writer of the tests has it


def next_id():
    millis = time.time_ns() // 1_000_000 - EPOCH_2020
    return millis << 22 | NODE << 16 | random.randrange(1, 1 << 16)


def now():
    return time.time_ns() // 1_000_000


def own(db, contact, member):
    """The member follows the contact up, whom the company has known for a month."""
    month = 30 * 24 * 3600 * 1000
    db.execute("UPDATE contact SET owner_id = ?, first_seen_at = ? WHERE id = ?",
               (int(member), now() - month, int(contact)))


def new(db, contact=None):
    visitor = next_id()
    db.execute("INSERT INTO visitor VALUES (?, ?, 1, ?, ?, 'Firefox', 'Linux', 'desktop', 'CA', '', 'Québec')",
               (visitor, f"e2e-{visitor}", int(contact) if contact else None, now()))
    print(visitor)


def know(db, visitor, contact):
    db.execute("UPDATE visitor SET contact_id = ? WHERE id = ?", (int(contact), int(visitor)))


def claim(db, contact, since):
    db.execute("UPDATE visitor SET contact_id = ? WHERE first_seen_at >= ?", (int(contact), int(since)))


def visit(db, visitor, url, title):
    detail = {"url": url, "title": title, "referrer": "https://news.example.org/article"}
    db.execute("INSERT INTO activity (id, node, kind, at, visitor_id, detail) VALUES (?, ?, ?, ?, ?, ?)",
               (next_id(), NODE, "page_viewed", now(), int(visitor), json.dumps(detail)))


if __name__ == "__main__":
    with sqlite3.connect(sys.argv[1], timeout=20) as connection:
        {"own": own, "new": new, "know": know, "claim": claim, "visit": visit}[sys.argv[2]](connection, *sys.argv[3:])
