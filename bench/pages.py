"""How long the server takes for each page of a large record, and how heavy the pages are.

python bench/pages.py [--documents 10000] [--attributions 10] [--record FILE] [--seconds 20]

Makes a record of generated articles (see record_size.py) at FILE, or measures the one that is there. Prints
one line for each page: milliseconds within the application (the Server-Timing header; median and 95th
percentile of 20 requests), processor time of server and client, which a busy machine does not stretch,
and bytes plain and compressed. Then 20 readers ask for random pages at once while articles are added; latency
is what a reader waits.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

import uvicorn  # noqa: E402
from record_size import Generator  # noqa: E402

from onrecord.show.web import create_app  # noqa: E402
from onrecord.store import open_record  # noqa: E402
from page_samples import Client  # noqa: E402

REPEAT = 20
READERS = 20


def fill(path: Path, documents: int, attributions: int) -> None:
    generator = Generator(seed=1, speakers=8_000, words=30_000)
    start = time.perf_counter()
    with open_record(path, create=True) as record:
        for extraction in generator.extractions(documents, attributions):
            record.add(extraction, model="bench/1")
    print(f"made a record of {documents:,} articles × {attributions} in {time.perf_counter() - start:.0f} s")


def addresses(client: Client) -> dict[str, str]:
    people = json.loads(client.get("/people.json").body)
    articles = json.loads(client.get("/articles.json").body)
    found = json.loads(client.get("/search.json").body)["statements"]
    word, rare = found[0]["content"]["words"][0].split()[3], found[1]["content"]["words"][0].split()[0]
    outlet = json.loads(client.get("/outlets.json").body)[0]["name"]
    return {
        "start": "/",
        "article": f"/d/{articles[0]['id']}",
        "statement": f"/a/{found[0]['id']}",
        "details": f"/a/{found[0]['id']}?part=details",
        "person, most quoted": f"/p/{people[0]['id']}",
        "person, 100th": f"/p/{people[99]['id']}",
        "outlet": f"/o/{quote(outlet)}",
        "search, one word": f"/search?q={word}",
        "search, other word": f"/search?q={rare}",
        "search, two words": f"/search?q={word}+{rare}",
        "search, everything": "/search",
        "search, filtered": f"/search?polarity=denies&outlet={quote(outlet)}",
        "search, one speaker": f"/search?speaker={people[0]['id']}",
        "suggest": f"/suggest?q={people[5]['name'][:3]}",
        "compare": f"/compare?a={found[0]['id']}&a={found[1]['id']}",
        "claim": f"/claim/{found[0]['id']}",
        "articles": "/articles",
        "people": "/people",
        "outlets": "/outlets",
        "review": "/review",
        "failures": "/failures",
    }


def alone(port: int, pages: dict[str, str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    print(f"{'page':<24} {'median ms':>10} {'95 % ms':>9} {'CPU ms':>8} {'bytes':>9} {'gzip':>8}")
    for name, address in pages.items():
        times, spent = [], []
        for _ in range(REPEAT + 1):
            start = time.process_time()
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, (name, answer.status)
            times.append(float(timing(answer.headers["Server-Timing"])))
            spent.append((time.process_time() - start) * 1000)
        middle, high = statistics.median(times[1:]), sorted(times[1:])[int(REPEAT * 0.95) - 1]
        sizes = f"{len(body):9,} {len(gzip.compress(body, 5)):8,}"
        print(
            f"{name:<24} {middle:10.1f} {high:9.1f} {statistics.median(spent[1:]):8.1f} {sizes}", flush=True
        )


def timing(header: str) -> str:
    found = re.search(r"dur=([\d.]+)", header)
    assert found
    return found[1]


def together(path: Path, port: int, pages: dict[str, str], seconds: float) -> None:
    """Readers and a writer at once; in one process, so that they share its one interpreter as in `onrecord
    serve`."""
    until, served, waited = time.monotonic() + seconds, list[float](), list[float]()
    added = [0]

    def read(seed: int) -> None:
        chosen, connection = random.Random(seed), http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < until:
            start = time.perf_counter()
            connection.request("GET", chosen.choice(list(pages.values())))
            answer = connection.getresponse()
            answer.read()
            waited.append((time.perf_counter() - start) * 1000)
            served.append(float(timing(answer.headers["Server-Timing"])))

    def write() -> None:
        generator = Generator(seed=int(time.time()), speakers=500, words=30_000)
        with open_record(path) as record:
            while time.monotonic() < until:
                record.add(generator.extraction(10), model="bench/1")
                added[0] += 1

    threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)] + [
        threading.Thread(target=write)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for what, times in (("server time", sorted(served)), ("latency", sorted(waited))):
        print(
            f"{READERS} readers, {what}: median {statistics.median(times):.0f} ms, "
            f"95 % {times[int(len(times) * 0.95)]:.0f} ms of {len(times):,} pages in {seconds:.0f} s"
        )
    print(f"meanwhile {added[0]:,} articles were added")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--attributions", type=int, default=10)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder) / "pages.db"
        if not path.exists():
            fill(path, options.documents, options.attributions)
        client = Client(create_app(path, backend="rules"))
        start = time.perf_counter()
        client.get("/failures")
        print(f"counting everything, once at the start: {time.perf_counter() - start:.1f} s")
        pages = addresses(client)
        server = uvicorn.Server(uvicorn.Config(client.app, port=0, log_level="error", lifespan="off"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        alone(port, pages)
        if options.seconds:
            together(path, port, pages, options.seconds)
        server.should_exit = True


if __name__ == "__main__":
    main()
