"""The figures everybody can check: the Olist leads and deals, on the command line and over HTTP."""
import csv
import unittest

from tandem import SHARED, Case, eventually, needs_shared, run

OLIST = SHARED / "olist"
LEADS = OLIST / "olist_marketing_qualified_leads_dataset.csv"
DEALS = OLIST / "olist_closed_deals_dataset.csv"
REVENUE = OLIST / "seller_performance.csv"

# Of shared/data/README.md: conversion in percent, revenue in thousands.
CONVERSION = {"unknown": 16.3, "paid_search": 12.3, "organic_search": 11.8, "direct_traffic": 11.2, "referral": 8.5,
              "social": 5.6, "display": 5.1, "other_publicities": 4.6, "email": 3.0, "other": 2.7}
THOUSANDS = {"unknown": 209.7, "organic_search": 204.5, "paid_search": 151.4, "social": 43.4}


def by_stage(funnel) -> dict:
    return {stage["stage"]: stage for stage in funnel["stages"]}


def by_origin(sources) -> dict:
    return {source["origin"]: source for source in sources["sources"]}


@needs_shared
class Olist(Case):
    def revenue(self):
        return self.done("import", "revenue", REVENUE, "--key", "seller_id", "--amount", "product_revenue",
                         "--currency", "BRL", "--json").json

    def everything(self):
        self.done("import", "leads", LEADS)
        self.done("import", "deals", DEALS, "--currency", "BRL")
        self.revenue()

    def assert_funnel(self, funnel):
        stages = by_stage(funnel)
        self.assertEqual(8000, stages["mql"]["reached"])
        self.assertEqual(842, stages["customer"]["reached"])
        self.assertEqual(8000 - 842, stages["mql"]["current"])
        self.assertEqual(842, stages["customer"]["current"])
        self.assertAlmostEqual(14.65, stages["customer"]["median_days"], delta=0.1)

    def assert_sources(self, sources):
        origins = by_origin(sources)
        for origin, percent in CONVERSION.items():
            self.assertAlmostEqual(percent, 100 * origins[origin]["conversion"], delta=0.051, msg=origin)
            self.assertLess(origins[origin]["low"], origins[origin]["conversion"])
            self.assertGreater(origins[origin]["high"], origins[origin]["conversion"])
        self.assertEqual(60, origins[""]["leads"])
        self.assertEqual(1099, origins["unknown"]["leads"])
        self.assertEqual(8000, sources["total"]["leads"])
        self.assertEqual(842, sources["total"]["customers"])
        for origin, thousands in THOUSANDS.items():
            self.assertAlmostEqual(thousands, origins[origin]["revenue"]["amount"] / 100_000, delta=0.051, msg=origin)
        self.assertEqual("BRL", sources["total"]["revenue"]["currency"])
        self.assertEqual(664_858, round(sources["total"]["revenue"]["amount"] / 100))

    def test_leads_twice(self):
        first = self.done("import", "leads", LEADS, "--json").json
        self.assertEqual((8000, 8000, 0, 0, 0), tuple(
            first[count] for count in ("rows", "created", "changed", "unchanged", "rejected")))
        again = self.done("import", "leads", LEADS, "--json").json
        self.assertEqual((8000, 0, 0, 8000, 0), tuple(
            again[count] for count in ("rows", "created", "changed", "unchanged", "rejected")))

    def test_deals_find_their_leads(self):
        self.done("import", "leads", LEADS)
        deals = self.done("import", "deals", DEALS, "--json").json
        self.assertEqual(842, deals["matched"])
        self.assertEqual(1, deals["flagged"], "won before its first contact: kept, and flagged")
        self.assertEqual((0, 0), (deals["rejected"], deals["unmatched"]))
        again = self.done("import", "deals", DEALS, "--json").json
        self.assertEqual((0, 0, 842), (again["created"], again["changed"], again["unchanged"]))

    def test_deals_before_leads_are_told_and_not_lost(self):
        early = self.done("import", "deals", DEALS, "--json").json
        self.assertEqual(early["rows"], early["created"] + early["unmatched"] + early["rejected"])
        self.done("import", "leads", LEADS)
        self.done("import", "deals", DEALS)
        self.assertEqual(842, by_stage(self.done("funnel", "--json").json)["customer"]["reached"])

    def test_revenue_to_the_unit(self):
        self.done("import", "leads", LEADS)
        self.done("import", "deals", DEALS, "--currency", "BRL")
        revenue = self.revenue()
        self.assertEqual(376, revenue["matched"])
        self.assertEqual("BRL", revenue["revenue"]["currency"])
        self.assertEqual(664_858, round(revenue["revenue"]["amount"] / 100))
        with open(REVENUE, newline="") as file:
            self.assertEqual(sum(1 for _ in csv.DictReader(file)), revenue["matched"] + revenue["unmatched"])
        again = self.revenue()
        self.assertEqual((0, 0), (again["created"], again["changed"]))
        self.assert_sources(self.done("sources", "--json").json)

    def test_revenue_of_deals_imported_without_a_currency(self):
        self.done("import", "leads", LEADS)
        self.done("import", "deals", DEALS)
        self.assertEqual(664_858, round(self.revenue()["revenue"]["amount"] / 100))
        self.assert_sources(self.done("sources", "--json").json)

    def test_the_same_by_http(self):
        self.everything()
        self.assert_funnel(self.done("funnel", "--json").json)
        self.assert_sources(self.done("sources", "--json").json)
        self.assert_whole()
        with self.server() as server:
            self.assert_funnel(server.request("/api/v1/funnel").json)
            self.assert_sources(server.request("/api/v1/sources").json)
            for by in ("origin", "month", "landing_page"):
                from_cli = self.done("funnel", "--by", by, "--json").json
                self.assertEqual(from_cli["groups"], server.request(f"/api/v1/funnel?by={by}").json["groups"])
                self.assertEqual(8000, sum(group["contacts"] for group in from_cli["groups"]))
            none = server.request("/api/v1/funnel?origin=").json
            self.assertEqual(60, by_stage(none)["mql"]["reached"])

    def test_a_new_contact_shows_at_once(self):
        self.everything()
        with self.server() as server:
            reply = server.request("/api/v1/contacts", {"email": "new@example.org", "stage": "mql"})
            self.assertEqual(201, reply.status, reply)
            self.assertTrue(eventually(
                lambda: by_stage(server.request("/api/v1/funnel").json)["mql"]["reached"] == 8001))

    def test_a_file_imported_beside_the_server_shows_too(self):
        with self.server() as server:
            self.done("import", "leads", LEADS)
            self.assertTrue(eventually(
                lambda: by_stage(server.request("/api/v1/funnel").json)["mql"]["reached"] == 8000))

    def test_a_rehearsal_changes_nothing(self):
        rehearsal = self.done("import", "leads", LEADS, "--dry-run", "--json").json
        self.assertEqual(8000, rehearsal["created"])
        self.assertTrue(rehearsal["dry_run"])
        self.assertEqual(0, self.contacts())

    def test_tables_for_people(self):
        self.everything()
        english = self.done("sources").out
        self.assertIn("12.3%", english)
        french = run("--data", self.data, "--language", "fr", "sources").out
        self.assertRegex(french, "12,3\\s%")
        self.assertIn("Prospects", french)


if __name__ == "__main__":
    unittest.main()
