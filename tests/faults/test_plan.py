"""`tandem plan`: its answers to the digit, its formats, and everything that is no plan."""
import csv
import io
import json
import unittest

from tandem import Case, run

ARTICLE = ["plan", "--revenue", "10000", "--average-sale", "1000"]


def plan(*args):
    return run(*ARTICLE, *args)


class Answers(Case):
    def json(self, *args) -> dict:
        result = plan(*args, "--json")
        self.assertEqual(0, result.code, result)
        return result.json

    def test_the_article(self):
        answer = self.json("--rate", "0.02", "--currency", "CAD")
        self.assertEqual((10, 500), (answer["customers"], answer["leads"]))
        self.assertAlmostEqual(0.543336, answer["probability"], 6)
        self.assertEqual({"50": 484, "80": 625, "90": 708}, answer["leads_for"])
        self.assertEqual((6, 10, 14), (answer["p10"], answer["p50"], answer["p90"]))
        self.assertEqual({"lead": 500, "customer": 10}, answer["stages"])
        self.assertEqual({"amount": 1_000_000, "currency": "CAD"}, answer["revenue"])

    def test_a_rate_that_is_believed(self):
        answer = self.json("--rate", "0.02", "--rate-alpha", "20", "--rate-beta", "980")
        self.assertAlmostEqual(0.518797, answer["probability"], 6)
        self.assertEqual((678, 799), (answer["leads_for"]["80"], answer["leads_for"]["90"]))
        self.assertEqual(answer, self.json("--rate-alpha", "20", "--rate-beta", "980"))
        self.assertEqual(1209, self.json("--rate-alpha", "2", "--rate-beta", "98")["leads_for"]["80"])

    def test_a_rate_of_zero_stays_finite_with_a_belief(self):
        answer = self.json("--rate", "0", "--rate-alpha", "1", "--rate-beta", "49")
        self.assertEqual(500, answer["leads"])
        self.assertLess(answer["rate_interval"]["low"], 0.02)
        answer = self.json("--rate", "0.2", "--observed", "0/30", "--kappa", "10")
        self.assertAlmostEqual(0.05, answer["rate"]["mean"])
        self.assertEqual(200, answer["leads"])

    def test_stages(self):
        answer = self.json("--rate", "0.02", "--stages", "visitor:lead=0.03,lead:mql=0.4")
        self.assertEqual({"visitor": 16_667, "lead": 500, "mql": 200, "customer": 10}, answer["stages"])
        whole = "lead:mql=0.4,mql:sql=0.5,sql:opportunity=0.5,opportunity:customer=0.2"
        self.assertEqual(500, self.json("--stages", whole)["leads"])
        self.assertEqual(500, self.json("--stages", whole, "--rate", "0.02")["leads"])
        believed = self.json("--stages", whole, "--observed", "2/100")
        self.assertAlmostEqual(0.02, believed["rate"]["mean"])

    def test_a_lag(self):
        answer = self.json("--rate", "0.02", "--lag", "0.3,0.4,0.3")
        self.assertEqual(750, answer["leads"])
        self.assertEqual(500, answer["horizon"]["leads_without_lag"])
        self.assertAlmostEqual(20 / 3, answer["horizon"]["customers_without_lag"])
        self.assertEqual([1, 2, 3], [month["month"] for month in answer["horizon"]["by_month"]])
        self.assertAlmostEqual(10, answer["horizon"]["by_month"][-1]["customers_so_far"])

    def test_a_horizon_that_is_too_short(self):
        late = ["--rate", "0.02", "--lag", "0,0,1", "--months", "2"]
        answer = self.json(*late)
        self.assertTrue(answer["unreachable"])
        self.assertIsNone(answer["leads"])
        self.assertEqual(3, answer["horizon"]["first_reachable_month"])
        self.assertIn("Unreachable", plan(*late).out)
        self.assertEqual(0, plan(*late, "--csv").code)

    def test_a_goal_that_is_met(self):
        answer = run("plan", "--revenue", "0", "--average-sale", "1000", "--rate", "0.02", "--json").json
        self.assertEqual((0, 0, 1), (answer["customers"], answer["leads"], answer["probability"]))
        self.assertIn("met", run("plan", "--revenue", "-5", "--average-sale", "1", "--rate", "1").out)

    def test_what_if(self):
        answer = self.json("--rate", "0.02", "--leads", "625")
        self.assertEqual(500, answer["leads"])
        self.assertGreaterEqual(answer["what_if"]["probability"], 0.8)

    def test_large_numbers(self):
        result = run("plan", "--revenue", "20000000", "--average-sale", "10", "--rate", "0.02", "--json")
        self.assertEqual(100_000_000, result.json["leads"])
        self.assertAlmostEqual(0.500097, result.json["probability"], 6)


