"""tandem attribute and tandem journeys: credit from files of paths and of touches."""
import csv
import io
import subprocess
import unittest

from tandem import SHARED, Case, Run, needs_shared, run, start

HEADER = "path,total_conversions,total_conversion_value,total_null\n"
# Example B1 of the specification.
B1 = HEADER + "A > B,2,20,1\nA,1,10,3\nB > C,1,10,2\nC,0,0,2\nA > C > B,2,20,1\nA > A > B,1,10,0\n"
RULES = ["first", "last", "last_non_direct", "linear", "time_decay", "position", "w", "z", "j", "inverse_j"]


def conversions(model) -> dict:
    return {row["channel"]: row["conversions"] for row in model["channels"]}


class AttributionCase(Case):
    def assert_credits(self, expected: dict, model, places: int = 6):
        self.assertEqual(set(expected), set(conversions(model)))
        for channel, credit in conversions(model).items():
            self.assertAlmostEqual(expected[channel], credit, places, f"{model['model']} {channel}")


class Attribute(AttributionCase):
    def attribute(self, content, *args):
        return self.done("attribute", self.file("paths.csv", content), *args, "--json").json

    def assert_refused(self, content, saying: str, *args):
        self.refused("attribute", self.file("bad.csv", content), *args, saying=saying)

    def test_markov_says_what_the_page_says(self):
        answer = self.attribute(B1, "--model", "markov")
        self.assertEqual(["model", "order", "conversion_rate", "channels", "total", "unattributed", "validation",
                          "open"], list(answer))
        self.assertEqual(("markov", 1, 7 / 16), (answer["model"], answer["order"], answer["conversion_rate"]))
        self.assert_credits({"A": 5936 / 2339, "B": 21371 / 7017, "C": 9940 / 7017}, answer)
        top = answer["channels"][0]
        self.assertEqual("B", top["channel"])
        self.assertAlmostEqual(43 / 56, top["removal_effect"])
        self.assertAlmostEqual(213710 / 7017, top["value"])
        self.assert_credits({"A": 3, "B": 8 / 3, "C": 4 / 3},
                            self.attribute(B1, "--model", "markov", "--no-nulls"))
        self.assert_credits({"A": 2.8, "B": 2.8, "C": 1.4}, self.attribute(B1, "--model", "markov", "--order", "2"))
        self.assert_credits({"A": 2.8, "B": 2.8, "C": 1.4}, self.attribute(B1, "--model", "markov", "--order", "9"))

    def test_the_other_models(self):
        self.assert_credits({"A": 6, "B": 1, "C": 0}, self.attribute(B1, "--model", "first"))
        self.assert_credits({"A": 1, "B": 5, "C": 1}, self.attribute(B1, "--model", "last"))
        self.assert_credits({"A": 10 / 3, "B": 5 / 2, "C": 7 / 6}, self.attribute(B1, "--model", "linear"))
        self.assert_credits({"A": 19 / 6, "B": 8 / 3, "C": 7 / 6}, self.attribute(B1, "--model", "shapley"))
        self.assert_credits({"A": 1, "B": 5, "C": 1},
                            self.attribute(B1, "--model", "custom", "--weights", "last=2"))
        decayed = self.attribute(HEADER + "A > B,3,0,0\n", "--model", "time_decay", "--half-life", "2",
                                 "--step-days", "2")
        self.assert_credits({"A": 1, "B": 2}, decayed)

    def test_all_models_credit_everything(self):
        answer = self.attribute(B1, "--model", "all")
        self.assertEqual(RULES + ["markov", "shapley", "shapley_rate"],
                         [model["model"] for model in answer["models"]])
        for model in answer["models"]:
            self.assertAlmostEqual(7, sum(conversions(model).values()), msg=model["model"])
            self.assertAlmostEqual(70, sum(row["value"] for row in model["channels"]), msg=model["model"])

    def test_order_auto_shows_its_validation(self):
        answer = self.attribute(B1, "--model", "markov", "--order", "auto")
        self.assertEqual([1, 2, 3, 4], [score["order"] for score in answer["validation"]])
        best = max(answer["validation"], key=lambda score: score["log_likelihood"])
        self.assertEqual(best["order"], answer["order"])

    def test_without_value_and_nulls(self):
        answer = self.attribute("path,total_conversions\nA > B,2\n", "--model", "linear")
        self.assert_credits({"A": 1, "B": 1}, answer)
        self.assertIsNone(answer["channels"][0]["value"])
        self.assertEqual(1, answer["conversion_rate"])

    def test_channels_that_contain_the_separator(self):
        answer = self.attribute(HEADER + '"A > B | C",1,0,0\n', "--separator", "|", "--model", "linear")
        self.assert_credits({"A > B": .5, "C": .5}, answer)
        answer = self.attribute(HEADER + '"A>B > ""C, D""",1,0,0\n', "--model", "linear")
        self.assert_credits({"A>B": .5, '"C, D"': .5}, answer)

    def test_csv_table_french_and_standard_input(self):
        file = self.file("paths.csv", B1)
        rows = list(csv.DictReader(io.StringIO(self.done("attribute", file, "--model", "markov", "--csv").out)))
        self.assertEqual({"model": "markov", "order": "1", "channel": "B"},
                         {key: rows[0][key] for key in ("model", "order", "channel")})
        self.assertAlmostEqual(21371 / 7017, float(rows[0]["conversions"]))
        table = self.done("attribute", file, "--model", "markov").out
        for words in ("Removal effect", "3.05", "43.8%", "not what would have been lost"):
            self.assertIn(words, table)
        french = self.done("attribute", file, "--model", "all", "--language", "fr").out
        for words in ("Canal", "Linéaire", "Shapley (taux)", "C’est un crédit"):
            self.assertIn(words, french)
        child = start("attribute", "-", "--model", "first", "--json", stdin=subprocess.PIPE)
        answer = Run(0, *child.communicate(B1.encode(), timeout=60))
        self.assertEqual(0, child.returncode, answer)
        self.assert_credits({"A": 6, "B": 1, "C": 0}, answer.json)

    def test_bad_files(self):
        for line, saying in {
            '"",1,1,1': r"bad\.csv:2: path: the path is empty",
            "A >  > B,1,1,1": r"bad\.csv:2: path: step 2",
            "A,-1,0,1": r"bad\.csv:2: total_conversions: must not be negative",
            "A,1,0,-1": r"bad\.csv:2: total_null: must not be negative",
            "A,nan,0,1": r"bad\.csv:2: total_conversions: .nan. is not a finite number",
            "A,1,inf,1": r"bad\.csv:2: total_conversion_value: .inf. is not a finite number",
            "A,1e400,0,1": r"not a finite number",
            "A,1e16,0,0": r"total_conversions: the total has become too large",
            "A,6e15,0,0\nB,6e15,0,0": r"bad\.csv:3: total_conversions: the total has become too large",
            "A,1,1.7e308,0": r"total_conversion_value: the total has become too large",
            "A,0,5,1": r"total_conversion_value: a value, but no conversion",
            "A,0,0,5": r"bad\.csv: nothing converts",
            "A,1": r"bad\.csv:2: 2 values",
        }.items():
            with self.subTest(line):
                self.assert_refused(HEADER + line + "\n", saying)
        self.assert_refused(HEADER, "there is no path")
        self.assert_refused("way,total_conversions\nA,1\n", "there is no column .path.")
        for args, saying in {
            ("--order", "0"): "--order: .0. is not an order",
            ("--order", "11"): "not an order",
            ("--half-life", "0"): "--half-life: must be a number of days",
            ("--half-life", "nan"): "--half-life: must be a number of days",
            ("--model", "custom"): "--weights: the custom model needs weights",
            ("--weights", "middle=-1"): "--weights: must not be negative",
            ("--weights", "first=x"): "not a number",
            ("--weights", "top=1"): "not a weight",
            ("--separator", ""): "--separator: must not be empty",
            ("--step-days", "-1"): "--step-days: must be",
        }.items():
            with self.subTest(args):
                self.assert_refused(B1, saying, *args)

    def test_text_that_is_not_utf8(self):
        answer = self.done("attribute", self.file("latin.csv", (HEADER + "Montréal > B,1,0,0\n").encode("latin-1")),
                           "--model", "first", "--json")
        self.assert_credits({"Montréal": 1, "B": 0}, answer.json)
        self.assertIn("converted to UTF-8", answer.err)

    def test_a_path_of_a_hundred_thousand_steps(self):
        path = " > ".join("abcdefg"[i * i % 7] for i in range(100_000))
        answer = self.attribute(HEADER + path + ",1,1,1\na,1,1,1\n", "--model", "all", "--order", "2")
        for model in answer["models"]:
            self.assertAlmostEqual(2, sum(conversions(model).values()), msg=model["model"])

    def test_a_hundred_thousand_channels(self):
        lines = "".join(f"c{i} > c{i + 1},1,1,1\n" for i in range(0, 100_000, 2))
        for model in ("markov", "linear", "shapley"):
            answer = self.attribute(HEADER + lines, "--model", model)
            self.assertEqual(100_000, len(answer["channels"]))
            self.assertAlmostEqual(50_000, sum(conversions(answer).values()), 3)

    def test_rates_of_more_than_twenty_channels_are_sampled(self):
        lines = "".join(f"c{i} > c{i * 7 % 25},{i % 4},1,{i % 5}\n" for i in range(25) if i % 4)
        answer = self.attribute(HEADER + lines, "--model", "shapley_rate")
        self.assertTrue(all(row["standard_error"] >= 0 for row in answer["channels"]))
        self.assertAlmostEqual(sum(i % 4 for i in range(25)), sum(conversions(answer).values()))

    @needs_shared
    def test_the_sample_data(self):
        answer = run("attribute", SHARED / "attribution/PathData.csv", "--model", "markov", "--json").json
        self.assertEqual(.223845, round(answer["conversion_rate"], 6))
        top = answer["channels"][0]
        self.assertEqual(("alpha", .558399, 5344.95),
                         (top["channel"], round(top["removal_effect"], 6), round(top["conversions"], 2)))


