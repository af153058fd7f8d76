"""A regency under load, on both databases; prints the tables of docs/performance.md.

`python -m benchmarks.regency [--share 0.1] [sqlite|postgresql]`; a share of 0.1 makes a tenth of the rows.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.faults.clerk import Clerk
from tools import postgres

ROOT = Path(__file__).parents[2]
PASSWORD = "sungai-serayu-mengalir"  # noqa: S105 -- as in fill.py
CONNECTIONS = 16
KINDS = ("sqlite", "postgresql")
SECONDS = 8
PORT = 18_431


@dataclass(frozen=True)
class House:
    """A filled house with its server."""

    kind: str
    environment: dict[str, str]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{PORT}"

    def run(self, module: str, *arguments: str) -> dict:
        """Runs a program of ours inside the house and reads the JSON it prints."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "janji.site.settings"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(done.stdout)

    @contextmanager
    def open(self) -> Iterator[subprocess.Popen]:
        """The server, until the block ends."""
        command = [sys.executable, "-m", "janji.site.cli", "serve"]
        with Path(self.environment["JANJI_HOME"], "said").open("w") as said:
            server = subprocess.Popen(command, env=self.environment, stdout=said, stderr=said)
        try:
            while not _answers(self.base):
                assert server.poll() is None
                time.sleep(0.2)
            yield server
        finally:
            server.terminate()
            server.wait(30)


def _answers(base: str) -> bool:
    try:
        with urlopen(f"{base}/masuk/", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


@contextmanager
def house(kind: str) -> Iterator[House]:
    """An empty house on SQLite or on a durable PostgreSQL, removed at the end."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "JANJI_PORT": str(PORT)}
    environment |= {"JANJI_LOG": "json"}
    with tempfile.TemporaryDirectory(prefix="janji-bench-") as home:
        environment |= {"JANJI_HOME": home, "JANJI_DATABASE_URL": ""}
        if kind == "sqlite":
            yield House(kind, environment)
            return
        with postgres.running(durable=True) as cluster:
            yield House(kind, environment | {"JANJI_DATABASE_URL": cluster.url})


def load(base: str, address: str, cookie: str) -> dict:
    """Sixteen connections ask for one page; a single wrong answer ends the measurement."""
    options = ["-t2", "-H", f"Cookie: {cookie}"]
    # First, unmeasured: every process and connection meets the page.
    wrk("report.lua", f"{base}{address}", *options, "-d2s")
    found = wrk("report.lua", f"{base}{address}", *options)
    assert found["bad"] == 0, (address, found)
    return found


def wrk(script: str, address: str, *options: str, **environment: str) -> dict:
    """What sixteen connections of the load generator see, as its script tells it."""
    command = ["wrk", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "10s", *options]
    command += ["-s", str(Path(__file__).parent / script), address]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, text=True, env=os.environ | environment
    )
    return json.loads(done.stdout.splitlines()[-1])


def cookie_of(clerk: Clerk) -> str:
    """The session as a header."""
    return "; ".join(f"{one.name}={one.value}" for one in clerk.cookies)


def saving(base: str, office: str) -> dict:
    """N-05: clerks at their counters save as fast as they can, each with a session of their own."""
    clerks = [Clerk(base, office).sign_in("operator", PASSWORD) for _ in range(CONNECTIONS)]
    cookies, tokens = map(cookie_of, clerks), (clerk.token for clerk in clerks)
    found = wrk(
        "save.lua",
        f"{base}{clerks[0].counter}",
        f"-t{CONNECTIONS}",
        COOKIES="\n".join(cookies),
        TOKENS="\n".join(tokens),
    )
    assert found["bad"] == 0, found
    return found


def change(base: str, office: str, pages: list[str]) -> float:
    """Seconds from one request being served until every level's page counts it; the median of 7."""
    clerk = Clerk(base, office).sign_in("operator", PASSWORD)
    taken = []
    for number in range(7):
        start = time.perf_counter()
        status, _, _ = clerk.receive(f"Warga Segera {number}", "layanan-0", deed="at_once")
        assert status == 302, status
        for page in pages:
            assert clerk.get(page)[0] == 200
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def processes(server: subprocess.Popen) -> dict[str, float]:
    """Resident megabytes of the server's processes; the highest of those that do the same."""
    found: dict[str, float] = {}
    for pid in [server.pid, *_below(server.pid)]:
        said = Path(f"/proc/{pid}/status").read_text()
        resident = (
            int(next(x for x in said.splitlines() if x.startswith("VmRSS")).split()[1]) / 1024
        )
        command = Path(f"/proc/{pid}/cmdline").read_text()
        name = "induk" if pid == server.pid else "penghitung" if "--beside" in command else "server"
        found[name] = max(found.get(name, 0), resident)
    return found


def _below(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for one in map(int, children) for each in (one, *_below(one))]


def measure(kind: str, share: float) -> None:
    """Fills a house, opens it, and prints its tables."""
    print(f"\n### {kind}\n", flush=True)
    with house(kind) as made:
        rows = made.run("benchmarks.regency.fill", str(share))
        counted = made.run("benchmarks.regency.counting")
        ratio = counted["by_janji"] / counted["by_hand"]
        print(", ".join(f"{count:,} {name}" for name, count in rows.items()))
        print(
            f"\nHitung ulang seluruhnya: Janji {counted['by_janji']:.1f} s, SQL tangan"
            f" {counted['by_hand']:.1f} s, nisbah {ratio:.2f} (sasaran 1,5)."
            f" Menyimpan {counted['facts']:,} nilai yang dipakai definisi: {counted['refreshed']:.1f} s.\n"
        )
        with made.open() as server:
            visit(made.base, counted)
            write(made.base, counted)
            print("\nMemori (MB): ", {k: round(v) for k, v in processes(server).items()})


def visit(base: str, counted: dict) -> None:
    """The ten pages and the paper."""
    superior = Clerk(base, counted["office"]).sign_in("bupati", PASSWORD)
    operator = Clerk(base, counted["office"]).sign_in("operator", PASSWORD)
    print("| halaman | permintaan/s | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|")
    for name, address in counted["pages"].items():
        who = operator if "/catatan/" in address else superior
        found = load(base, address, cookie_of(who))
        rate = found["count"] / found["seconds"]
        line = f"| {name} | {rate:.0f} | {found['p50']:.0f} | {found['p95']:.0f} | {found['p99']:.0f} |"
        print(line, flush=True)
    paper = load(base, counted["paper"], cookie_of(superior))
    print(
        f"\nPDF perjanjian: {paper['count'] / paper['seconds']:.1f} per detik, p95 {paper['p95']:.0f} ms."
    )


def write(base: str, counted: dict) -> None:
    """Saving at the counter, and how soon a change is seen."""
    found = saving(base, counted["office"])
    print(
        f"\nMenyimpan di loket, {CONNECTIONS} petugas: {found['count'] / found['seconds']:.0f} per detik,"
        f" p50 {found['p50']:.0f} ms, p95 {found['p95']:.0f} ms, p99 {found['p99']:.0f} ms"
        f" (sasaran 300), terbanyak/tersedikit per petugas {found['most'] / found['least']:.2f}."
    )
    pages = list(counted["pages"].values())
    taken = change(base, counted["office"], [pages[3], pages[1], pages[0]])
    print(f"Satu perubahan tampak pada angka semua tingkat: {taken * 1000:.0f} ms (sasaran 1.000).")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=KINDS, metavar="|".join(KINDS))
    parser.add_argument("--share", type=float, default=1.0)
    asked = parser.parse_args()
    for kind in asked.kinds:
        measure(kind, asked.share)