class Simulated(Case):
    def test_sizes_of_sales_matter(self):
        sales = self.file("sales.csv", "deal,amount\n" + "".join(f"d{i},{100 if i % 10 else 9100}\n" for i in range(40)))
        result = run("plan", "--revenue", "10000", "--rate", "0.02", "--sales", sales, "--json")
        self.assertEqual({"amount": 100_000, "currency": "EUR"}, result.json["average_sale"])
        played = result.json["simulated"]
        self.assertEqual((500, 10_000), (played["leads"], played["plays"]))
        self.assertGreater(played["leads_for"]["90"], result.json["leads_for"]["90"])
        again = run("plan", "--revenue", "10000", "--rate", "0.02", "--sales", sales, "--json")
        self.assertEqual(result.out, again.out)

    def test_equal_sales_give_the_exact_answer(self):
        sales = self.file("sales.csv", "deal,amount\n" + "".join(f"d{i},1000\n" for i in range(5)))
        answer = run("plan", "--revenue", "10000", "--rate", "0.02", "--sales", sales, "--json").json
        self.assertAlmostEqual(answer["probability"], answer["simulated"]["probability"],
                               delta=5 * answer["simulated"]["standard_error"])

    def test_bad_files(self):
        for content, saying in (("deal,amount\na,12\nb,x\n", r"sales\.csv:3: amount: "),
                                ("deal,amount\na,12\nb,-1\n", r"sales\.csv:3: amount: "),
                                ("deal,amount\na,0\n", r"sales\.csv:2: amount: .*greater than 0"),
                                ("deal,amount\na,NaN\n", r"sales\.csv:2: amount: .*NaN"),
                                ("deal,amount\na,inf\n", r"sales\.csv:2: amount: .*inf"),
                                ("deal,amount\na,1e400\n", r"sales\.csv:2: amount: .*1e400"),
                                ("deal,amount\na,9000000000000000000000\n", r"sales\.csv:2: amount: "),
                                ("deal,price\na,12\n", "amount"),
                                ("deal,amount\n", "sales")):
            with self.subTest(content):
                result = plan("--rate", "0.02", "--sales", self.file("sales.csv", content))
                self.assert_refusal(result, saying)

    def test_sales_whose_total_is_beyond_counting(self):
        sales = self.file("sales.csv", "deal,amount\n" + "a,90000000000000000\n" * 3)
        answer = run("plan", "--revenue", "10000", "--rate", "0.02", "--sales", sales, "--json").json
        self.assertEqual(9 * 10 ** 18, answer["average_sale"]["amount"])
        self.assertEqual(1, answer["customers"])

    def test_sales_in_another_encoding(self):
        sales = self.file("sales.csv", "affaire conclue à,amount\nOrléans,1000\n".encode("latin-1"))
        result = run("plan", "--revenue", "10000", "--rate", "0.02", "--sales", sales, "--json")
        self.assertEqual((0, 10), (result.code, result.json["customers"]))
        self.assertIn("converted to UTF-8", result.err)


class Words(Case):
    def test_in_both_languages(self):
        english = plan("--rate", "0.02", "--currency", "USD").out
        self.assertIn("500 prospects give only a 54% chance of 10 customers or more. It takes 625 for 80%.", english)
        french = plan("--rate", "0.02", "--currency", "CAD", "--language", "fr").out.replace("\u00a0", " ")
        french = french.replace("\u202f", " ")
        self.assertIn("10 000 $", french)
        self.assertIn("500 prospects ne donnent que 54 % de chances d’avoir 10 clients ou plus. Il en faut 625 pour 80 %.",
                      french)

    def test_every_part_is_said(self):
        for language in ("en", "fr"):
            for more in (["--lag", "0.3,0.4,0.3"], ["--leads", "700"], ["--rate-alpha", "0.01", "--rate-beta", "1"],
                         ["--lag", "0,1", "--months", "1"]):
                with self.subTest(more=more, language=language):
                    result = plan("--rate", "0.02", *more, "--language", language)
                    self.assertEqual(0, result.code, result)
                    for leftover in ("cli.", "goals.", "{", "}"):
                        self.assertNotIn(leftover, result.out)

    def test_csv(self):
        result = plan("--rate", "0.02", "--stages", "visitor:lead=0.03", "--csv")
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual(["average", "50", "80", "90"], [row["target"] for row in rows])
        self.assertEqual(["500", "484", "625", "708"], [row["lead"] for row in rows])
        self.assertEqual("16667", rows[0]["visitor"])
        self.assertNotEqual(0, plan("--rate", "0.02", "--csv", "--json").code)