class Journeys(AttributionCase):
    TOUCHES = ("contact,at,channel,value,milestone\n"
               "1,2026-01-10,B,,lead\n1,2026-01-03T00:00:00Z,A,,\n1,2026-01-17 00:00,C,700,\n"
               "2,2026-01-01,A,,\n2,2026-01-02,B,,\n"
               "3,2026-01-05,,90,\n")

    def journeys(self, content, *args):
        return self.done("journeys", self.file("touches.csv", content), *args, "--json").json

    def test_touches_in_the_same_out(self):
        decay = self.journeys(self.TOUCHES, "--model", "time_decay")
        self.assert_credits({"A": 1 / 7, "B": 2 / 7, "C": 4 / 7}, decay)
        self.assertEqual([400, 200, 100], [round(row["value"], 9) for row in decay["channels"]])
        self.assertEqual({"conversions": 1, "value": 700, "nulls": 1}, decay["total"])
        self.assertEqual({"conversions": 1, "value": 90, "nulls": 0}, decay["unattributed"])
        self.assert_credits({"A": .45, "B": .45, "C": .1}, self.journeys(self.TOUCHES, "--model", "w"))
        self.assertEqual(["model", "order", "conversion_rate", "channels", "total", "unattributed", "validation",
                          "open"], list(decay))
        near = self.journeys(self.TOUCHES, "--model", "first", "--lookback", "8")
        self.assert_credits({"A": 0, "B": 1, "C": 0}, near)

    # Ada is won, bob's opportunity is open, eve's is lost, dan is no lead.
    WAYS = ("contact,at,channel,value,milestone\n"
            "ada,2026-01-01,fair,,\nada,2026-03-01,search,,lead\nada,2026-05-30,,,opportunity\n"
            "ada,2026-06-10,call,,\nada,2026-06-20,,900,won\n"
            "bob,2026-05-01,search,,lead\nbob,2026-05-20,email,,opportunity\n"
            "eve,2026-04-01,social,,\neve,2026-04-02,,,lead\neve,2026-04-12,call,,opportunity\n"
            "eve,2026-06-01,,,lost\n"
            "dan,2026-06-15,search,,\n")

    def test_three_milestones(self):
        answer = self.journeys(self.WAYS, "--model", "linear", "--milestone", "all")
        self.assertEqual(["milestones"], list(answer))
        self.assertEqual(["lead", "opportunity", "won"], [one["milestone"] for one in answer["milestones"]])
        lead, opportunity, won = (one["models"][0] for one in answer["milestones"])
        self.assert_credits({"search": 1.5, "fair": .5, "social": 1, "email": 0, "call": 0}, lead)
        self.assertEqual({"conversions": 3, "value": 900, "nulls": 1}, lead["total"])
        self.assert_credits({"search": 1, "fair": .5, "social": .5, "email": .5, "call": .5}, opportunity)
        self.assertEqual({"conversions": 3, "value": 900, "nulls": 1}, opportunity["total"])
        self.assert_credits({"search": 1 / 3, "fair": 1 / 3, "call": 1 / 3, "social": 0, "email": 0}, won)
        self.assertEqual({"conversions": 1, "value": 900, "nulls": 2}, won["total"])
        self.assertEqual((0, 0, 1), (lead["open"], opportunity["open"], won["open"]))
        for milestone, model in ("lead", lead), ("opportunity", opportunity), ("won", won):
            self.assertEqual(model, self.journeys(self.WAYS, "--model", "linear", "--milestone", milestone))

    def test_each_lookback_is_a_setting(self):
        def of(milestone, *args):
            return self.journeys(self.WAYS, "--model", "first", "--milestone", milestone, *args)
        self.assert_credits({"search": 2, "social": 1, "fair": 0, "email": 0, "call": 0},
                            of("lead", "--lookback-lead", "58"))
        self.assert_credits({"fair": 1, "search": 1, "social": 1, "email": 0, "call": 0},
                            of("lead", "--lookback-lead", "59"))
        self.assert_credits({"search": 1, "fair": 0, "social": 0, "email": 0, "call": 0},
                            of("won", "--lookback-opportunity", "148"))
        self.assert_credits({"fair": 1, "search": 0, "social": 0, "email": 0, "call": 0},
                            of("won", "--lookback-opportunity", "149"))

    def test_an_opportunity_is_no_null_until_it_is_lost_or_stale(self):
        def of(*args):
            answer = self.journeys(self.WAYS, *args)
            return answer["total"]["nulls"], answer["open"]
        # Bob's last touch was on 20 May, the newest line of the file is of 20 June.
        self.assertEqual((2, 1), of())
        self.assertEqual((2, 1), of("--stale", "31"))
        self.assertEqual((3, 0), of("--stale", "30"))
        self.assertEqual((2, 1), of("--as-of", "2026-11-15"))
        self.assertEqual((3, 0), of("--as-of", "2026-11-16"))
        lost = self.WAYS + "bob,2026-06-18,,,lost\n"
        self.assertEqual(3, self.journeys(lost)["total"]["nulls"])

    def test_milestones_read_as_tables(self):
        file = self.file("touches.csv", self.WAYS)
        table = self.done("journeys", file, "--milestone", "all", "--model", "linear").out
        for words in ("Lead  Opportunity   Won", "Won: 1 conversions in 3 journeys: 33.3%",
                      "Open opportunities, left out until they are won, lost or stale: 1"):
            self.assertIn(words, table)
        every = self.done("journeys", file, "--milestone", "all", "--model", "all", "--language", "fr").out
        for words in ("Prospect\n", "Opportunité\n", "Gagné\n", "Linéaire", "Opportunités en cours"):
            self.assertIn(words, every)
        rows = list(csv.DictReader(io.StringIO(
            self.done("journeys", file, "--milestone", "all", "--model", "markov", "--csv").out)))
        self.assertEqual(15, len(rows))
        self.assertEqual({"lead", "opportunity", "won"}, {row["milestone"] for row in rows})
        self.assertAlmostEqual(3, sum(float(row["conversions"]) for row in rows if row["milestone"] == "lead"))

    def test_accounts_and_doubles(self):
        touches = ("contact,at,channel,milestone,account,id\n"
                   "ada,2026-01-01,fair,,acme,f1\nada,2026-01-01,fair,,acme,f1\nbob,2026-01-02,email,,acme,\n"
                   "bob,2026-01-02,email,,acme,\ncy,2026-01-03,,won,acme,\nacme,2026-01-01,ad,,,\n")
        answer = self.journeys(touches, "--model", "linear")
        self.assert_credits({"fair": 1 / 3, "email": 2 / 3, "ad": 0}, answer)
        self.assertEqual({"conversions": 1, "value": 0, "nulls": 1}, answer["total"])

    def test_as_paths_say_it(self):
        """Example B1 as touches of contacts."""
        lines, contact = ["contact,at,channel,milestone"], 0
        for row in csv.DictReader(io.StringIO(B1)):
            channels = row["path"].split(" > ")
            for ending in ["conversion"] * int(row["total_conversions"]) + [""] * int(row["total_null"]):
                contact += 1
                lines += [f"{contact},2026-01-{day:02},{channel},{ending if day == len(channels) else ''}"
                          for day, channel in enumerate(channels, 1)]
        touches = self.file("touches.csv", "\n".join(lines) + "\n")
        there = self.done("journeys", touches, "--model", "all", "--json").json["models"]
        paths = self.done("attribute", self.file("paths.csv", B1), "--model", "all", "--json").json["models"]
        for one, other in zip(there, paths):
            self.assert_credits(conversions(other), one)
        auto = self.done("journeys", touches, "--model", "markov", "--order", "auto", "--json").json
        self.assertEqual(4, len(auto["validation"]))

    def test_text_that_is_not_utf8(self):
        touches = "contact,at,channel,value\nZo\xe9,2026-01-01,Montr\xe9al,5\n".encode("latin-1")
        answer = self.done("journeys", self.file("latin.csv", touches), "--json")
        self.assert_credits({"Montr\xe9al": 1}, answer.json)
        self.assertIn("converted to UTF-8", answer.err)

    def test_channels_are_told_apart_whatever_they_contain(self):
        answer = self.journeys('contact,at,channel,value\n1,2026-01-01,A > B,\n1,2026-01-02,"C, ""D""",1\n'
                               '2,2026-01-01,A,1\n', "--model", "linear")
        self.assert_credits({"A > B": .5, 'C, "D"': .5, "A": 1}, answer)

    def test_a_hundred_thousand_channels_and_touches(self):
        many = "contact,at,channel,value\n" + "".join(
            f"{i // 2},2026-01-0{1 + i % 2},c{i},{i % 2}\n" for i in range(100_000))
        long = "contact,at,channel,value\n" + "".join(
            f"1,2026-01-01T{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02},{'abcdefg'[i * i % 7]},\n"
            for i in range(86_000)) + "1,2026-01-02,a,1\n"
        for model in ("markov", "linear", "shapley"):
            answer = self.journeys(many, "--model", model)
            self.assertEqual(100_000, len(answer["channels"]))
            self.assertAlmostEqual(50_000, sum(conversions(answer).values()), 3)
            self.assertAlmostEqual(1, sum(conversions(self.journeys(long, "--model", model)).values()))

    def test_bad_files(self):
        header = "contact,at,channel,value,milestone\n"
        for line, saying in {
            ",2026-01-01,A,1,": r"bad\.csv:2: contact: says of no contact",
            "1,yesterday,A,1,": r"bad\.csv:2: at: .yesterday. is not a date we can read",
            "1,1850-01-01,A,1,": r"bad\.csv:2: at: .1850-01-01. is not a possible date",
            "1,2026-01-01,,,": r"bad\.csv:2: channel: a touch needs a channel",
            "1,2026-01-01,A,-5,": r"bad\.csv:2: value: must not be negative",
            "1,2026-01-01,A,nan,": r"bad\.csv:2: value: .nan. is not a finite number",
            "1,2026-01-01,A,1.7e308,": r"bad\.csv:2: value: the total has become too large",
            "1,2026-01-01,A,,bought": r"bad\.csv:2: milestone: .bought. is not one of",
            "1,2026-01-01,A,5,lead": r"bad\.csv:2: value: a value, but no conversion",
            "1,2026-01-01,A,5,lost": r"bad\.csv:2: value: a value, but no conversion",
            "1,2026-01-01,A,,": r"bad\.csv: nothing converts",
        }.items():
            with self.subTest(line):
                self.refused("journeys", self.file("bad.csv", header + line + "\n"), saying=saying)
        self.refused("journeys", self.file("bad.csv", header), saying="there is no touch")
        good = self.file("good.csv", header + "1,2026-01-01,A,1,\n")
        for option in "--lookback", "--lookback-lead", "--lookback-opportunity", "--stale":
            for days in "-1", "nan", "1e6":
                self.refused("journeys", good, option, days, saying=option + ": must be")
        self.refused("journeys", good, "--as-of", "soon", saying="--as-of: .soon. is not a day")
        self.refused("journeys", good, "--milestone", "lead", saying=r"good\.csv: no line .* milestone lead")
        self.refused("journeys", self.file("none.csv", header + "1,2026-01-01,A,,\n"), "--milestone", "all",
                     saying="nothing converts")


if __name__ == "__main__":
    unittest.main()
