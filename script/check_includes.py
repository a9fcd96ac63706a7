"""Fails on an include that the tables of src/README.md do not allow."""
import pathlib
import re
import sys


def table(text: str, heading: str) -> dict[str, set[str]]:
    """The rows of the first table below a heading: name -> the names it may include."""
    rows: dict[str, set[str]] = {}
    section = text.split(f"## {heading}", 1)[1]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 2 and not set(cells[0]) <= {"-"}:
            rows[cells[0]] = {name.strip() for name in cells[1].split(",") if name.strip()}
        elif rows and not line.startswith("|"):
            break
    rows.pop("level", None)
    rows.pop("room", None)
    return rows


def problems(src: pathlib.Path) -> list[str]:
    readme = (src / "README.md").read_text()
    levels, rooms = table(readme, "Levels"), table(readme, "Rooms of `domain`")
    found = []
    for file in sorted([*src.rglob("*.h"), *src.rglob("*.cpp")]):
        path = file.relative_to(src).parts
        level = path[0]
        if level not in levels:
            found.append(f"src/{'/'.join(path)}: level {level} is not in src/README.md")
            continue
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*"([\w./-]+)"', line)
            if not match or "/" not in match.group(1):
                continue
            target = match.group(1).split("/")
            where = f"src/{'/'.join(path)}:{number}: "
            if target[0] not in levels[level] | {level}:
                found.append(f"{where}{level} must not include {target[0]}")
            elif level == target[0] == "domain":
                room, other = path[1], target[1]
                if room not in rooms:
                    found.append(f"{where}room {room} is not in src/README.md")
                elif other not in rooms[room] | {room}:
                    found.append(f"{where}room {room} must not include {other}")
        if level == "domain":
            found += forbidden_libraries(file, path)
    return found


# Rooms are pure: no driver, socket, thread or log can be named in them.
LIBRARIES = re.compile(
    r"\s*#\s*include\s*<(soci|sqlite3|duckdb|boost/(beast|asio)|spdlog|sodium|thread|mutex|iostream|fstream)"
)


def forbidden_libraries(file: pathlib.Path, path: tuple[str, ...]) -> list[str]:
    if file.name.endswith("_test.cpp"):
        return []
    return [
        f"src/{'/'.join(path)}:{number}: a room must not include {line.split('<')[1].rstrip('>')}"
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if LIBRARIES.match(line)
    ]


def main() -> None:
    found = problems(pathlib.Path(sys.argv[1]) / "src")
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)


main()
