"""Killed at any moment, an import leaves a whole ledger behind, and run again it ends where it would have ended."""
import random
import signal
import subprocess
import time
import unittest

from tandem import SEED, Case, eventually, figures, leads, ledger_content, run, start

ROWS = 20_000
KILLS = 50
KILLS_PER_WORKSPACE = 5


class KilledImport(Case):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)
        self.csv = self.file("leads.csv", leads(ROWS))
        self.calm = self.folder / "calm"
        before = time.monotonic()
        self.report = self.done("import", "leads", self.csv, "--json", data=self.calm).json
        self.duration = time.monotonic() - before
        self.expected = ledger_content(self.calm)
        self.expected_figures = figures(self.calm)

    def moment(self) -> float:
        """Seconds after the start at which to strike; some before the program has opened anything."""
        if self.random.random() < 0.2:
            return self.random.uniform(0, 0.02)
        return self.random.uniform(0, self.duration)

    def struck(self, data, *args) -> bool:
        """Runs a command and kills it at a random moment; False when it was faster."""
        child = start("--data", data, *args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(self.moment())
        except subprocess.TimeoutExpired:
            child.kill()
        return child.wait() == -signal.SIGKILL

    def assert_as_if_nothing_had_happened(self, data):
        report = self.done("import", "leads", self.csv, "--json", data=data).json
        for count in ("rows", "rejected"):
            self.assertEqual(self.report[count], report[count], count)
        again = self.done("import", "leads", self.csv, "--json", data=data).json
        self.assertEqual((0, 0), (again["created"], again["changed"]))
        content = ledger_content(data)
        for part, expected in self.expected.items():
            self.assertTrue(expected == content[part], f"{part} differ from those of an uninterrupted import")
        self.assertEqual(self.expected_figures, figures(data))
        self.assert_whole(data)

    def test_fifty_kills(self):
        kills = workspaces = 0
        while kills < KILLS:
            data = self.folder / f"struck-{workspaces}"
            workspaces += 1
            for _ in range(KILLS_PER_WORKSPACE):
                with self.subTest(workspace=workspaces, kills=kills):
                    if self.struck(data, "import", "leads", self.csv):
                        kills += 1
                    self.assert_whole(data)
            self.assert_as_if_nothing_had_happened(data)

    def test_killed_while_the_figures_are_brought_up_to_date(self):
        self.done("import", "leads", self.csv)
        kills = 0
        for attempt in range(12):
            if attempt % 4 == 0:  # from nothing; otherwise from what the last one left
                (self.data / "mirror.duckdb").unlink(missing_ok=True)
                (self.data / "mirror.duckdb.wal").unlink(missing_ok=True)
            kills += self.struck(self.data, "funnel")
        self.assertGreater(kills, 0)
        self.assertEqual(self.expected_figures, figures(self.data))
        self.assert_whole()

    def test_killed_beside_a_server(self):
        kills = 0
        with self.server() as server:
            for _ in range(6):
                kills += self.struck(self.data, "import", "leads", self.csv)
                self.assertEqual(200, server.request("/api/v1/workspace").status)
            self.done("import", "leads", self.csv)
            wanted = self.expected_figures["funnel"]["stages"]
            eventually(lambda: server.request("/api/v1/funnel").json["stages"] == wanted)
            self.assertEqual(wanted, server.request("/api/v1/funnel").json["stages"])
            self.assertEqual(self.expected_figures["sources"]["sources"],
                             server.request("/api/v1/sources").json["sources"])
        self.assertGreater(kills, 0)
        self.assert_as_if_nothing_had_happened(self.data)

    def test_the_server_is_killed_while_it_writes(self):
        server = self.server()
        added = []
        for i in range(30):
            reply = server.request("/api/v1/contacts", {"email": f"kept{i}@example.org"})
            self.assertEqual(201, reply.status, reply)
            added.append(f"kept{i}@example.org")
        server.child.kill()
        server.child.wait()
        kept = {email for (email,) in self.rows("SELECT email FROM contact")}
        self.assertEqual(set(), set(added) - kept, "answered, and lost")
        self.assert_whole()
        with self.server() as again:
            self.assertEqual(30, again.request("/api/v1/workspace").json["contacts"])


class InterruptedImport(Case):
    def interrupt(self, how) -> tuple[int, str]:
        child = start("--data", self.data, "import", "leads", self.csv)
        # As soon as something is in, so that something is left to do.
        eventually(lambda: (self.data / "ledger.db").exists() and self.contacts() > 0, 20)
        child.send_signal(how)
        out, err = child.communicate(timeout=30)
        return child.returncode, out.decode() + err.decode()

    def test_ctrl_c_can_be_continued(self):
        self.csv = self.file("leads.csv", leads(60_000))
        code, said = self.interrupt(signal.SIGINT)
        self.assertEqual(130, code, said)
        self.assertIn("run the same command again", said)
        taken = self.contacts()
        self.assert_whole()
        report = self.done("import", "leads", self.csv, "--json").json
        self.assertFalse(report["interrupted"])
        self.assertGreater(report["unchanged"], 0)
        self.assertGreater(self.contacts(), taken)
        run("--data", self.folder / "calm", "import", "leads", self.csv)
        self.assertTrue(ledger_content(self.folder / "calm") == ledger_content(self.data))


if __name__ == "__main__":
    unittest.main()
