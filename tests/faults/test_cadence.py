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
        if not isinstance(scenario, (str, bytes)):
            scenario = json.dumps(scenario)
        path.write_bytes(scenario if isinstance(scenario, bytes) else scenario.encode())
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
        self.assertEqual([row["name"] for row in rows], ["X", "Y"])
        self.assertAlmostEqual(734.2, sum(float(row["value"]) for row in rows))
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
            (SCENARIO | {"segments": [X | {"leads": 1e300}]}, "segments[0].leads"),
            (SCENARIO | {"segments": [X | {"value": "much"}]}, "segments[0].value"),
            (SCENARIO | {"attempt_minutes": 0}, "attempt_minutes"),
            (json.dumps(SCENARIO).replace("300", "NaN"), "line 1, column"),
            (json.dumps(SCENARIO).replace("300", "1e999"), "capacity_minutes"),
            (json.dumps(SCENARIO).replace("X", "Z\xe9").encode("latin-1"), "line 1, column"),
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
        report = done.json
        self.assertEqual((5897, 4755), (report["rows"], report["leads"]))
        first, second, third = report["attempts"][:3]
        self.assertEqual((4755, 2107, 772, 297, 199, 72),
                         tuple(row[key] for row in (first, second, third) for key in ("at_risk", "events")))
        for row in report["attempts"]:
            self.assertLess(row["low"], row["hazard"])
            self.assertGreater(row["high"], row["hazard"])
            # Between the published figure and the data, the nearer to the data the more there are.
            own = row["events"] / row["at_risk"]
            self.assertLessEqual(min(own, row["prior"]), row["hazard"])
            self.assertGreaterEqual(max(own, row["prior"]), row["hazard"])
        self.assertGreater(first["from_data"], .99)
        self.assertLess(report["attempts"][9]["from_data"], .05)
        # Within 5 minutes is better; after that these data show no decay, and none is claimed.
        self.assertIs(True, report["delay"]["fast_matters"])
        self.assertIs(False, report["delay"]["steady_decay"])
        for effect in report["effects"]:
            self.assertEqual(effect["clear"], effect["low"] > 1 or effect["high"] < 1, effect)

    ATTEMPTS = ("lead,attempt,outcome,segment,delay\n"
                "a,1,0,shops,3\na,2,1,shops,\nb,1,0,makers,600\nc,1,1,shops,8\nc,2,0,shops,\n")

    def fit(self, content, *options):
        path = self.folder / "attempts.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tandem.run("cadence", "fit", path, *options)

    def test_fit_in_every_form(self):
        report = self.fit(self.ATTEMPTS, "--json").json
        self.assertEqual(["rows", "leads", "after_connection", "missing_attempts", "attempts"], list(report)[:5])
        self.assertEqual((5, 3, 1), (report["rows"], report["leads"], report["after_connection"]))
        rows = list(csv.DictReader(io.StringIO(self.fit(self.ATTEMPTS, "--csv").out)))
        self.assertEqual(["", "makers", "shops"], sorted({row["segment"] for row in rows}))
        self.assertAlmostEqual(report["attempts"][0]["hazard"], float(rows[0]["hazard"]))
        self.assertIn("From your data", self.fit(self.ATTEMPTS).out)
        self.assertNotIn("From your data", self.fit(self.ATTEMPTS, "--language", "fr").out)
        done = subprocess.run([tandem.PROGRAM, "cadence", "fit", "-", "--json"], input=self.ATTEMPTS.encode(),
                              capture_output=True, env=tandem.ENVIRONMENT, timeout=tandem.RUN_LIMIT)
        self.assertEqual(report, json.loads(done.stdout))
        latin = self.fit(self.ATTEMPTS.replace("shops", "b\xe9b\xe9s").encode("latin-1"), "--json")
        self.assertIn("converted to UTF-8", latin.err)
        self.assertIn("b\xe9b\xe9s", {row["segment"] for row in latin.json["segments"]})

    def test_fit_refuses_and_says_where(self):
        header = "lead,attempt,outcome,delay\n"
        for content, saying in {
            header + "a,x,1,": "attempts.csv:2: attempt: ",
            header + "a,1.5,1,": "attempts.csv:2: attempt: ",
            header + "a,0,1,": "attempts.csv:2: attempt: ",
            header + "a,1001,1,": "attempts.csv:2: attempt: ",
            header + "a,1,0,\na,1,1,": "attempts.csv:3: attempt: ",
            header + "a,1,maybe,": "attempts.csv:2: outcome: ",
            header + "a,1,1,nan": "attempts.csv:2: delay: ",
            header + "a,1,1,inf": "attempts.csv:2: delay: ",
            header + "a,1,1,-3": "attempts.csv:2: delay: ",
            header + ",1,1,": "attempts.csv:2: lead: ",
            header + "a,1,1": "attempts.csv:2: ",
            header: "attempts.csv: ",
            "": "attempts.csv",
            "lead,attemp,outcome\na,1,1\n": "--attempt",
            "lead,at,outcome\na,,1\n": "attempts.csv:2: at: ",
        }.items():
            with self.subTest(content):
                done = self.fit(content + "\n" if content else content, "--json")
                self.assertEqual(1, done.code, done)
                self.assertIn(saying, done.err)
                self.assertEqual("", done.out)


if __name__ == "__main__":
    unittest.main()
