"""Which true pairs are ever compared: gold pairs hidden among the contents of generated articles.

    train/.venv/bin/python -m bench.link_recall 1000 evals/gold/pairs/long_tuning.txt

Everything is filed under its terms as a record does it. Of the pairs with a relation it prints how many stand
under one term, how many of these the outlines let pass, how many are near by the table of vectors, and how
many are among the nearest of either side by it, by BM25 and by sentence vectors, exactly searched; then what
the linker could make of pairs that do not meet: how many relations the explained signals would find, and how
many the models if they were asked.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from bench.link_size import generated
from numpy.typing import NDArray

from onrecord.evaluate.pairs import Pair, parse_pairs
from onrecord.link.clauses import Reading
from onrecord.link.meaning.vectors import cosines, stacked, vector_of
from onrecord.link.meaning.weigh import weighed
from onrecord.link.meeting import meetings
from onrecord.link.outlines import outline
from onrecord.link.relations import relate
from onrecord.link.terms import number_of, terms_of
from onrecord.link.words import folded_words, stem
from onrecord.model import Relation, Span
from onrecord.store import open_record
from onrecord_train.meaning.encoder import vectors

NEAREST = (10, 50)
LEAST = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--without-vectors", action="store_true", help="2 ms a content are saved")
    asked = parser.parse_args()
    others = list(contents(asked.articles))
    for path in asked.pairs:
        pairs = parse_pairs(path.read_text(encoding="utf-8"))
        true = [pair for pair in pairs if pair.label != "none"]
        readings = [side.reading for pair in pairs for side in (pair.left, pair.right)]
        at = {pair.slug: (2 * n, 2 * n + 1) for n, pair in enumerate(pairs)}
        print(f"{path.name}: {len(true)} related pairs among {len(readings) + len(others)} contents")
        listed, near = compared([*readings, *map(reading, others)])
        found = {"under one term": listed, "and by outlines": near}
        texts = [*(r.text for r in readings), *others]
        table = stacked(b"".join(vector_of(each) for each in [*readings, *map(reading, others)]))
        likeness = cosines(table[: len(readings)], table)
        found |= {f"as near as {least}": pairs_from(likeness, least) for least in LEAST}
        found |= nearest("table", likeness)
        found |= nearest("BM25", bm25(texts, 2 * len(pairs)))
        if not asked.without_vectors:
            start = time.process_time()
            made = vectors(texts)
            found |= nearest("vectors", made[: 2 * len(pairs)] @ made.T)
            print(f"  {1000 * (time.process_time() - start) / len(texts):.1f} ms a content for its vector")
        for name, met in found.items():
            hit = [pair for pair in true if frozenset(at[pair.slug]) in met]
            print(f"  {name:<22} {len(hit):>4} = {len(hit) / len(true):.2f}")
        missed = [pair for pair in true if frozenset(at[pair.slug]) not in near]
        told = [label(pair, relate(pair.left, pair.right)) for pair in missed]
        print(f"  of the {len(missed)} that are not compared the signals would find {sum(told)}")
        told = [label(pair, weighed(pair.left, pair.right, None)) for pair in missed]
        print(f"  and the models, if they were asked about them, {sum(told)}")


def label(pair: Pair, found: object) -> bool:
    relation = getattr(found, "relation", None)
    return pair.label == (Relation.AGREES if relation is Relation.SAME_QUOTE else relation)


def contents(articles: int) -> Iterator[str]:
    for extraction in generated(articles):
        for attribution in extraction.attributions:
            yield attribution.content[0].of(extraction.document.text)


def reading(text: str) -> Reading:
    return Reading(text, (Span(0, len(text)),))


Met = set[frozenset[int]]


def compared(readings: Sequence[Reading]) -> tuple[Met, Met]:
    """The pairs that stand under one term, and those of them that outlines let pass; by their places."""
    terms = [terms_of(each) for each in readings]
    numbers = [number_of(each, under) for each, under in zip(readings, terms, strict=True)]
    places: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        places.setdefault(number, []).append(place)
    packed = {number: outline(readings[each[0]]) for number, each in places.items()}
    rows = sorted({(term, n) for under, n in zip(terms, numbers, strict=True) for term in under})
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        links = record.links()
        standing, wordings, _ = links.post(*np.array(rows, dtype=np.int64).T)
    near = {
        frozenset((a, b))
        for one, other in meetings(standing, wordings, packed, lambda wanted: {n: packed[n] for n in wanted})
        for a in places[one]
        for b in places[other]
    }
    begins = np.flatnonzero(np.concatenate(([True], standing[1:] != standing[:-1])))
    listed = {
        frozenset((places[a][0], places[b][0]))
        for under in np.split(wordings, begins[1:])
        for n, a in enumerate(under.tolist())
        for b in under[n + 1 :].tolist()
    }
    same = {frozenset((a, b)) for each in places.values() for a in each for b in each if a < b}
    return listed | near | same, near | same


def pairs_from(likeness: NDArray[np.float32], least: float) -> Met:
    """The pairs that are so near."""
    return {frozenset((int(a), int(b))) for a, b in np.argwhere(likeness >= least)}


def bm25(texts: Sequence[str], queries: int) -> NDArray[np.float32]:
    """The scores of the first texts against all (k1 = 1.2, b = 0.75)."""
    known: dict[str, list[tuple[int, int]]] = {}
    bags = [[stem(word) for word in folded_words(text)] for text in texts]
    for place, bag in enumerate(bags):
        for word in set(bag):
            known.setdefault(word, []).append((place, bag.count(word)))
    lengths = np.array([len(bag) for bag in bags])
    norm = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
    scores = np.zeros((queries, len(texts)), dtype=np.float32)
    for rows in known.values():
        places, counts = np.array(rows).T
        idf = np.log(1 + (len(texts) - len(places) + 0.5) / (len(places) + 0.5))
        weights = idf * counts * 2.2 / (counts + norm[places])
        for query in places[places < queries]:
            scores[query, places] += weights
    return scores


def nearest(name: str, scores: NDArray[np.float32]) -> dict[str, Met]:
    """The pairs of which one is among the nearest of the other."""
    np.fill_diagonal(scores, -np.inf)
    order = np.argsort(-scores, axis=1, kind="stable")
    return {
        f"{name}, nearest {k}": {frozenset((q, int(d))) for q in range(len(scores)) for d in order[q, :k]}
        for k in NEAREST
    }


if __name__ == "__main__":
    main()
