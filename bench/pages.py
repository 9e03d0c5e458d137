"""How long the server takes for each page of a large record, and how heavy the pages are.

    python bench/pages.py RECORD [--seconds 30] [--pause 1.0] [--repeat 20]

RECORD is one of bench/big_record.py; it is served by a process of its own, as `onrecord serve` does it.
Prints one line for each page: milliseconds within the application (the Server-Timing header; median and 95th
percentile), the processor time that the server took for it, which a busy machine does not stretch, and bytes
plain and compressed. Then 20 readers ask for random pages, pausing up to twice ``--pause`` seconds, while
`onrecord add` writes articles; latency is what a reader waits.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from big_record import World, extractions

READERS = 20
COMMAND = [sys.executable, "-m", "onrecord"]


class Server:
    """`onrecord serve` on a record."""

    def __init__(self, record: Path) -> None:
        command = [*COMMAND, "serve", "--record", str(record), "--port", "0", "--backend", "rules"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout
        self.port = urlsplit(self.process.stdout.readline().strip()).port
        assert self.port, "the server did not start"

    def cpu(self) -> float:
        """Milliseconds of processor time that it has taken so far, all threads together."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    def get(self, address: str, connection: http.client.HTTPConnection) -> tuple[float, bytes]:
        """Milliseconds within the application, and the body."""
        connection.request("GET", address, headers={"accept-encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (address, answer.status)
        found = re.search(r"dur=([\d.]+)", answer.headers["Server-Timing"])
        assert found
        plain = gzip.decompress(body) if answer.headers.get("content-encoding") == "gzip" else body
        return float(found[1]), plain


@contextmanager
def serving(record: Path) -> Iterator[Server]:
    server = Server(record)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


def addresses(server: Server) -> dict[str, str]:
    """One address for each kind of page, the heaviest of its kind where there is a choice."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)

    def read(address: str) -> object:
        return json.loads(server.get(address, connection)[1])

    people, articles = read("/people.json"), read("/articles.json")
    found, outlets = read("/search.json")["statements"], read("/outlets.json")  # type: ignore[call-overload,index]
    words = [re.findall(r"\w+", s["content"]["words"][0]) for s in found]
    counts: dict[str, int] = {}
    for word in (w for each in words for w in each if w != "that"):
        counts[word] = counts.get(word, 0) + 1
    common, rare = max(counts, key=lambda w: counts[w]), min(counts, key=lambda w: counts[w])
    start = server.get("/", connection)[1].decode()
    claim = re.findall(r'href="(/claim/[^"]+)"', start)
    person = people[0]["id"]  # type: ignore[index]
    outlet = quote(outlets[0]["name"])  # type: ignore[index]
    return {
        "start": "/",
        "article": f"/d/{articles[0]['id']}",  # type: ignore[index]
        "statement": f"/a/{found[0]['id']}",
        "details": f"/a/{found[0]['id']}?part=details",
        "person, most quoted": f"/p/{person}",
        "person, 100th": f"/p/{people[99]['id']}",  # type: ignore[index]
        "outlet": f"/o/{outlet}",
        "search, commonest word": f"/search?q={common}",
        "search, rare word": f"/search?q={rare}",
        "search, two words": f"/search?q={common}+{rare}",
        "search, word and speaker": f"/search?q={common}&speaker={person}",
        "search, word and denials": f"/search?q={common}&polarity=denies",
        "search, everything": "/search",
        "search, page 100": "/search?page=100",
        "search, outlet and denials": f"/search?polarity=denies&outlet={outlet}",
        "search, rarest sort": "/search?polarity=denies&source_type=unnamed&kind=mixed",
        "search, one speaker": f"/search?speaker={person}",
        "search, speaker and year": f"/search?speaker={person}&since=2023-01-01&until=2023-12-31",
        "search, old articles": "/search?until=2022-01-01",
        "suggest, one letter": f"/suggest?q={people[5]['name'][:1]}",  # type: ignore[index]
        "suggest, three letters": f"/suggest?q={people[5]['name'][:3]}",  # type: ignore[index]
        "compare": f"/compare?a={found[0]['id']}&a={found[1]['id']}",
        **({"claim": claim[0]} if claim else {}),
        "claims": "/claims",
        "claims, with a word": f"/claims?q={rare}",
        "contradictions": "/clashes",
        "contradictions, page 5": "/clashes?page=5",
        "contradictions, one speaker": f"/clashes?name={person}",
        "changes": "/changes",
        "drift": "/drift",
        "articles": "/articles",
        "people": "/people",
        "outlets": "/outlets",
        "review": "/review",
        "failures": "/failures",
    }


def alone(server: Server, pages: dict[str, str], repeat: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    print(f"{'page':<28} {'median ms':>10} {'95 % ms':>9} {'CPU ms':>8} {'bytes':>9} {'gzip':>8}")
    for name, address in pages.items():
        times, spent, body = [], [], b""
        for _ in range(repeat + 1):
            before = server.cpu()
            took, body = server.get(address, connection)
            times.append(took)
            spent.append(server.cpu() - before)
        middle, high = statistics.median(times[1:]), sorted(times[1:])[int(repeat * 0.95) - 1]
        sizes = f"{len(body):9,} {len(gzip.compress(body, 5)):8,}"
        print(
            f"{name:<28} {middle:10.1f} {high:9.1f} {statistics.median(spent[1:]):8.1f} {sizes}", flush=True
        )


def together(server: Server, record: Path, pages: dict[str, str], seconds: float, pause: float) -> None:
    """Readers and a writer at once."""
    until, served, waited = time.monotonic() + seconds, list[float](), list[float]()

    def read(seed: int) -> None:
        chosen, connection = random.Random(seed), http.client.HTTPConnection("127.0.0.1", server.port)
        time.sleep(chosen.random() * pause)
        while time.monotonic() < until:
            start = time.perf_counter()
            took, _ = server.get(chosen.choice(list(pages.values())), connection)
            waited.append((time.perf_counter() - start) * 1000)
            served.append(took)
            time.sleep(chosen.random() * 2 * pause)

    with tempfile.TemporaryDirectory() as folder:
        world = World(random.Random(int(time.time())), 20_000)
        for number, (_, found, _) in enumerate(extractions(world, 3_000, 10)):
            (Path(folder) / f"{number}.txt").write_text(found.document.text, "utf-8")
        command = [*COMMAND, "add", folder, "--record", str(record), "--backend", "rules"]
        quiet = subprocess.DEVNULL
        before, spent = json.loads(_start(server))["documents"], server.cpu()
        writer = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        writer.terminate()
        writer.wait()
    added = json.loads(_start(server))["documents"] - before
    for what, times in (("server time", sorted(served)), ("latency", sorted(waited))):
        print(
            f"{READERS} readers, pauses of {pause:g} s, {what}: median {statistics.median(times):.0f} ms, "
            f"95 % {times[int(len(times) * 0.95)]:.0f} ms of {len(times):,} pages in {seconds:.0f} s"
        )
    print(f"the server took {(server.cpu() - spent) / len(served):.1f} ms of a processor for each")
    print(f"meanwhile onrecord add put {added:,} articles on record")


def _start(server: Server) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    return json.dumps(json.loads(server.get("/?format=json", connection)[1])["summary"]).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    with serving(options.record) as server:
        pages = addresses(server)
        alone(server, pages, options.repeat)
    if options.seconds:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copy(options.record, Path(folder) / "copy.db"))
            with serving(copy) as server:
                together(server, copy, pages, options.seconds, options.pause)


if __name__ == "__main__":
    main()
