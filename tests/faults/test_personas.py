"""tandem personas suggest: groups that are there, groups that are not, and bad input refused where it stands."""
import csv
import io
import json
import random
import unittest

import tandem
from tandem import SHARED, Case, csv_text, needs_shared

QUICK = ("--starts", "5", "--resamples", "10")


def three_kinds(rows=300):
    """Shops, beginners and makers, each mostly as their kind is."""
    rng = random.Random(3)
    lines = []
    for i in range(rows):
        kind = i % 3
        other = rng.randrange(3) if rng.random() < .1 else kind
        lines.append([f"c{i}", ["offline", "online", "fair"][other], ["shop", "beginner", "maker"][kind],
                      round(rng.gauss([5, 20, 80][kind], 3), 1), "Canada", ["yes", "no", ""][kind], 100 * kind])
    return csv_text(["customer_id", "channel", "trade", "employees", "country", "won", "margin"], lines)


def noise(rows=300):
    rng = random.Random(8)
    lines = [[*(rng.choice("abcd") for _ in range(4)), *(f"{rng.gauss(0, 1):.3f}" for _ in range(4))]
             for _ in range(rows)]
    return csv_text(["a", "b", "c", "d", "w", "x", "y", "z"], lines)


class Suggest(Case):
    def suggest(self, table, *args):
        return self.done("personas", "suggest", self.file("customers.csv", table), *QUICK, *args)

    def not_taken(self, table, saying, *args):
        return self.refused("personas", "suggest", self.file("customers.csv", table), *args, saying=saying)

    def test_json(self):
        found = self.suggest(three_kinds(), "--won", "won", "--margin", "margin", "--json").json
        self.assertIs(True, found["stable"])
        self.assertEqual(3, found["k"])
        self.assertEqual({"3", "4", "5"}, set(found["stability"]))
        self.assertGreater(found["stability"]["3"], .9)
        self.assertEqual(3, len(found["personas"]))
        self.assertEqual(300, sum(persona["customers"] for persona in found["personas"]))
        columns = {each["column"]: (each["use"], each["why"]) for each in found["columns"]}
        self.assertEqual({"customer_id": ("ignored", "identifier"), "channel": ("categorical", "none"),
                          "trade": ("categorical", "none"), "employees": ("numeric", "none"),
                          "country": ("ignored", "one_value"), "won": ("ignored", "outcome"),
                          "margin": ("ignored", "outcome")}, columns)
        rates = {persona["numbers"][0]["median"] > 50: persona["outcome"]["win_rate"] for persona in found["personas"]}
        self.assertIsNone(rates[True])  # nothing is known of the makers' outcome

    def test_the_same_seed_gives_the_same_answer(self):
        one = self.suggest(three_kinds(), "--json", "--seed", "5").out
        self.assertEqual(one, self.suggest(three_kinds(), "--json", "--seed", "5").out)

    def test_noise(self):
        found = self.suggest(noise(), "--json").json
        self.assertIs(False, found["stable"])
        self.assertEqual([], found["personas"])
        self.assertIsNone(found["k"])
        self.assertIn("No stable personas", self.suggest(noise()).out)
        self.assertIn("Aucun persona stable", self.suggest(noise(), "--language", "fr").out)

    def test_text_and_csv(self):
        said = self.suggest(three_kinds(), "--ignore", "won,margin").out
        self.assertIn("3 stable personas among 300 customers", said)
        self.assertIn("Ignored: customer_id, which names each customer", said)
        self.assertRegex(said, r"trade = maker: \d+%, against 33% of all")
        lines = list(csv.DictReader(io.StringIO(self.suggest(three_kinds(), "--csv").out)))
        self.assertEqual({"1", "2", "3"}, {line["persona"] for line in lines})

    def test_standard_input(self):
        child = tandem.start("personas", "suggest", "-", "--json", *QUICK, stdin=tandem.subprocess.PIPE)
        out, err = child.communicate(three_kinds().encode(), timeout=60)
        self.assertEqual(0, child.returncode, err)
        self.assertIs(True, json.loads(out)["stable"])

    def test_too_few_customers(self):
        self.assertIn("Not enough customers yet: 29", self.suggest(three_kinds(29)).out)
        found = self.suggest(three_kinds(29), "--json").json
        self.assertEqual("not_enough", found["why"])

    def test_columns_of_one_value(self):
        found = self.suggest("a,b\n" + "x,7\n" * 40, "--json").json
        self.assertEqual((False, "nothing_to_compare"), (found["stable"], found["why"]))

    def test_columns_of_the_same_name(self):
        found = self.suggest("a,a\n" + "x,1\ny,2\nz,3\n" * 20, "--json").json
        self.assertEqual(["a", "a (2)"], [each["column"] for each in found["columns"]])

    def test_a_hundred_thousand_different_values(self):
        table = "name,kind\n" + "".join(f"customer {i},{i % 4}\n" for i in range(100_000))
        found = self.done("personas", "suggest", self.file("customers.csv", table), "--json", "--starts", "1",
                          "--resamples", "1").json
        self.assertEqual("identifier", found["columns"][0]["why"])

    def test_numbers_that_are_none(self):
        table = "n,kind\n" + "".join(f"{i * 7 % 31},{'ab'[i % 2]}\n" for i in range(60))
        for bad in ("NaN", "inf", "1e999", "1e301"):
            self.not_taken(table + f"{bad},a\n", r"customers\.csv:62: n: .*" + bad)
        self.suggest(table + "NaN,a\n", "--unknown", "NaN,inf")
        self.suggest(table + "1e300,a\n")
        self.not_taken(table + "n/a,a\n", r"customers\.csv:62: n: .*n/a", "--numeric", "n")

    def test_bad_tables(self):
        self.not_taken("", "empty")
        self.not_taken(three_kinds(), "no column .*nobody", "--ignore", "nobody")
        self.not_taken(three_kinds(), r"customers\.csv:2: trade: .*shop", "--won", "trade")
        self.not_taken(three_kinds() + "c1,online\n", "values, but the header names")

    def test_another_encoding(self):
        table = three_kinds().replace("shop", "épicerie").encode("latin-1")
        found = self.suggest(table, "--json").json
        self.assertIn("épicerie", json.dumps(found, ensure_ascii=False))


@needs_shared
class RealCustomers(Case):
    def test_sellers_of_a_marketplace(self):
        found = self.done("personas", "suggest", SHARED / "olist/olist_closed_deals_dataset.csv", "--ignore",
                          "sdr_id,sr_id", *QUICK, "--json").json
        self.assertEqual(842, found["customers"])
        why = {each["column"]: each["why"] for each in found["columns"]}
        self.assertEqual(["identifier", "identifier", "asked"], [why["mql_id"], why["seller_id"], why["sdr_id"]])
        self.assertEqual("too_many_values", why["won_date"])
        self.assertEqual("mostly_unknown", why["declared_product_catalog_size"])
        self.assertEqual(found["stable"], found["k"] is not None)
        for persona in found["personas"]:
            self.assertGreaterEqual(persona["customers"], 42)


if __name__ == "__main__":
    unittest.main()
