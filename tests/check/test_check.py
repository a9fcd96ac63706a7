"""script/check must find what it is there to find: each rule is broken on purpose in a small tree."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Check(unittest.TestCase):
    def setUp(self):
        self.tree = pathlib.Path(tempfile.mkdtemp(prefix="tandem-check-"))
        self.addCleanup(shutil.rmtree, self.tree, ignore_errors=True)
        (self.tree / "src").mkdir()
        shutil.copy(ROOT / "src/README.md", self.tree / "src/README.md")
        shutil.copy(ROOT / ".clang-format", self.tree / ".clang-format")
        self.locale("en", {"people": {"bad_email": "“{value}” is not an e-mail address", "gone": "it is gone"}})
        self.locale("fr", {"people": {"bad_email": "« {value} » n’est pas une adresse", "gone": "disparu"}})
        self.source("base/result.h", "#pragma once\n\n#include <string>\n")
        self.source("domain/people/contact.h", '#pragma once\n\n#include "base/result.h"\n')
        self.source("domain/people/contact.cpp",
                    '#include "domain/people/contact.h"\n\n'
                    'auto refusal() {\n  return Error::invalid("people.bad_email", {});\n}\n')
        self.source("storage/people.cpp", '#include <soci/soci.h>\n\n#include "domain/people/contact.h"\n')
        self.source("http/people.cpp", '#include "storage/people.h"\n')
        subprocess.run(["git", "init", "--quiet", str(self.tree)], check=True)

    def source(self, path: str, text: str):
        file = self.tree / "src" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def locale(self, language: str, sentences: dict):
        file = self.tree / f"src/locales/{language}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(sentences))

    def check(self, *steps: str) -> tuple[int, str]:
        done = subprocess.run([str(ROOT / "script/check"), "--root", str(self.tree), *steps], cwd="/",
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def assert_found(self, step: str, *words: str):
        code, said = self.check(step)
        self.assertNotEqual(0, code, said)
        for word in words:
            self.assertIn(word, said)

    def test_a_clean_tree_passes(self):
        self.assertEqual((0, ""), self.check("includes", "locales", "format"))

    def test_the_project_itself_passes(self):
        done = subprocess.run([str(ROOT / "script/check"), "includes", "locales"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def test_an_include_of_a_higher_level(self):
        self.source("storage/funnel.cpp", '#include "storage/people.h"\n#include "actions/lifecycle.h"\n')
        self.assert_found("includes", "src/storage/funnel.cpp:2:", "storage must not include actions")

    def test_an_include_of_a_higher_level_in_a_header(self):
        self.source("base/text.h", '#pragma once\n\n  #  include "domain/people/contact.h"\n')
        self.assert_found("includes", "src/base/text.h:3:", "base must not include domain")

    def test_sideways(self):
        self.source("http/mail.cpp", '#include "jobs/mail.h"\n')
        self.assert_found("includes", "src/http/mail.cpp:1:", "http must not include jobs")
        self.source("http/mail.cpp", "")
        self.source("jobs/mail.cpp", '#include "http/server.h"\n')
        self.assert_found("includes", "src/jobs/mail.cpp:1:", "jobs must not include http")

    def test_from_room_to_room(self):
        self.source("domain/people/dedup.cpp", '#include "domain/people/contact.h"\n#include "domain/imports/rows.h"\n')
        self.assert_found("includes", "src/domain/people/dedup.cpp:2:", "room people must not include imports")

    def test_rooms_that_may(self):
        self.source("domain/imports/rows.h", '#pragma once\n\n#include "domain/people/contact.h"\n')
        self.assertEqual(0, self.check("includes")[0])

    def test_a_driver_in_a_room(self):
        for header in ("soci/soci.h", "sqlite3.h", "duckdb.h", "boost/asio.hpp", "boost/beast/http.hpp",
                       "spdlog/spdlog.h", "mutex"):
            with self.subTest(header):
                self.source("domain/people/store.cpp", f"#include <string>\n#include <{header}>\n")
                self.assert_found("includes", "src/domain/people/store.cpp:2:", "a room must not include")

    def test_a_level_and_a_room_nobody_has_listed(self):
        self.source("helpers/misc.cpp", '#include "base/result.h"\n')
        self.assert_found("includes", "src/helpers/misc.cpp", "helpers")
        shutil.rmtree(self.tree / "src/helpers")
        self.source("domain/gossip/gossip.cpp", '#include "domain/people/contact.h"\n')
        self.assert_found("includes", "src/domain/gossip/gossip.cpp:1:", "gossip")

    def test_a_missing_translation(self):
        self.locale("fr", {"people": {"bad_email": "« {value} » n’est pas une adresse"}})
        self.assert_found("locales", "src/locales/fr.json", "people.gone")

    def test_a_translation_without_the_value_it_should_name(self):
        self.locale("fr", {"people": {"bad_email": "ce n’est pas une adresse", "gone": "disparu"}})
        self.assert_found("locales", "people.bad_email")

    def test_a_sentence_that_no_language_has(self):
        self.source("actions/leave.cpp", 'auto refusal() { return Error::conflict("people.left_town"); }\n')
        self.assert_found("locales", "src/actions/leave.cpp", "people.left_town")

    def test_formatting(self):
        self.source("base/ugly.cpp", "int   main( ){return 0 ;}\n")
        self.assert_found("format", "ugly.cpp")


if __name__ == "__main__":
    unittest.main()
