"""Data directories that are full, read-only, taken, damaged or no directories at all."""
import random
import socket
import unittest

from tandem import Case, eventually, figures, leads, ledger_content, run

SMALL = 400


class Directory(Case):
    def test_no_data_directory_given(self):
        result = run("funnel")
        self.assert_refusal(result, "--data")

    def test_a_file_instead_of_a_directory(self):
        taken = self.file("data", "not a directory")
        for command in (["funnel"], ["serve", "--port", "0"], ["doctor"],
                        ["import", "leads", self.file("leads.csv", leads(SMALL))]):
            self.refused(*command, saying="file")
        self.assertEqual("not a directory", taken.read_text())

    def test_readable_by_its_owner_only(self):
        self.done("import", "leads", self.file("leads.csv", leads(SMALL)))
        self.assertEqual(0, self.data.stat().st_mode & 0o077)
        self.assertEqual(0, (self.data / "ledger.db").stat().st_mode & 0o077)

    def test_read_only_disk(self):
        csv = self.file("leads.csv", leads(SMALL))
        with self.small_disk("16m") as disk:
            self.remount(disk, "ro")
            self.refused("import", "leads", csv, saying="writ", data=disk)
            self.refused("serve", "--port", "0", saying="writ", data=disk)
            self.refused("import", "leads", csv, saying="writ", data=disk / "new")
            self.remount(disk, "rw")
            self.done("import", "leads", csv, data=disk)
            before = self.contacts(disk)
            self.remount(disk, "ro")
            self.refused("import", "leads", csv, saying="writ", data=disk)
            self.remount(disk, "rw")
            self.assertEqual(before, self.contacts(disk))
            self.assert_whole(disk)

    def test_a_second_server(self):
        with self.server() as first:
            second = self.refused("serve", "--port", "0", saying="server is already at work")
            self.assertIn(str(self.data), second.err)
            self.assertEqual(200, first.request("/api/v1/funnel").status)
        with self.server() as third:  # the lock goes with the server
            self.assertEqual(200, third.request("/api/v1/funnel").status)

    def test_a_second_server_after_the_first_was_killed(self):
        server = self.server()
        server.child.kill()
        server.child.wait()
        with self.server() as next_one:
            self.assertEqual(200, next_one.request("/api/v1/funnel").status)

    def test_a_port_that_is_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.refused("serve", "--port", port, saying=str(port))

    def test_an_address_that_others_can_reach(self):
        self.refused("serve", "--port", "0", "--address", "0.0.0.0", saying="passwords would travel")


class FullDisk(Case):
    def test_import_stops_and_goes_on_when_there_is_room(self):
        csv = self.file("leads.csv", leads(20_000))
        self.done("import", "leads", csv)
        with self.small_disk("8m") as disk:
            self.refused("import", "leads", csv, saying="disk is full", data=disk)
            self.assertGreater(self.contacts(disk), 0)
            self.remount(disk, "size=300m")
            self.assert_whole(disk)
            report = self.done("import", "leads", csv, "--json", data=disk).json
            self.assertGreater(report["unchanged"], 0)
            self.assertTrue(ledger_content(self.data) == ledger_content(disk))
            self.assertEqual(figures(self.data), figures(disk))
            self.assert_whole(disk)

    def test_a_server_outlives_it(self):
        csv = self.file("leads.csv", leads(20_000))
        with self.small_disk("12m") as disk, self.server(data=disk) as server:
            self.refused("import", "leads", csv, saying="disk is full", data=disk)
            for path in ("/api/v1/workspace", "/api/v1/funnel"):
                reply = server.request(path)
                self.assertEqual(200, reply.status, reply)
            refusals = 0
            for i in range(200):
                reply = server.request("/api/v1/contacts", {"email": f"more{i}@example.org", "title": "x" * 50_000})
                if reply.status != 201:
                    refusals += 1
                    self.assertEqual((503, "storage.disk_full"), (reply.status, reply.json["code"]), reply)
                    break
            self.assertEqual(1, refusals, "the disk never filled up")
            self.remount(disk, "size=300m")
            reply = server.request("/api/v1/contacts", {"email": "again@example.org"})
            self.assertEqual(201, reply.status, reply)
            self.done("import", "leads", csv, data=disk)
            self.assertTrue(eventually(
                lambda: server.request("/api/v1/workspace").json["contacts"] == self.contacts(disk), 15),
                server.errors())
            server.stop()
            self.assert_whole(disk)

    def test_rejects_on_a_full_disk(self):
        with self.small_disk("64k") as disk:
            csv = self.file("leads.csv", "mql_id,first_contact_date,origin\n" + "".join(
                f"id{i},2018-02-30,{'x' * 200}\n" for i in range(2000)))
            result = self.tandem("import", "leads", csv, "--rejects", disk / "rejects.csv")
            self.assertEqual(1, result.code, result)
            self.assertIn("rejects.csv", result.err)


