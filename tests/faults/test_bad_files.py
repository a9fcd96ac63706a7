"""Files that are not what they should be: refused in a sentence, or row by row with line and reason."""
import csv
import io
import unittest
import zipfile

from tandem import Case, csv_text

OLIST_HEADER = "mql_id,first_contact_date,landing_page_id,origin\n"


def workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


class NotACsv(Case):
    def assert_not_taken(self, content, saying: str):
        file = self.file("leads.csv", content)
        refusal = self.refused("import", "leads", file, saying=saying)
        self.assertIn("leads.csv", refusal.err)
        self.assertEqual(0, self.contacts())
        self.refused("import", "--explain", file, saying=saying)

    def test_prose(self):
        self.assert_not_taken("Dear all,\n\nplease find the leads attached. They look good.\n\nYours,\nAda\n", "")

    def test_html(self):
        self.assert_not_taken("<!DOCTYPE html>\n<html><body><table><tr><td>a,b</td></tr></table></body></html>\n",
                              "web page|HTML")

    def test_json(self):
        self.assert_not_taken('[{"mql_id": "a", "first_contact_date": "2018-02-01"}]\n', "JSON")

    def test_empty(self):
        self.assert_not_taken(b"", "empty")
        self.assert_not_taken(b"\n\n  \n", "empty")

    def test_only_a_byte_order_mark(self):
        self.assert_not_taken(b"\xef\xbb\xbf", "empty")

    def test_picture(self):
        self.assert_not_taken(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40, "")

    def test_zero_bytes(self):
        self.assert_not_taken(bytes(100_000), "")

    def test_workbook(self):
        self.assert_not_taken(workbook(), "workbook|Excel|spreadsheet")

    def test_one_line_of_ten_megabytes(self):
        self.assert_not_taken(b"x" * 10_000_000, "")

    def test_missing_file(self):
        self.refused("import", "leads", self.folder / "nowhere.csv", saying="nowhere.csv")

    def test_folder(self):
        self.refused("import", "leads", self.folder, saying=str(self.folder))

    def test_in_french(self):
        refusal = self.refused("--language", "fr", "import", "leads", self.file("vide.csv", ""), saying="vide")
        self.assertNotIn(" is ", refusal.err)
        unknown = self.file("autre.csv", "a,b\n1,2\n3,4\n")
        self.refused("--language", "fr", "import", "leads", unknown, saying="colonnes .* disposition connue")


