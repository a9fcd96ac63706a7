"""tandem drift: the report in each form, and bad input refused where it stands."""
import csv
import io
import json
import unittest

import tandem
from tandem import SHARED, Case, csv_text, needs_shared

CHANNELS = {"online": 50, "shop": 30, "market": 20}
MEASURES = {"attribute", "kind", "customers", "psi", "psi_critical", "jsd_bits", "total_variation", "q", "flagged",
            "values"}


def attribute(name="channel", weights=None, **more):
    values = [{"value": value, "weight": weight} for value, weight in (weights or CHANNELS).items()]
    return {"name": name, "values": values, **more}


def declaration(*attributes, **more):
    return json.dumps({"personas": [{"name": "Shop", "attributes": list(attributes) or [attribute()], **more}]})


def customers(counts, column="channel", **fixed):
    lines = [[value, *fixed.values()] for value, count in counts.items() for _ in range(count)]
    return csv_text([column, *(fixed or {"n": 0})], [line if fixed else [*line, i] for i, line in enumerate(lines)])


class Drift(Case):
    def drift(self, declared, table, *args):
        return self.done("drift", self.file("declared.json", declared), self.file("customers.csv", table), *args)

    def not_taken(self, declared, table, saying, *args):
        return self.refused("drift", self.file("declared.json", declared), self.file("customers.csv", table), *args,
                            saying=saying)

    def test_json(self):
        report = self.drift(declaration(), customers({"online": 20, "shop": 30, "market": 50}), "--json").json
        self.assertEqual((100, True), (report["customers"], report["enough"]))
        channel, = report["attributes"]
        self.assertLessEqual(MEASURES, set(channel))
        self.assertIs(True, channel["flagged"])
        self.assertAlmostEqual(.541322, channel["psi"], 6)
        self.assertAlmostEqual(.0599, channel["psi_critical"], 4)
        self.assertAlmostEqual(54.977, channel["g"], 3)
        self.assertEqual(["online", "shop", "market"], [value["value"] for value in channel["values"]])
        self.assertAlmostEqual(50.5 / 101.5 / .2, channel["values"][2]["lift"])
        self.assertIs(True, channel["weights_scaled"])

    def test_text_in_both_languages(self):
        table = customers({"online": 20, "shop": 30, "market": 50})
        said = self.drift(declaration(), table).out
        self.assertIn("30% of customers would have to change", said)
        self.assertIn("drifts", said)
        said = self.drift(declaration(), table, "--language", "fr").out
        self.assertIn("des clients devraient changer", said)
        self.assertIn("dérive", said)

    def test_csv(self):
        out = self.drift(declaration(), customers({"online": 20, "shop": 30, "market": 50, "fair, abroad": 5}), "--csv")
        lines = list(csv.DictReader(io.StringIO(out.out)))
        self.assertEqual(["online", "shop", "market", ""], [line["value"] for line in lines])
        self.assertEqual("undeclared", lines[3]["level"])
        self.assertEqual("5", lines[3]["value_customers"])

    def test_standard_input(self):
        declared = self.file("declared.json", declaration())
        child = tandem.start("drift", declared, "-", "--json", stdin=tandem.subprocess.PIPE)
        out, err = child.communicate(customers({"online": 50}).encode(), timeout=30)
        self.assertEqual(0, child.returncode, err)
        self.assertEqual(50, json.loads(out)["customers"])
        self.refused("drift", "-", "-", saying="standard input")

    def test_too_few_customers(self):
        table = customers({"online": 29})
        self.assertIn("Not enough customers yet", self.drift(declaration(), table).out)
        report = self.drift(declaration(), table, "--json").json
        self.assertIs(False, report["enough"])
        self.assertIsNone(report["attributes"][0]["psi"])

    def test_only_a_header(self):
        result = self.tandem("drift", self.file("declared.json", declaration()),
                             self.file("customers.csv", "channel,n\n"))
        self.assertIn(result.code, (0, 1), result)
        self.assertNotIn("drifts", result.out)

    def test_bad_declarations(self):
        table = customers({"online": 50})
        for weight, saying in ((-1, r"values\[0\]\.weight: must not be negative"), (0, "above 0"),
                               ("NaN", "not valid JSON"), ("1e999", "must be a number"), ("1e305", "too large")):
            declared = declaration(attribute(weights={"online": 12345})).replace("12345", str(weight))
            self.not_taken(declared, table, saying)
        twice = json.loads(declaration())
        twice["personas"][0]["attributes"] *= 2
        self.not_taken(json.dumps(twice), table, r"declared\.json: personas\[0\]\.attributes\[1\]\.name: .*twice")
        twice = json.loads(declaration())
        twice["personas"] *= 2
        self.not_taken(json.dumps(twice), table, r"personas\[1\]\.name: .*twice")
        self.not_taken(declaration({"name": "channel"}), table, "one way")
        self.not_taken(declaration({"name": "channel", "value": []}), table, "not a field")
        self.not_taken("", table, "JSON")
        self.not_taken(b"\xff\xfe\x00{", table, "JSON")

    def test_bad_tables(self):
        self.not_taken(declaration(), "", "empty")
        missing = self.not_taken(declaration(attribute("chanel")), customers({"online": 50}), "no column")
        self.assertIn("declared.json: personas[0].attributes[0].name", missing.err)
        numeric = declaration({"name": "n", "range": {"low": 0, "high": 9}})
        for bad in ("NaN", "inf", "1e999", "1e301", "many"):
            table = customers({"online": 40}) + f"online,{bad}\n"
            self.not_taken(numeric, table, r"customers\.csv:42: n: .*" + bad)
        self.assertEqual(0, self.drift(numeric, customers({"online": 40}) + "online,1e300\n").code)
        report = self.drift(numeric, customers({"online": 40}) + "online,NaN\n", "--unknown", "NaN", "--json").json
        self.assertEqual(1, report["attributes"][0]["unknown"])

    def test_known_of_nobody(self):
        said = self.drift(declaration(), "channel,n\n" + ",1\n" * 40)
        self.assertIn("not known of any customer", said.out)
        report = self.drift(declaration(), "channel,n\n" + ",1\n" * 40, "--json").json
        self.assertEqual("unknown_for_all", report["attributes"][0]["status"])

    def test_a_hundred_thousand_different_values(self):
        table = "channel,n\n" + "".join(f"value {i},1\n" for i in range(100_000))
        channel, = self.drift(declaration(), table, "--json").json["attributes"]
        self.assertEqual(100_000, channel["undeclared_values"])
        self.assertEqual(5, len(channel["undeclared"]))
        self.assertEqual(4, len(channel["values"]))

    def test_another_encoding(self):
        table = customers({"café": 40}).encode("latin-1")
        declared = declaration(attribute(weights={"café": 1}))
        channel, = self.drift(declared, table, "--json").json["attributes"]
        self.assertEqual(40, channel["values"][0]["customers"])

    def test_each_persona_and_what_became_of_it(self):
        declared = json.dumps({"personas": [{"name": name, "attributes": [attribute()]} for name in ("A", "B")]})
        rows = [["online", "A", "yes", 10] for _ in range(40)] + [["shop", "B", "no", ""] for _ in range(40)]
        table = csv_text(["channel", "who", "won", "margin"], rows + [["shop", "C", "yes", 1]])
        args = ("--persona", "who", "--won", "won", "--margin", "margin")
        report = self.drift(declared, table, *args, "--json").json
        self.assertEqual((41, 1), (report["customers"], report["of_no_persona"]))
        first, second = report["personas"]
        self.assertEqual((40, True), (first["customers"], first["enough"]))
        self.assertEqual(10, first["outcome"]["mean_margin"])
        self.assertEqual((0, 0), (second["customers"], second["outcome"]["won"]))
        self.assertIn("“B” never bought", self.drift(declared, table, *args).out)
        self.not_taken(declared, table.replace("yes", "perhaps"), r"customers\.csv:2: won: .*perhaps", *args)