class DamagedLedger(Case):
    def setUp(self):
        super().setUp()
        self.csv = self.file("leads.csv", leads(5000))
        self.done("import", "leads", self.csv)
        self.ledger = self.data / "ledger.db"

    def overwrite(self, start: float, length: int):
        """Noise over a part of the ledger, `start` as a share of its size."""
        content = bytearray(self.ledger.read_bytes())
        at = int(len(content) * start)
        content[at:at + length] = random.Random(3).randbytes(min(length, len(content) - at))
        self.ledger.write_bytes(content)

    def test_head(self):
        self.overwrite(0, 8192)
        for command in (["funnel"], ["sources"], ["import", "leads", self.csv], ["serve", "--port", "0"]):
            with self.subTest(command[0]):
                self.refused(*command, saying="damaged")
        self.assert_sick()

    def test_middle(self):
        self.overwrite(0.3, 400_000)
        self.assert_sick()
        result = self.tandem("import", "leads", self.csv)
        if result.code:
            self.assert_refusal(result, "damaged")

    def test_cut_short(self):
        content = self.ledger.read_bytes()
        self.ledger.write_bytes(content[:len(content) // 2])
        self.assert_sick()

    def test_text_in_its_place(self):
        self.ledger.write_text("This used to be a ledger.\n" * 1000)
        self.refused("funnel", saying="damaged")
        self.assert_sick()

    def assert_sick(self):
        """Doctor notices, says so, and leaves everything as it found it."""
        before = self.ledger.read_bytes()
        result = self.tandem("doctor")
        self.assertEqual(1, result.code, result)
        # Too damaged to be opened, or opened and found wanting.
        self.assertRegex(result.out + result.err, "the ledger is damaged|The ledger needs help")
        for crash in ("terminate called", "what():", "Traceback"):
            self.assertNotIn(crash, result.err)
        as_json = self.tandem("doctor", "--json")
        self.assertEqual(1, as_json.code, as_json)
        if as_json.out:
            self.assertIs(False, as_json.json["healthy"])
        self.assertTrue(before == self.ledger.read_bytes(), "doctor has changed a damaged ledger")


class DamagedMirror(Case):
    def setUp(self):
        super().setUp()
        self.done("import", "leads", self.file("leads.csv", leads(5000)))
        self.expected = figures(self.data)
        self.mirror = self.data / "mirror.duckdb"
        self.assertTrue(self.mirror.exists())

    def assert_rebuilt(self):
        self.assertEqual(self.expected, figures(self.data))
        self.assert_whole()

    def test_deleted(self):
        self.mirror.unlink()
        self.assert_rebuilt()

    def test_empty(self):
        self.mirror.write_bytes(b"")
        self.assert_rebuilt()

    def test_text_in_its_place(self):
        self.mirror.write_text("no mirror\n" * 5000)
        self.assert_rebuilt()

    def test_cut_short(self):
        content = self.mirror.read_bytes()
        for share in (0.9, 0.5, 0.1):
            with self.subTest(share):
                self.mirror.write_bytes(content[:int(len(content) * share)])
                self.assert_rebuilt()

    def test_noise(self):
        content = self.mirror.read_bytes()
        for start in (0.0, 0.25, 0.5, 0.75):
            with self.subTest(start):
                noisy = bytearray(content)
                at = int(len(noisy) * start)
                noisy[at:at + 40_000] = random.Random(4).randbytes(min(40_000, len(noisy) - at))
                self.mirror.write_bytes(noisy)
                self.assert_rebuilt()

    def test_of_another_ledger(self):
        other = self.folder / "other"
        self.done("import", "leads", self.file("more.csv", leads(300, seed=9)), data=other)
        figures(other)
        self.mirror.write_bytes((other / "mirror.duckdb").read_bytes())
        self.assert_rebuilt()

    def test_a_folder_in_its_place(self):
        self.mirror.unlink()
        self.mirror.mkdir()
        (self.mirror / "file").write_text("mine")
        result = self.tandem("funnel", "--json")
        if result.code:
            self.assert_refusal(result, "mirror")
        else:
            self.assertEqual(self.expected["funnel"]["stages"], result.json["stages"])

    def test_noticed_by_a_server_at_its_start(self):
        self.mirror.write_bytes(self.mirror.read_bytes()[:20_000])
        with self.server() as server:
            self.assertEqual(self.expected["funnel"]["stages"], server.request("/api/v1/funnel").json["stages"])
        self.assert_rebuilt()

    def test_deleted_under_a_server(self):
        with self.server() as server:
            self.mirror.unlink()
            self.assertEqual(self.expected["funnel"]["stages"], server.request("/api/v1/funnel").json["stages"])
            self.assertEqual(201, server.request("/api/v1/contacts", {"email": "late@example.org"}).status)
        self.assert_whole()


if __name__ == "__main__":
    unittest.main()
