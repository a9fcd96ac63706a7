"""The floor of any import: the same file into plain SQLite, one table and no rules, as durable as the ledger.

    python3 bench/rival_sqlite.py leads.csv ledger.db"""
import csv
import itertools
import sqlite3
import sys

BATCH = 1000

with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    header = next(rows)
    db = sqlite3.connect(sys.argv[2], isolation_level=None)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    columns = ", ".join(f'"{name}" TEXT' for name in header)
    db.execute(f'CREATE TABLE contact ({columns}, PRIMARY KEY ("{header[0]}")) WITHOUT ROWID')
    db.execute('CREATE UNIQUE INDEX by_email ON contact ("Email")')
    insert = f"INSERT INTO contact VALUES ({', '.join('?' * len(header))})"
    while batch := list(itertools.islice(rows, BATCH)):
        db.execute("BEGIN")
        db.executemany(insert, batch)
        db.execute("COMMIT")
    db.close()
