"""Exports of other systems: an unknown one through a proposed map, Salesforce's as they are."""
import json
import unittest

from tandem import SHARED, Case, csv_text, needs_shared

SALESFORCE = SHARED / "imports/salesforce"
PIPELINE = ["opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date",
            "close_value"]


class SalesPipeline(Case):
    """A file nobody has told Tandem about: its own proposal must take it in, unedited."""

    ROWS = [
        ["1C1I7A6R", "Moses Frase", "GTX Plus Basic", "Cancity", "Won", "2016-10-20", "2017-03-01", "1054.0"],
        ["Z063OYW0", "Darcel Schlecht", "GTXPro", "Isdom", "Won", "2016-10-25", "2017-03-11", "4514.0"],
        ["EC4QE1BX", "Darcel Schlecht", "MG Special", "Cancity", "Won", "2016-10-25", "2017-03-07", "50.0"],
        ["MV1LWRNH", "Moses Frase", "GTX Basic", "Codehow", "Won", "2016-10-25", "2017-03-09", "588.5"],
        ["PE84CX4O", "Zane Levy", "GTX Basic", "Hatfan", "Lost", "2016-10-25", "2017-03-02", "0.0"],
        ["9ME3374G", "Anna Snelling", "MG Special", "Ron-tech", "Lost", "2016-10-31", "2017-03-06", "0.0"],
        ["HAXMC4IX", "James Ascencio", "MG Advanced", "", "Engaging", "2016-11-03", "", ""],
        ["6PTR7VBR", "Versie Hillebrand", "GTX Plus Pro", "Isdom", "Engaging", "2016-11-12", "", ""],
        ["AB12CD34", "Anna Snelling", "MG Special", "Codehow", "Prospecting", "", "", ""],
        ["9L1EP6YH", "Zane Levy", "GTXPro", "Hatfan", "Prospecting", "", "", ""],
        ["OLK9LKZB", "Moses Frase", "GTX Plus Basic", "", "Prospecting", "", "", ""],
    ]

    def test_through_its_own_proposal(self):
        pipeline = self.file("sales_pipeline.csv", csv_text(PIPELINE, self.ROWS))
        proposal = self.done("import", "--explain", pipeline)
        self.assertEqual("deals", proposal.json["kind"])
        mapping = self.file("map.json", proposal.out)
        report = self.done("import", "deals", pipeline, "--map", mapping, "--currency", "USD", "--json").json
        self.assertEqual((11, 11, 0), (report["rows"], report["created"], report["rejected"]), report)
        states = dict(self.rows("SELECT state, count(*) FROM deal GROUP BY state"))
        self.assertEqual({"won": 4, "lost": 2, "open": 5}, states)
        self.assertEqual([(620_650, "USD")],
                         self.rows("SELECT sum(amount), max(currency) FROM deal WHERE state = 'won'"))
        self.assertEqual({"Cancity", "Isdom", "Codehow", "Hatfan", "Ron-tech"},
                         {name for (name,) in self.rows("SELECT name FROM company")})
        total = self.done("sources", "--json").json["total"]
        self.assertEqual({"amount": 620_650, "currency": "USD"}, total["revenue"])
        again = self.done("import", "deals", pipeline, "--map", mapping, "--currency", "USD", "--json").json
        self.assertEqual((0, 0, 11), (again["created"], again["changed"], again["unchanged"]))
        self.assert_whole()

    def test_explaining_touches_no_data(self):
        pipeline = self.file("sales_pipeline.csv", csv_text(PIPELINE, self.ROWS))
        self.done("import", "--explain", pipeline)
        self.assertFalse(self.data.exists())

    def test_nothing_in_it_can_be_recognised(self):
        file = self.file("tastes.csv", "colour,taste\nred,sweet\ngreen,sour\n")
        self.refused("import", "--explain", file, saying="")


@needs_shared
class Salesforce(Case):
    def taken(self, name: str) -> dict:
        kind = "deals" if name == "Opportunity" else "leads"
        report = self.done("import", kind, SALESFORCE / f"{name}.csv", "--json").json
        self.assertEqual(f"salesforce_{name.lower()}", report["layout"])
        outcomes = ("created", "changed", "unchanged", "rejected", "unmatched")
        self.assertEqual(report["rows"], sum(report[outcome] for outcome in outcomes), report)
        self.assertGreater(report["rows"], 0)
        self.assertGreater(report["created"] + report["changed"], 0, report)
        return report

    def names(self) -> list:
        return sorted(self.rows("SELECT email, last_name FROM contact"))

    def test_in_any_order_and_again(self):
        orders = (["Lead", "Contact", "Account", "Opportunity"], ["Account", "Contact", "Lead", "Opportunity"],
                  ["Opportunity", "Account", "Lead", "Contact"])
        people = []
        for number, order in enumerate(orders):
            with self.subTest(order=order):
                self.data = self.folder / f"order-{number}"
                for name in order:
                    self.taken(name)
                people.append(self.names())
                self.assert_whole()
                for name in order:
                    kind = "deals" if name == "Opportunity" else "leads"
                    again = self.done("import", kind, SALESFORCE / f"{name}.csv", "--json").json
                    self.assertEqual(0, again["created"], (name, again))
        for other in people[1:]:
            self.assertEqual(people[0], other)

    def test_opportunities_meet_their_accounts(self):
        self.taken("Account")
        report = self.taken("Opportunity")
        self.assertEqual(0, report["rejected"], report)
        [(deals, with_company)] = self.rows("SELECT count(*), count(company_id) FROM deal")
        self.assertEqual(report["created"], deals)
        self.assertGreater(with_company, 0)

    def test_the_map_that_explains_a_known_file_can_be_fed_back(self):
        known = self.done("import", "--explain", SALESFORCE / "Lead.csv")
        self.assertEqual("salesforce_lead", json.loads(known.out)["name"])
        mapping = self.file("map.json", known.out)
        report = self.done("import", "leads", SALESFORCE / "Lead.csv", "--map", mapping, "--json").json
        self.assertEqual(0, self.tandem("import", "leads", SALESFORCE / "Lead.csv", "--json").json["created"])
        self.assertGreater(report["created"], 0)

    def test_other_objects_are_not_mistaken(self):
        for name in ("Task", "Campaign", "CampaignMember"):
            with self.subTest(name):
                self.refused("import", "leads", SALESFORCE / f"{name}.csv", saying="import --explain")


if __name__ == "__main__":
    unittest.main()
