"""Killed at any moment under load, the collector has lost nothing it said it had, and has nothing twice."""
import collections
import contextlib
import http.client
import itertools
import json
import random
import threading
import time
import unittest

from tandem import SEED, Case

KILLS = 50
SENDERS = 8
HEADERS = {"Content-Type": "text/plain", "User-Agent": "Mozilla/5.0 Firefox/133.0"}


class Site:
    """Visitors' browsers: they send, note what was acknowledged, and send again what was not."""

    def __init__(self, key: str):
        self.key = key
        self.numbers = itertools.count()
        self.acknowledged: set[int] = set()
        self.unsure: collections.deque[int] = collections.deque()  # sent, and never answered
        self.problems: list[str] = []

    def body(self, number: int) -> bytes:
        page = {"url": f"https://example.org/{number}"}
        return json.dumps({"writeKey": self.key, "type": "page", "messageId": f"m{number}",
                           "anonymousId": f"browser-{number % 40}", "context": {"page": page}}).encode()

    def send(self, port: int, stop: threading.Event):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
            while not stop.is_set():
                number = self.next_number()
                try:
                    line.request("POST", "/e", self.body(number), HEADERS)
                    reply = line.getresponse()
                    reply.read()
                except (OSError, http.client.HTTPException):
                    self.unsure.append(number)
                    return
                if reply.status == 202:
                    self.acknowledged.add(number)
                else:
                    self.unsure.append(number)
                    self.problems.append(f"{reply.status} for {number}")

    def next_number(self) -> int:
        try:
            return self.unsure.popleft()
        except IndexError:
            return next(self.numbers)


class KilledCollector(Case):
    def write_key(self) -> str:
        with self.server("--tracking-rate", "0") as server:
            made = server.request("/api/v1/write_keys", {"name": "site"})
            self.assertEqual(201, made.status, made)
            return made.json["key"]

    def taken(self) -> collections.Counter:
        """How many times each page is in the ledger."""
        rows = self.rows("SELECT detail FROM activity WHERE kind = 'page_viewed'")
        return collections.Counter(int(json.loads(detail)["url"].rsplit("/", 1)[1]) for (detail,) in rows)

    def load(self, site: Site, server, seconds: float, kill: bool):
        stop = threading.Event()
        senders = [threading.Thread(target=site.send, args=(server.port, stop)) for _ in range(SENDERS)]
        for sender in senders:
            sender.start()
        time.sleep(seconds)
        if kill:
            server.child.kill()
            server.child.wait()
        stop.set()
        for sender in senders:
            sender.join()

    def test_fifty_kills(self):
        chance = random.Random(SEED)
        site = Site(self.write_key())
        for _ in range(KILLS):
            server = self.server("--tracking-rate", "0")
            self.load(site, server, chance.uniform(0.02, 0.25), kill=True)
            self.assertEqual([], site.problems)
        with self.server("--tracking-rate", "0") as server:
            while site.unsure:
                self.load(site, server, 0.1, kill=False)
        self.assertEqual([], site.problems)
        taken = self.taken()
        self.assertGreater(len(site.acknowledged), KILLS)
        self.assertEqual(set(), site.acknowledged - set(taken), "acknowledged, and lost")
        self.assertEqual([], [number for number, times in taken.items() if times > 1], "taken twice")
        self.assertEqual(site.acknowledged, set(taken), "taken, and never acknowledged")
        self.assertEqual(40, len(self.rows("SELECT DISTINCT code FROM visitor")))
        self.assertEqual(40, len(self.rows("SELECT id FROM visitor")))
        self.assert_whole()


if __name__ == "__main__":
    unittest.main()
