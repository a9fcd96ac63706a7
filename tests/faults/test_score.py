"""tandem score: from outside, on files as people have them."""
import csv
import io
import json
import subprocess
import unittest

from tandem import ENVIRONMENT, PROGRAM, SHARED, Case, csv_text, needs_shared

LEADS = SHARED / "scoring/x_education_leads.csv"
FILLED_IN_LATER = ["Tags", "Lead Quality", "Lead Profile", "Asymmetrique Activity Index", "Asymmetrique Profile Index",
                   "Asymmetrique Activity Score", "Asymmetrique Profile Score", "Last Activity",
                   "Last Notable Activity"]
HEADER = ["id", "day", "pages", "source", "won"]


def scrambled(i: int, of: int) -> int:
    return (i * 2654435761 % 4294967296) * of // 4294967296


def rows(count: int) -> list[list]:
    """Leads that convert the more likely, the more pages they saw."""
    made = []
    for i in range(count):
        pages = scrambled(i + 7, 20)
        source = ["webinar", "search", "fair"][scrambled(i * 3 + 1, 3)]
        chance = 0.1 + pages / 30 + (0.2 if source == "webinar" else 0)
        won = scrambled(i * 5 + 3, 1000) < chance * 1000
        day = f"2026-{1 + i * 12 // count:02}-{1 + i % 28:02}"
        made.append([f"lead-{i}", day, pages, source, "yes" if won else "no"])
    return made