class OddFiles(Case):
    def imported(self, content, *args):
        return self.done("import", "leads", self.file("leads.csv", content), "--json", *args).json

    def names(self):
        return sorted(name for (name,) in self.rows("SELECT last_name FROM contact"))

    PEOPLE = csv_text(["Record ID", "First Name", "Last Name", "Email", "Create Date"], [
        ["1", "Élodie", "Lefèvre", "elodie@example.org", "2024-03-01"],
        ["2", "Jürgen", "Größl", "juergen@example.org", "2024-03-02"],
        ["3", "Ada", "Lovelace", "ada@example.org", "2024-03-03"]])

    def test_latin_1_is_converted_and_said(self):
        report = self.imported(self.PEOPLE.encode("latin-1"))
        self.assertEqual((3, "windows-1252"), (report["created"], report["encoding"]))
        self.assertEqual(["Größl", "Lefèvre", "Lovelace"], self.names())
        said = self.done("import", "leads", self.folder / "leads.csv").out
        self.assertIn("windows-1252", said)
        self.assertIn("converted", said)

    def test_utf_16(self):
        for encoding in ("utf-16-le", "utf-16-be"):
            with self.subTest(encoding):
                report = self.imported(("\ufeff" + self.PEOPLE).encode(encoding))
                self.assertEqual((3, 0), (report["rows"], report["rejected"]))
                self.assertTrue(report["encoding"].startswith("UTF-16"), report["encoding"])
                self.assertEqual(["Größl", "Lefèvre", "Lovelace"], self.names())

    def test_byte_order_mark_semicolons_and_preamble(self):
        report = self.imported("\ufeffReport of people\nMarch 2024\n" + self.PEOPLE.replace(",", ";"))
        self.assertEqual((3, 3), (report["rows"], report["created"]))

    def test_windows_line_ends(self):
        self.assertEqual(3, self.imported(self.PEOPLE.replace("\n", "\r\n"))["created"])

    def test_no_newline_at_the_end(self):
        self.assertEqual(3, self.imported(self.PEOPLE.rstrip("\n"))["created"])

    def test_header_and_nothing_else(self):
        report = self.imported(OLIST_HEADER)
        self.assertEqual((0, 0), (report["rows"], report["created"]))

    def test_a_line_of_ten_megabytes_takes_no_other_with_it(self):
        rejects = self.folder / "rejects.csv"
        report = self.imported(OLIST_HEADER + "a,2018-02-01,p,social\n" + "x" * 10_000_000 + "\nb,2018-02-02,p,social\n",
                               "--rejects", rejects)
        self.assertEqual((3, 2, 1), (report["rows"], report["created"], report["rejected"]))
        csv.field_size_limit(20_000_000)
        with open(rejects, newline="") as file:
            line, reason = list(csv.reader(file))[1][:2]
        self.assertEqual("3", line)
        self.assertIn("long", reason)
        self.assertLess(rejects.stat().st_size, 1_000_000)

    def test_from_standard_input(self):
        import subprocess

        from tandem import Run, start
        child = start("--data", self.data, "import", "leads", "-", "--json", stdin=subprocess.PIPE)
        result = Run(0, *child.communicate(self.PEOPLE.encode(), timeout=30))
        self.assertEqual(0, child.returncode, result)
        self.assertEqual(3, result.json["created"])


class Columns(Case):
    def test_missing_column_of_a_named_layout(self):
        file = self.file("leads.csv", "mql_id,origin\na,social\nb,email\n")
        self.refused("import", "leads", file, "--layout", "olist_leads", saying="first_contact_date")
        self.assertEqual(0, self.contacts())

    def test_unknown_layout(self):
        file = self.file("leads.csv", OLIST_HEADER + "a,2018-02-01,p,social\n")
        self.refused("import", "leads", file, "--layout", "olist_lead", saying="olist_leads")

    def test_unknown_header_points_to_explain(self):
        file = self.file("leads.csv", "colour,taste\nred,sweet\ngreen,sour\n")
        self.refused("import", "leads", file, saying="import --explain")
        self.assertEqual(0, self.contacts())

    def test_deals_handed_over_as_leads(self):
        file = self.file("deals.csv", "mql_id,seller_id,won_date,business_segment\na,s,2018-02-26 19:58:54,pet\n")
        self.refused("import", "leads", file, saying="import deals")

    def test_broken_map(self):
        file = self.file("people.csv", "who,when\nAda,2018-02-01\nBob,2018-02-02\n")
        for text, saying in {
            "{": "line 1, column",
            '{"kind": "leads"}': "required",
            '{"name": "x", "kind": "leads", "source": "x", "columns": {"colour": "who"}}': "colour",
            '{"name": "x", "kind": "leads", "source": "x", "columns": {"id": "whom", "last_name": "who"}}': "whom",
        }.items():
            with self.subTest(text):
                self.refused("import", "leads", file, "--map", self.file("map.json", text), saying=saying)
        self.refused("import", "leads", file, "--map", self.folder / "no-map.json", saying="no-map.json")
        self.assertEqual(0, self.contacts())

    def test_unknown_currency_and_time_zone(self):
        file = self.file("leads.csv", OLIST_HEADER + "a,2018-02-01,p,social\n")
        self.refused("import", "leads", file, "--currency", "XYZ", saying="XYZ")
        self.refused("import", "leads", file, "--time-zone", "Europe/Atlantis", saying="Europe/Atlantis")

    def test_revenue_by_an_unknown_key(self):
        file = self.file("revenue.csv", "seller,money\ns,12.5\nt,13\n")
        self.refused("import", "revenue", file, "--key", "seller", "--amount", "money", saying="seller")