class Refusals(Case):
    def test_each_at_its_option(self):
        rate = ["--rate", "0.02"]
        for args, saying in (
            (["--rate", "0"], "--rate: .*0"),
            (["--rate", "1.5"], "--rate: .*1.5"),
            (["--rate=-0.1"], "--rate: .*-0.1"),
            (["--rate", "nan"], "--rate: .*nan"),
            (["--rate", "inf"], "--rate: .*inf"),
            (["--rate", "two"], "--rate: .*two"),
            ([], "--rate: "),
            (["--rate-alpha", "20"], "--rate-alpha: .*--rate-beta"),
            (["--rate-beta", "20"], "--rate-beta: .*--rate-alpha"),
            (["--rate-alpha", "0", "--rate-beta", "9"], "--rate-alpha: "),
            (["--rate-alpha", "9", "--rate-beta=-1"], "--rate-beta: "),
            (["--rate-alpha", "nan", "--rate-beta", "1"], "--rate-alpha: "),
            (rate + ["--observed", "3"], "--observed: "),
            (rate + ["--observed", "3/2"], "--observed: "),
            (rate + ["--observed", "-1/2"], "--observed: "),
            (rate + ["--observed", "1/9000000000000"], "--observed: "),
            (["--observed", "1/2"], "--observed: .*--rate"),
            (["--rate", "0", "--observed", "1/2"], "--rate: "),
            (rate + ["--observed", "1/2", "--kappa", "0"], "--kappa: "),
            (rate + ["--currency", "XYZ"], "--currency: .*XYZ"),
            (rate + ["--currency", "cad"], "--currency: .*cad"),
            (rate + ["--lag", "0.5,0.6"], "--lag: .*1.1"),
            (rate + ["--lag", "0.5,-0.1"], r"--lag\[1\]: .*-0.1"),
            (rate + ["--lag", "0.5,x"], r"--lag\[1\]: .*x"),
            (rate + ["--lag", "0,0"], "--lag: "),
            (rate + ["--lag", "1", "--months", "0"], "--months: "),
            (rate + ["--lag", "1", "--months", "1e9"], "--months: "),
            (rate + ["--months", "3"], "--months: .*--lag"),
            (rate + ["--leads", "-1"], "--leads: "),
            (rate + ["--leads", "1.5"], "--leads: .*1.5"),
            (rate + ["--leads", "1e18"], "--leads: "),
            (rate + ["--seed", "x"], "--seed: "),
            (rate + ["--stages", "lead:mqls=0.4"], "--stages: .*mqls"),
            (rate + ["--stages", "lead:mql=0.4,lead:mql=0.4"], "--stages: .*lead"),
            (rate + ["--stages", "visitor:lead=0.4,mql:sql=0.4"], "--stages: .*lead.*mql"),
            (rate + ["--stages", "lead:mql=4"], "--stages: .*lead:mql"),
            (rate + ["--stages", "lead"], "--stages: .*lead"),
            (rate + ["--stages", "mql:lead=0.4"], "--stages: "),
            (rate + ["--stages", "mql:sql=0.4"], "--stages: .*lead"),
            (rate + ["--stages", "lead:mql=0.01"], "--stages: "),
            (rate + ["--stages", "lead:customer=0.05"], "--stages: .*0.05.*0.02"),
        ):
            with self.subTest(args=args):
                self.assert_refusal(plan(*args), saying)
                self.assert_refusal(plan(*args, "--language", "fr"), "--")

    def test_money(self):
        for revenue, sale, saying in (("10000", "0", "--average-sale: .*greater than 0"),
                                      ("10000", "-5", "--average-sale: .*greater than 0"),
                                      ("10000", "nan", "--average-sale: .*nan"),
                                      ("9e18", "1000", "--revenue: .*9e18"),
                                      ("9000000000000000000000", "1", "--revenue: .*too large"),
                                      ("x", "1", "--revenue: .*x")):
            with self.subTest(revenue=revenue, sale=sale):
                self.assert_refusal(run("plan", f"--revenue={revenue}", f"--average-sale={sale}", "--rate", "0.02"), saying)
        self.assert_refusal(run("plan", "--revenue", "10000", "--rate", "0.02"), "--average-sale: ")
        self.assert_refusal(run("plan", "--average-sale", "10", "--rate", "0.02"), "--revenue: ")

    def test_totals_beyond_counting(self):
        result = run("plan", "--revenue", "9000000000000000000", "--average-sale", "1", "--rate", "1e-12", "--currency", "JPY")
        self.assert_refusal(result, "1000000000000")


if __name__ == "__main__":
    unittest.main()
