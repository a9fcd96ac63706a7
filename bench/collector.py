"""How many messages of visitors the collector takes a second, each answered once it is durable, beside nginx, which answers
204 to the same requests and keeps nothing.

    python3 bench/collector.py [--seconds N] [--runs N]

Needs wrk and nginx (Debian's wrk and nginx-light). Prints a table; asserts nothing. Works in build/bench and removes what it
made."""
import argparse
import json
import pathlib
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from bench import HERE, PROGRAM, ROOT, Server, Table

CONNECTIONS = 256
UNITS = {"us": 0.001, "ms": 1, "s": 1000}


class Load:
    """One run of wrk: requests, how many of them a second, and latencies in milliseconds."""

    def __init__(self, port: int, key: str, run: str, seconds: int):
        said = subprocess.run(["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--latency", "-s",
                               str(HERE / "collector.lua"), f"http://127.0.0.1:{port}", "--", key, run],
                              check=True, capture_output=True, text=True).stdout
        self.requests = int(re.search(r"(\d+) requests in", said).group(1))
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
        self.median, self.p99 = (self.latency(said, part) for part in ("50%", "99%"))
        if trouble := re.search(r"(Non-2xx.*|Socket errors.*)", said):
            sys.exit(f"bench: {trouble.group(1)}")

    @staticmethod
    def latency(said: str, part: str) -> float:
        number, unit = re.search(rf"{part}\s+([\d.]+)(us|ms|s)\b", said).groups()
        return float(number) * UNITS[unit]


class Nginx:
    def __init__(self, work: pathlib.Path):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        config = work / "nginx.conf"
        config.write_text(f"""
            daemon off; worker_processes 2; pid {work}/nginx.pid; error_log {work}/nginx.log;
            events {{ worker_connections 1024; }}
            http {{
              access_log off; keepalive_requests 1000000000;
              {"".join(f"{kind}_temp_path {work}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))}
              server {{ listen 127.0.0.1:{self.port}; location / {{ return 204; }} }}
            }}""")
        self.child = subprocess.Popen(["nginx", "-c", str(config), "-e", f"{work}/nginx.log"])
        time.sleep(0.5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()


def write_key(data: pathlib.Path) -> str:
    made = subprocess.run([PROGRAM, "--data", str(data), "token", "create", "keys", "--scopes", "manage_workspace", "--json"],
                          capture_output=True, check=True)
    with Server(data) as server:
        server.connection.request("POST", "/api/v1/write_keys", json.dumps({"name": "bench"}), {
            "Authorization": f"Bearer {json.loads(made.stdout)['secret']}", "Content-Type": "application/json"})
        return json.loads(server.connection.getresponse().read())["key"]


def metric(server: Server, outcome: str) -> int:
    found = re.search(rf'outcome="{outcome}"}} (\d+)', server.get("/metrics").decode())
    return int(found.group(1))


def measure(table: Table, work: pathlib.Path, seconds: int, runs: int):
    data = work / "data"
    key = write_key(data)
    mine, floor, memory = [], [], []
    with Nginx(work) as nginx, Server(data, "--tracking-rate", "0") as server:
        for run in range(runs):
            mine.append(Load(server.port, key, f"run{run}", seconds))
            memory.append(server.memory_mb())
            floor.append(Load(nginx.port, key, f"run{run}", seconds))
        time.sleep(1)  # what was on its way when wrk stopped
        taken, busy = metric(server, "taken"), metric(server, "busy")
    rows = sqlite3.connect(data / "ledger.db").execute("SELECT count(*) FROM activity WHERE kind = 'page_viewed'").fetchone()[0]
    answered = sum(load.requests for load in mine)
    ratio = statistics.median(m.rate / f.rate for m, f in zip(mine, floor))
    table.add("messages a second, each durable", f"{statistics.median(m.rate for m in mine):,.0f}", "–",
              f"nginx, 204 and nothing kept: {statistics.median(f.rate for f in floor):,.0f}")
    table.add("  their ratio", f"{ratio:.2f}", "≥ 0.40")
    table.add("  until the answer", f"{statistics.median(m.median for m in mine):.1f} ms median, "
              f"{statistics.median(m.p99 for m in mine):.1f} ms p99", "p99 < 25 ms",
              f"{statistics.median(f.median for f in floor):.1f} ms median, {statistics.median(f.p99 for f in floor):.1f} ms p99")
    table.add("rows in the ledger, and messages it says it took", f"{rows:,}, {taken:,}", "equal")
    table.add("  answers 202 that wrk saw before it stopped", f"{answered:,}", f"at most {CONNECTIONS * runs} fewer")
    table.add("turned away as busy", f"{busy:,}")
    table.add("server memory", f"{max(memory):.0f} MB")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--runs", type=int, default=3, help="of which the median counts")
    options = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool):
            sys.exit(f"bench: {tool} is missing: install Debian's wrk and nginx-light")
    place = ROOT / "build/bench"
    place.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="collector-", dir=place))
    table = Table()
    try:
        measure(table, work, options.seconds, options.runs)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"\n{CONNECTIONS} connections; medians of {options.runs} runs of {options.seconds} s, in turn\n")
    table.show()


if __name__ == "__main__":
    main()
