"""Turns text files into a C++ header.

queries  a SQL file with `-- name: find_contact` lines -> one constant per query, named after its file:
         tandem::sql::people::find_contact
texts    whole files -> a table of {stem, content}, in the order given
"""
import pathlib
import re
import sys


def literal(text: str) -> str:
    # MSVC-sized chunks are not needed, but GCC's raw strings must not contain the delimiter.
    assert ')embed"' not in text
    return 'R"embed(' + text + ')embed"'


def queries(files: list[pathlib.Path]) -> str:
    out = ["#pragma once\n#include <string_view>\n"]
    for file in files:
        out.append(f"namespace tandem::sql::{file.stem} {{")
        parts = re.split(r"^-- name: *(\w+) *$", file.read_text(), flags=re.MULTILINE)
        names = parts[1::2]
        if len(set(names)) != len(names):
            sys.exit(f"{file}: a query name is used twice")
        for name, body in zip(names, parts[2::2]):
            lines = [line for line in body.splitlines() if not line.startswith("--")]
            sql = "\n".join(lines).strip().rstrip(";")
            out.append(f"inline constexpr std::string_view {name} = {literal(sql)};")
        out.append("}\n")
    return "\n".join(out)


def texts(files: list[pathlib.Path], symbol: str) -> str:
    out = [
        "#pragma once\n#include <array>\n#include <string_view>\n#include <utility>\n",
        "namespace tandem::embedded {",
        f"inline constexpr std::array<std::pair<std::string_view, std::string_view>, {len(files)}>"
        f" {symbol}{{{{",
    ]
    for file in sorted(files):
        out.append(f'    {{"{file.stem}", {literal(file.read_text())}}},')
    out.append("}};\n}")
    return "\n".join(out)


def main() -> None:
    mode, output = sys.argv[1], pathlib.Path(sys.argv[2])
    files = [pathlib.Path(name) for name in sys.argv[3:]]
    text = queries(files) if mode == "queries" else texts(files, output.stem)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text)


main()
