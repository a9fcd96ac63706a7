"""Fails when a sentence is missing in one language, or when the code names one that is in neither."""
import json
import pathlib
import re
import sys


def flatten(node: dict, prefix: str = "") -> dict[str, str]:
    keys = {}
    for name, value in node.items():
        if isinstance(value, dict):
            keys |= flatten(value, f"{prefix}{name}.")
        else:
            keys[prefix + name] = value
    return keys


# Error::invalid("code", ...), text(language, "key"), context.say("key").
USES = re.compile(
    r'(?:Error::(?:invalid|not_found|conflict|forbidden|unavailable)\(\s*"|\bsay\(\s*"|\btext\(\s*[\w.()]+,\s*")'
    r'([a-z_]+(?:\.[a-z_0-9]+)+)"'
)
PLACES = re.compile(r"\{(\w+)\}")


def main() -> None:
    root = pathlib.Path(sys.argv[1])
    locales = {
        file.stem: flatten(json.loads(file.read_text()))
        for file in sorted((root / "src/locales").glob("*.json"))
    }
    found = []
    every = set().union(*locales.values())
    for language, sentences in locales.items():
        found += [f"src/locales/{language}.json: {key} is missing" for key in sorted(every - set(sentences))]
    for key in sorted(every):
        places = {name: set(PLACES.findall(s[key])) for name, s in locales.items() if key in s}
        if len(set(map(frozenset, places.values()))) > 1:
            found.append(f"src/locales: {key} has not the same places in every language")
    for file in sorted([*(root / "src").rglob("*.cpp"), *(root / "src").rglob("*.h")]):
        if file.name.endswith("_test.cpp"):
            continue
        for match in USES.finditer(file.read_text()):
            key = match.group(1)
            prefix = key.endswith("_") and any(known.startswith(key) for known in every)
            if key not in every and not prefix:
                found.append(f"{file.relative_to(root)}: no sentence for {key}")
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)


main()
