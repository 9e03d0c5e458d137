"""How well and how fast pages are read: token shingles against the article extraction benchmark.

    python bench/read_html.py FOLDER

``FOLDER`` holds ground-truth.json and html.tar.xz of github:scrapinghub/article-extraction-benchmark (MIT).
The measure is theirs: shingles of four tokens, precision and recall averaged over pages, F1 of the averages;
"exact" is the share of pages with all tokens right.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import statistics
import tarfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from onrecord.model import Document
from onrecord.read import html, read_bytes

SETTINGS: dict[str, dict[str, bool]] = {
    "trafilatura defaults": {},
    "without comments": {"include_comments": False},
    "fast": {"include_comments": False, "fast": True},
    "recall": {"include_comments": False, "favor_recall": True},
    "deduplicate": {"include_comments": False, "deduplicate": True},
    "precision": {"include_comments": False, "favor_precision": True},
    "precision, no tables": {"include_comments": False, "favor_precision": True, "include_tables": False},
    "precision, fast": {"include_comments": False, "favor_precision": True, "fast": True},
}
assert SETTINGS["precision"] == html.OPTIONS


FIELDS = ("title", "url", "outlet", "byline", "published", "language")


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = tokens(text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)) if words)


def score(*, expected: dict[str, str], found: dict[str, str]) -> dict[str, float]:
    precisions, recalls = [], []
    for key, text in expected.items():
        want, have = shingles(text), shingles(found[key])
        right = (want & have).total()
        if have:
            precisions.append(right / have.total())
        if want:
            recalls.append(right / want.total())
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    exact = statistics.mean(tokens(text) == tokens(found[key]) for key, text in expected.items())
    return {
        "F1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
        "exact": exact,
    }


def timed(name: str, read: Callable[[bytes], str], pages: dict[str, bytes], expected: dict[str, str]) -> None:
    begin = time.perf_counter()
    found = {key: read(page) for key, page in pages.items()}
    seconds = time.perf_counter() - begin
    parts = [f"{key} {value:.4f}" for key, value in score(expected=expected, found=found).items()]
    empty = sum(not text for text in found.values())
    print(f"{name:22} {'  '.join(parts)}  empty {empty}  {len(pages) / seconds:.1f} pages/s", flush=True)


def bare(page: bytes, **options: bool) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(page.decode(), **options)
    return found.text or "" if found else ""


def ours(page: bytes) -> str:
    (found,) = read_bytes(page, "page.html")
    return found.text if isinstance(found, Document) else ""


def metadata(pages: dict[str, bytes], truth: dict[str, dict[str, str]]) -> None:
    """How often each field is known, and how dates compare with the day in the page's address."""
    from htmldate import find_date

    known: Counter[str] = Counter()
    agree: Counter[str] = Counter()
    for key, page in pages.items():
        (found,) = read_bytes(page, "page.html")
        if not isinstance(found, Document):
            continue
        known.update(
            name
            for name in ("title", "url", "outlet", "byline", "published", "language")
            if getattr(found, name)
        )
        day = re.search(r"/(20\d\d)[/-](\d\d)[/-](\d\d)[/-]", truth[key]["url"])
        guess = find_date(page.decode(), original_date=True, extensive_search=False)
        agree["only htmldate finds a date"] += bool(guess and not found.published)
        if day:
            written = "-".join(day.groups())
            agree["pages with a day in their address"] += 1
            agree["ours is that day"] += str(found.published) == written
            agree["ours is another"] += found.published is not None and str(found.published) != written
            agree["htmldate's is that day"] += guess == written
            agree["htmldate's is another"] += guess is not None and guess != written
    print(f"metadata of {len(pages)} pages: {dict(known)}")
    print(f"dates: {dict(agree)}")


def paragraphs(pages: dict[str, bytes], expected: dict[str, str]) -> None:
    """How many of the benchmark's own paragraphs come out as one paragraph, to the token."""
    wanted = kept = 0
    for key, page in pages.items():
        have = Counter(tuple(tokens(part)) for part in ours(page).split("\n\n"))
        want = Counter(tuple(tokens(part)) for part in expected[key].split("\n\n"))
        wanted += want.total()
        kept += (want & have).total()
    print(f"paragraphs: {kept} of {wanted} are kept as they are")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    logging.disable(logging.CRITICAL)
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    with tarfile.open(folder / "html.tar.xz") as archive:
        pages = {
            PurePosixPath(member.name).name.removesuffix(".html.gz"): gzip.decompress(file.read())
            for member in archive
            if (file := archive.extractfile(member))
        }
    expected = {key: truth[key]["articleBody"] for key in pages}
    print(f"{len(pages)} pages, {sum(map(len, pages.values())) / 1e6:.1f} MB")
    bare(next(iter(pages.values())))  # imports are not timed
    for name, options in SETTINGS.items():
        timed(name, lambda page, options=options: bare(page, **options), pages, expected)
    timed("onrecord", ours, pages, expected)
    paragraphs(pages, expected)
    metadata(pages, truth)


if __name__ == "__main__":
    main()
