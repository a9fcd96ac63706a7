"""tandem cadence from outside: the worked example, its other forms, and what it refuses."""
import csv
import io
import json
import subprocess
import tempfile
import pathlib
import unittest

import tandem

X = {"name": "X", "leads": 10, "value": 100, "hazards": [0.4, 0.2, 0.1]}
Y = {"name": "Y", "leads": 20, "value": 60, "hazards": [0.2, 0.1, 0.05]}
SCENARIO = {"capacity_minutes": 300, "attempt_minutes": 5, "conversation_minutes": 15, "segments": [X, Y]}


class Cadence(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def ask(self, scenario, *options):
        path = self.folder / "scenario.json"
        path.write_text(scenario if isinstance(scenario, str) else json.dumps(scenario))
        return tandem.run("cadence", path, *options)

    def test_the_worked_example(self):
        answer = self.ask(SCENARIO, "--json").json
        self.assertAlmostEqual(answer["value"], 734.2, places=6)
        self.assertAlmostEqual(answer["upper_bound"], 734.2, places=6)
        self.assertAlmostEqual(answer["price_per_minute"], 1.5, places=6)
        self.assertAlmostEqual(answer["value_of_one_more_hour"], 90, places=6)
        self.assertEqual([s["name"] for s in answer["segments"]], ["X", "Y"])
        self.assertEqual(answer["segments"][0]["attempts"], 3)
        self.assertAlmostEqual(answer["fixed"]["3 attempts, first in first out"], 530.149, places=3)

    def test_as_csv_and_in_words(self):
        rows = list(csv.DictReader(io.StringIO(self.ask(SCENARIO, "--csv").out)))
        self.assertEqual([row["name" if "name" in row else "segment"] for row in rows], ["X", "Y"])
        self.assertIn("734", self.ask(SCENARIO).out)
        self.assertNotEqual(self.ask(SCENARIO).out, self.ask(SCENARIO, "--language", "fr").out)

    def test_from_standard_input(self):
        done = subprocess.run([tandem.PROGRAM, "cadence", "-", "--json"], input=json.dumps(SCENARIO).encode(),
                              capture_output=True, env=tandem.ENVIRONMENT, timeout=tandem.RUN_LIMIT)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertAlmostEqual(json.loads(done.stdout)["value"], 734.2, places=6)

    def test_refuses_and_says_where(self):
        bad = [
            (SCENARIO | {"segments": [X | {"hazards": [0.4, -0.1]}]}, "segments[0].hazards[1]"),
            (SCENARIO | {"segments": [X, Y | {"hazards": [1.5]}]}, "segments[1].hazards[0]"),
            (SCENARIO | {"segments": []}, "segments"),
            (SCENARIO | {"capacity_minutes": -1}, "capacity_minutes"),
            (SCENARIO | {"segments": [X | {"leads": -3}]}, "segments[0].leads"),
            (SCENARIO | {"segments": [X | {"colour": 1}]}, "colour"),
            ("{\"capacity_minutes\": ", "scenario.json"),
            ("", "scenario.json"),
        ]
        for scenario, place in bad:
            with self.subTest(place=place):
                done = self.ask(scenario, "--json")
                self.assertEqual(1, done.code, done)
                self.assertIn(place, done.err)
                self.assertEqual("", done.out)

    def test_no_capacity_is_an_empty_plan(self):
        answer = self.ask(SCENARIO | {"capacity_minutes": 0}, "--json").json
        self.assertEqual(0, answer["value"])
        self.assertAlmostEqual(answer["price_per_minute"], 3.636364, places=6)

    @tandem.needs_shared
    def test_fit_claims_what_the_data_shows(self):
        file = tandem.SHARED / "followup/bpic2012_lead_followup_attempts.csv"
        done = tandem.run("cadence", "fit", file, "--json")
        self.assertEqual(0, done.code, done)
        self.assertIn("low", done.out)
        self.assertIn("high", done.out)


if __name__ == "__main__":
    unittest.main()