@needs_shared
class RealCustomers(Case):
    def test_sellers_of_a_marketplace(self):
        declared = declaration(
            attribute("lead_type", {"online_medium": 40, "online_big": 40, "industry": 20}),
            attribute("business_type", {"reseller": 70, "manufacturer": 29, "other": 1}),
            {"name": "declared_product_catalog_size", "range": {"low": 10, "high": 500}})
        report = self.done("drift", self.file("declared.json", declared),
                           SHARED / "olist/olist_closed_deals_dataset.csv", "--json").json
        self.assertEqual(842, report["customers"])
        by_name = {each["attribute"]: each for each in report["attributes"]}
        self.assertEqual("declared_product_catalog_size", report["attributes"][0]["attribute"])  # 773 not known
        self.assertEqual(773, report["attributes"][0]["unknown"])
        self.assertIs(True, by_name["lead_type"]["flagged"])
        self.assertIs(False, by_name["business_type"]["flagged"])
        counts = {value["value"]: value["customers"] for value in by_name["lead_type"]["values"]
                  if value["level"] == "declared"}
        self.assertEqual({"online_medium": 332, "online_big": 126, "industry": 123}, counts)
        self.assertEqual({"value": "offline", "customers": 104}, by_name["lead_type"]["undeclared"][0])


if __name__ == "__main__":
    unittest.main()
