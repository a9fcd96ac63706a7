"""tandem attribute and tandem journeys from outside: known answers, other forms, and what they refuse."""
import csv
import io
import json
import pathlib
import subprocess
import tempfile
import unittest

import tandem

PATHS = """path,total_conversions,total_conversion_value,total_null
A > B,2,200,1
A,1,100,3
B > C,1,100,2
C,0,0,2
A > C > B,2,200,1
A > A > B,1,100,0
"""
TOUCHES = """contact,at,channel,value
ada,2026-03-08T09:00:00Z,search,
ada,2026-03-01T10:00:00Z,social,
ada,2026-03-15T16:00:00Z,email,500
bob,2026-03-02T12:00:00Z,social,
"""


class Attribute(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def ask(self, content, *options, command="attribute"):
        path = self.folder / "input.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tandem.run(command, path, *options)

    def credits(self, answer):
        return {channel["channel"]: channel["conversions"] for channel in answer["channels"]}

    def test_markov_is_exact(self):
        answer = self.ask(PATHS, "--model", "markov", "--json").json
        self.assertEqual(("markov", 1), (answer["model"], answer["order"]))
        self.assertAlmostEqual(answer["conversion_rate"], 7 / 16, places=12)
        credits = self.credits(answer)
        self.assertAlmostEqual(credits["A"], 5936 / 2339, places=9)
        self.assertAlmostEqual(credits["B"], 21371 / 7017, places=9)
        self.assertAlmostEqual(credits["C"], 9940 / 7017, places=9)

    def test_rules_from_standard_input(self):
        done = subprocess.run([tandem.PROGRAM, "attribute", "-", "--model", "last", "--json"], input=PATHS.encode(),
                              capture_output=True, env=tandem.ENVIRONMENT, timeout=tandem.RUN_LIMIT)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual({"A": 1, "B": 5, "C": 1}, self.credits(json.loads(done.stdout)))

    def test_as_csv_and_in_words(self):
        rows = list(csv.DictReader(io.StringIO(self.ask(PATHS, "--model", "linear", "--csv").out)))
        self.assertAlmostEqual(sum(float(row["conversions"]) for row in rows), 7)
        self.assertNotEqual(self.ask(PATHS).out, self.ask(PATHS, "--language", "fr").out)
        self.assertEqual(0, self.ask(PATHS, "--model", "all").code)

    def test_another_separator_lets_channels_hold_the_usual_one(self):
        content = PATHS.replace(" > ", ";").replace("A", "a > b")
        answer = self.ask(content.replace("path,", "path,", 1), "--separator", ";", "--model", "first", "--json").json
        self.assertIn("a > b", self.credits(answer))

    def test_refuses_and_says_where(self):
        bad = [
            (PATHS.replace("A,1", "A,-1"), "input.csv:3: total_conversions"),
            (PATHS.replace("A,1", "A,nan"), "input.csv:3: total_conversions"),
            (PATHS.replace("A,1", "A,many"), "input.csv:3: total_conversions"),
            (PATHS.replace("path", "way"), "path"),
            ("", "input.csv"),
        ]
        for content, place in bad:
            with self.subTest(place=place):
                done = self.ask(content, "--json")
                self.assertEqual(1, done.code, done)
                self.assertIn(place, done.err)

    def test_journeys_from_touches_in_any_order(self):
        answer = self.ask(TOUCHES, "--model", "first", "--json", command="journeys").json
        credits = {name: value for name, value in self.credits(answer).items() if value}
        self.assertEqual({"social": 1}, credits)
        bad = self.ask(TOUCHES.replace("2026-03-08T09:00:00Z", "yesterday"), command="journeys")
        self.assertEqual(1, bad.code, bad)
        self.assertIn("input.csv:2: at", bad.err)

    @tandem.needs_shared
    def test_the_reference_data(self):
        answer = tandem.run("attribute", tandem.SHARED / "attribution/PathData.csv", "--model", "markov", "--json").json
        credits = self.credits(answer)
        for channel, wanted in {"alpha": 5344.95, "iota": 3884.61, "beta": 2527.35, "mi": 1.72}.items():
            self.assertAlmostEqual(credits[channel], wanted, delta=0.01)


if __name__ == "__main__":
    unittest.main()