class Rows(Case):
    """A row that cannot be taken is written down with its line and the reason; the others go in."""

    def rejected(self, lines: str):
        rejects = self.folder / "rejects.csv"
        report = self.done("import", "leads", self.file("leads.csv", OLIST_HEADER + lines), "--rejects", rejects,
                           "--json").json
        with open(rejects, newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(["line", "reason"], rows[0][:2])
        self.assertEqual(report["rejected"], len(rows) - 1)
        self.assertEqual(report["rows"],
                         sum(report[count] for count in ("created", "changed", "unchanged", "rejected", "unmatched")))
        return report, rows[1:]

    def test_dates_that_cannot_be(self):
        report, rows = self.rejected("a,2018-02-01,p,social\nb,2018-02-30,p,social\nc,31/31/2018,p,social\n"
                                     "d,soon,p,social\ne,2018-02-05,p,social\n")
        self.assertEqual((2, 3), (report["created"], report["rejected"]))
        self.assertEqual(["3", "4", "5"], [row[0] for row in rows])
        for row, value in zip(rows, ["2018-02-30", "31/31/2018", "soon"]):
            self.assertIn(value, row[1])
            self.assertIn(value, row[2:])

    def test_the_rejects_file_can_be_mended_and_imported(self):
        self.rejected("a,2018-02-01,p,social\nb,2018-02-30,p,social\n")
        rejects = self.folder / "rejects.csv"
        rejects.write_text(rejects.read_text().replace("social", "email").replace(
            "b,2018-02-30", "b,2018-02-28"))
        mended = self.done("import", "leads", rejects, "--json").json
        self.assertEqual((1, 0), (mended["created"], mended["rejected"]))

    def test_the_same_id_twice_in_a_file(self):
        report, rows = self.rejected("a,2018-02-01,p,social\nb,2018-02-02,p,social\na,2018-02-03,p,email\n")
        self.assertEqual((2, 1), (report["created"], report["rejected"]))
        self.assertEqual("4", rows[0][0])
        self.assertIn("line 2", rows[0][1])

    def test_too_few_and_too_many_values(self):
        report, rows = self.rejected("a,2018-02-01,p,social\nb,2018-02-02\nc,2018-02-03,p,social,and,more\n"
                                     "d,2018-02-04,p,email\n")
        self.assertEqual(4, report["rows"])
        self.assertGreaterEqual(report["created"], 2)
        self.assertTrue(set(row[0] for row in rows) <= {"3", "4"})

    def test_no_id(self):
        report, rows = self.rejected("a,2018-02-01,p,social\n,2018-02-02,p,social\n")
        self.assertEqual((1, 1, "3"), (report["created"], report["rejected"], rows[0][0]))

    def test_a_quote_that_is_never_closed(self):
        report, rows = self.rejected('a,2018-02-01,p,social\nb,2018-02-02,"p,social\nc,2018-02-03,p,social\n')
        self.assertGreaterEqual(report["created"], 2)
        self.assertEqual("3", rows[0][0])

    def test_every_reason_in_french(self):
        file = self.file("leads.csv", OLIST_HEADER + "a,2018-02-30,p,social\nb,2018-02-01,p,email\n")
        said = self.done("--language", "fr", "import", "leads", file).out
        self.assertRegex(said, r"Rejetées\s: 1")
        self.assertIn("ligne 2", said)

    def test_rejects_that_cannot_be_written(self):
        file = self.file("leads.csv", OLIST_HEADER + "a,2018-02-01,p,social\n")
        self.refused("import", "leads", file, "--rejects", self.folder / "no" / "such.csv", saying="such.csv")
        self.assertEqual(0, self.contacts())


if __name__ == "__main__":
    unittest.main()
