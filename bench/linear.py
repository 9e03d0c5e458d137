"""Time and memory of ``extract`` over the length of an article; writes docs/linear.md with the curve.

usage: python -m bench.linear [--backend NAME] [--longest WORDS]

The article of each length is made of our own samples, one after the other, and read in a process of its own
on one processor and one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle

from bench.compare import ONE_THREAD, ROOT, machine
from bench.systems import one_processor

PAGE = ROOT / "docs" / "linear.md"
LENGTHS = (1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000)
WIDTH = 40


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.linear", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--backend", default="neural")
    parser.add_argument("--longest", type=int, default=LENGTHS[-1], metavar="WORDS")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker is not None:
        print(json.dumps(measure(chosen.backend, chosen.worker)))
        return 0
    points = []
    for words in (length for length in LENGTHS if length <= chosen.longest):
        command = [sys.executable, "-m", "bench.linear", "--backend", chosen.backend, "--worker", str(words)]
        done = subprocess.run(
            command, env={**os.environ, **ONE_THREAD}, cwd=ROOT, capture_output=True, text=True, check=True
        )
        points.append(json.loads(done.stdout))
        print(f"{words:7,} words: {points[-1]['seconds']:8.2f} s {points[-1]['mib']:7.1f} MiB", flush=True)
    page = "\n".join(_page(chosen.backend, points))
    PAGE.write_text(page, "utf-8")
    return 0


def measure(backend: str, words: int) -> dict[str, float]:
    """Seconds for one article of so many words, and how much the peak memory grew over a short one's."""
    from onrecord import pipeline
    from onrecord.model import Document

    one_processor()
    extractor = pipeline.backend_named(backend)
    list(pipeline.extract([_article(500)], backend=extractor))  # loads what is loaded at first use
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    article: Document = _article(words)
    started = time.process_time()
    (found,) = pipeline.extract([article], backend=extractor)
    seconds = time.process_time() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"words": words, "seconds": seconds, "mib": grown, "found": len(found.attributions)}


def _article(words: int):  # type: ignore[no-untyped-def]
    from onrecord.model import Document
    from onrecord.read import read_path

    samples = [
        found.text
        for path in sorted((ROOT / "examples" / "articles").glob("*.txt"))
        for found in read_path(path)
        if isinstance(found, Document)
    ]
    parts: list[str] = []
    left = words
    for sample in cycle(samples):
        parts.append(sample)
        left -= len(sample.split())
        if left <= 0:
            break
    return Document.new("\n\n".join(parts), published=date(2026, 5, 1))


def _page(backend: str, points: list[dict[str, float]]) -> Iterator[str]:
    slowest = max(point["seconds"] / point["words"] for point in points)
    fastest = min(point["seconds"] / point["words"] for point in points)
    top = max(point["seconds"] for point in points)
    yield "# Time and memory over the length of an article"
    yield ""
    yield f"One article made of our samples, backend `{backend}`, processor seconds of one thread; memory is"
    yield "how far the peak rose above that of a short article."
    yield ""
    yield "```"
    yield f"{'words':>7} {'findings':>9} {'seconds':>8} {'ms/1,000 words':>15} {'MiB':>7}"
    for point in points:
        per = 1e6 * point["seconds"] / point["words"]
        bar = "█" * round(WIDTH * point["seconds"] / top)
        yield (
            f"{point['words']:7,.0f} {point['found']:9,.0f} {point['seconds']:8.2f} {per:15.0f} "
            f"{point['mib']:7.1f}  {bar}".rstrip()
        )
    yield "```"
    yield ""
    yield f"A word costs at most {slowest / fastest:.2f} times as much in one of these as in another."
    yield ""
    yield f"Measured on {date.today()} with `python -m bench.linear --backend {backend}`: {machine()}."
    yield ""
    yield "This page is generated."
    yield ""


if __name__ == "__main__":
    sys.exit(main())