class Score(Case):
    def leads(self, count: int = 1500, name: str = "leads.csv"):
        return self.file(name, csv_text(HEADER, rows(count)))

    def train(self, *args, **options):
        return self.done("score", "train", *args, "--label", "won", **options)

    def model(self, *args):
        path = self.folder / "model.json"
        self.train(self.leads(), "--order-by", "day", "--save", path, *args)
        return path

    def refused_file(self, content, saying: str, *args):
        return self.refused("score", "train", self.file("bad.csv", content), "--label", "won", *args, saying=saying)

    def test_json_has_the_keys_that_programs_rely_on(self):
        said = self.train(self.leads(), "--order-by", "day", "--json").json
        for key in ("random", "ordered", "promoted", "why", "reasons", "leaks", "dropped", "base_rate"):
            self.assertIn(key, said)
        for test in (said["random"], said["ordered"]):
            for key in ("auc", "brier", "log_loss", "top_half", "calibration", "lift"):
                self.assertIn(key, test)
            self.assertEqual(10, len(test["calibration"]))
        self.assertIs(True, said["promoted"], said["why"])
        self.assertEqual("pages", said["reasons"][0]["column"])
        self.assertEqual({"day": "order", "id": "identifier"},
                         {column["column"]: column["reason"] for column in said["dropped"]})

    def test_the_same_file_gives_the_same_model(self):
        one, other = self.folder / "one.json", self.folder / "other.json"
        leads = self.leads()
        self.train(leads, "--order-by", "day", "--save", one)
        self.train(leads, "--order-by", "day", "--save", other)
        self.assertEqual(one.read_bytes(), other.read_bytes())

    def test_standard_input_and_french(self):
        with open(self.leads(), "rb") as leads:
            said = subprocess.run([PROGRAM, "--language", "fr", "score", "train", "-", "--label", "won", "--order-by",
                                   "day"], stdin=leads, capture_output=True, env=ENVIRONMENT, check=True).stdout.decode()
        self.assertIn("Promu", said)
        self.assertIn("Les probabilités se sont-elles vérifiées", said)

    def test_without_an_order_it_is_not_promoted(self):
        said = self.train(self.leads(), "--json").json
        self.assertIs(False, said["promoted"])
        self.assertEqual("no_order", said["verdict"])
        self.assertIsNone(said["ordered"])

    def test_few_customers_leave_the_explicit_score(self):
        said = self.train(self.leads(150), "--order-by", "day", "--json").json
        self.assertEqual("few_positives", said["verdict"])
        self.assertIn("explicit score", said["why"])

    def test_rows_without_a_label_are_left_out(self):
        table = rows(600)
        for row in table[:50]:
            row[4] = ""
        said = self.train(self.file("open.csv", csv_text(HEADER, table)), "--json").json
        self.assertEqual((550, 50), (said["rows"], said["unlabelled"]))

    def test_labels_that_are_none(self):
        self.refused_file("pages,won\n1,yes\n2,perhaps\n", "bad.csv:3: won: “perhaps” is not an outcome")
        self.refused_file("pages,won\n1,yes\n2,yes\n", "same outcome")
        self.refused_file("pages,won\n1,\n2,\n", "no leads")
        self.refused_file("pages,won\n", "no leads")
        self.refused_file("pages,sold\n1,0\n", "no column “won”")
        self.refused_file("", "is empty")

    def test_orders_that_are_none(self):
        content = "day,pages,won\n2026-01-01,1,yes\n{},2,no\n"
        self.refused_file(content.format(""), "bad.csv:3: day: .* missing", "--order-by", "day")
        self.refused_file(content.format("soon"), "bad.csv:3: day: “soon” orders nothing", "--order-by", "day")
        self.refused_file(content.format("NaN"), "bad.csv:3: day:", "--order-by", "day")
        self.refused_file(content.format("2026-02-30"), "bad.csv:3: day:", "--order-by", "day")
        self.refused_file(content.format("2026-01-02"), "by the label", "--order-by", "won")
        self.refused_file(content.format("2026-01-02"), "no column “x”", "--exclude", "x")

    def test_columns_of_no_use(self):
        self.refused_file("one,won\n1,yes\n1,no\n", "no column is of use")
        table = [[*row, "No", ""] for row in rows(400)]
        said = self.train(self.file("dull.csv", csv_text([*HEADER, "dull", "void"], table)), "--json").json
        dropped = {column["column"]: column["reason"] for column in said["dropped"]}
        self.assertEqual(("constant", "empty"), (dropped["dull"], dropped["void"]))

    def test_numbers_that_are_none_and_enormous_ones(self):
        table = rows(600)
        for i, odd in enumerate(["NaN", "inf", "-inf", "1e300", "-1e300", "1e999"]):
            table[i * 7][2] = odd
        said = self.train(self.file("odd.csv", csv_text(HEADER, table)), "--order-by", "day", "--json").json
        self.assertEqual([{"column": "pages", "rows": 3}], said["unreadable"])
        self.assertGreater(said["ordered"]["auc"], 0.6)

    def test_names_that_come_twice_and_another_encoding(self):
        table = [[*row, row[2], "Orléans" if i % 3 else "Créteil"] for i, row in enumerate(rows(400))]
        content = csv_text([*HEADER, "pages", "ville"], table).encode("latin-1")
        model = self.folder / "model.json"
        result = self.train(self.file("latin.csv", content), "--save", model)
        self.assertIn("converted to UTF-8", result.err)
        columns = [column["column"] for column in json.loads(model.read_text())["columns"]]
        self.assertEqual(["pages", "source", "pages (2)", "ville"], [c for c in columns if c != "day"])

    def test_a_category_of_ten_thousand_levels(self):
        table = [[*row, f"campaign {i % 10000}"] for i, row in enumerate(rows(12000))]
        said = self.train(self.file("wide.csv", csv_text([*HEADER, "campaign"], table)), "--order-by", "day",
                          "--json").json
        self.assertIn({"column": "campaign", "reason": "rare"}, said["dropped"])

    def test_separable_leads_and_leaks(self):
        table = [[*row, "signed" if row[4] == "yes" else "dropped"] for row in rows(800)]
        said = self.train(self.file("leak.csv", csv_text([*HEADER, "Deal status"], table)), "--order-by", "day",
                          "--json").json
        self.assertEqual(1, said["ordered"]["auc"])
        self.assertEqual("Deal status", said["leaks"][0]["column"])
        self.assertEqual({"predicts_alone", "outcome"}, set(said["leaks"][0]["signs"]))

    def test_more_columns_than_rows(self):
        header = ["won", *(f"c{i}" for i in range(40))]
        table = [["yes" if i % 2 else "no", *((i * j) % 7 for j in range(40))] for i in range(12)]
        self.assertEqual("few_positives",
                         self.train(self.file("short.csv", csv_text(header, table)), "--json").json["verdict"])

    def test_apply_gives_each_lead_a_probability_and_its_reasons(self):
        model = self.model()
        new = self.file("new.csv", csv_text(["source", "pages", "day", "id"],
                                            [["webinar", 19, "2026-12-30", "a"], ["search", 0, "2026-12-31", "b"],
                                             ["never seen", "", "", "c"], ["fair", "many", "", "d"]]))
        result = self.done("score", "apply", model, new, "--keep", "id", "--json")
        self.assertIs(True, result.json["promoted"])
        leads = result.json["rows"]
        self.assertEqual([2, 3, 4, 5], [lead["line"] for lead in leads])
        self.assertEqual(["a", "b", "c", "d"], [lead["kept"]["id"] for lead in leads])
        self.assertGreater(leads[0]["probability"], 0.6)
        self.assertLess(leads[1]["probability"], 0.4)
        self.assertEqual("pages", leads[0]["up"][0]["column"])
        self.assertGreater(leads[0]["up"][0]["odds"], 1)
        self.assertLess(leads[1]["down"][0]["odds"], 1)
        self.assertRegex(leads[0]["up"][0]["words"], r"pages “19” ×\d")
        self.assertIn("pages: 1 values that are no finite number", result.err)
        table = list(csv.reader(io.StringIO(self.done("score", "apply", model, new, "--keep", "id", "--csv").out)))
        self.assertEqual(["line", "id", "probability", "up", "down"], table[0])
        self.assertAlmostEqual(leads[0]["probability"], float(table[1][2]), 5)
        self.assertIn("Speaks for", self.done("score", "apply", model, new).out)

    def test_apply_warns_of_a_model_that_was_not_promoted(self):
        model = self.folder / "model.json"
        self.train(self.leads(), "--save", model)
        self.assertIn("not promoted", self.done("score", "apply", model, self.leads(20)).err)

    def test_apply_refuses_what_it_cannot_score(self):
        model = self.model()
        self.refused("score", "apply", model, self.file("x.csv", "day,colour\n1,red\n"),
                     saying="x.csv: the model needs columns that the file does not have: “pages”, “source”")
        self.refused("score", "apply", self.leads(20), self.leads(20), saying="leads.csv")
        self.refused("score", "apply", self.file("m.json", '{"a": 1}'), self.leads(20), saying="m.json: .*not a model")
        later = json.loads(model.read_text()) | {"version": 7}
        self.refused("score", "apply", self.file("m.json", json.dumps(later)), self.leads(20), saying="version 7")
        short = json.loads(model.read_text())
        short["weights"].pop()
        self.refused("score", "apply", self.file("m.json", json.dumps(short)), self.leads(20),
                     saying="m.json: weights: .*damaged")
        self.refused("score", "apply", "-", "-", saying="standard input")
        self.refused("score", "apply", self.folder / "none.json", self.leads(20), saying="no file")

    def test_a_model_that_cannot_be_written(self):
        self.refused("score", "train", self.leads(200), "--label", "won", "--save", "/nowhere/model.json",
                     saying="cannot be written")


@needs_shared
class XEducation(Case):
    def test_without_the_columns_that_leak(self):
        model = self.folder / "model.json"
        said = self.done("score", "train", LEADS, "--label", "Converted", "--order-by", "Lead Number", "--exclude",
                         ",".join(FILLED_IN_LATER), "--save", model, "--json").json
        self.assertGreaterEqual(said["ordered"]["auc"], 0.86)
        self.assertLess(said["ordered"]["brier"], 0.14)
        self.assertIs(True, said["promoted"])
        self.assertEqual([], said["leaks"])
        scored = self.done("score", "apply", model, LEADS, "--csv").out.splitlines()
        self.assertEqual(9241, len(scored))

    def test_with_them_they_are_pointed_out(self):
        said = self.done("score", "train", LEADS, "--label", "Converted", "--order-by", "Lead Number", "--json").json
        self.assertGreater(said["ordered"]["auc"], 0.97)
        self.assertEqual(set(FILLED_IN_LATER), {leak["column"] for leak in said["leaks"]})
        self.assertEqual("Tags", said["leaks"][0]["column"])


if __name__ == "__main__":
    unittest.main()
