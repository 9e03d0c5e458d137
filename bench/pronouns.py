"""How far "he" and "she" are resolved, and the weights behind it: ``python -m bench.pronouns [fit]``.

Three sources of pronouns whose meaning people have marked: our own gold (the articles and the tuning articles
for speakers), GUM (news, biographies, interviews; train to fit, dev to look at) and GAP (development to fit,
validation to look at). ``fit`` chooses the weights of `onrecord.resolve.salience` by a conditional logistic
regression over the candidates, with the pronouns before each put right, and prints the table that goes into
``salience_weights.py``. Without it the finished rules are scored as they are.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evals.sets import HERE, data_folder

from onrecord.evaluate.files import load_gold
from onrecord.extract.rules import RulesExtractor
from onrecord.model import Attribution, Document, EntityKind, Span
from onrecord.resolve import pronouns, salience
from onrecord.resolve.given import GENDER
from onrecord.resolve.names import fold
from onrecord.resolve.salience import NOBODY, Asked, Candidate
from onrecord.resolve.within import _Reading
from onrecord.segment import segment

GUM_GENRES = ("news", "bio", "interview")


@dataclass(frozen=True)
class Row:
    """One pronoun: the signs of each candidate, and which of them is right (None: nobody in view)."""

    set: str
    candidates: list[tuple[str, ...]]
    right: int | None


Told = Callable
"""The offsets or figures behind the pronoun at an offset, as (kind, value); None when not marked."""


class Recording(_Reading):
    """A reading that notes the candidates of every pronoun that is marked, and goes on with the right one."""

    def __init__(self, document: Document, attributions: Sequence[Attribution], right) -> None:
        self.right = right
        self.rows: list[tuple[Asked, list[Candidate], int | None]] = []
        super().__init__(document, segment(document.text), attributions)

    def _seen(self, asked: Asked, found: Sequence[Candidate]) -> None:
        answer = self.right(self, asked, found)
        if answer is None:
            super()._seen(asked, found)
            return
        self.rows.append((asked, list(found), None if answer < 0 else answer))
        chosen = [] if answer < 0 else [Candidate(found[answer].figure, (), 1.0, 1.0, found[answer].start)]
        super()._seen(asked, chosen)


def own_rows(paths: Sequence[Path]) -> Iterator[Row]:
    """Rows of our own gold: sources that are pronouns."""
    for path in paths:
        for gold in load_gold(path):
            told = {
                e.attribution.source[0].start: fold(e.stated.speaker)
                for e in gold.expected
                if e.stated and e.stated.speaker is not None and e.attribution.source
            }

            def right(_reading, asked, found, told=told):
                name = told.get(asked.start) if asked.source else None
                if name is None:
                    return None
                if name == "?":
                    kept = [i for i, c in enumerate(found) if c.figure is None or c.figure.label is not None]
                    return max(kept, key=lambda i: found[i].start, default=-1)
                for i, c in enumerate(found):
                    if c.figure is not None and name in {
                        fold(c.figure.shown),
                        *(fold(m.text) for m in c.figure.mentions),
                        *(m.key for m in c.figure.mentions),
                    }:
                        return i
                return -1

            reading = Recording(gold.document, gold.attributions, right)
            for _, found, answer in reading.rows:
                yield Row("own", [c.signs for c in found], answer)


def gum_rows(path: Path) -> Iterator[Row]:
    """Rows of GUM: every marked "he", "she", "his" and "her" of the narrative."""
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        if record["genre"] not in GUM_GENRES:
            continue
        tokens = record["tokens"]
        spans = [(tokens[e["start"]][0], tokens[e["end"]][1], e["coref"]) for e in record["entities"]]
        spans.sort(key=lambda s: s[1] - s[0])

        def chain(start, spans=spans):
            return next((c for s, e, c in spans if s <= start < e), None)

        def right(_reading, asked, found, chain=chain):
            mine = chain(asked.start)
            if mine is None:
                return None
            for i, c in enumerate(found):
                if chain(c.start) == mine:
                    return i
            return -1

        document = Document.new(record["text"])
        reading = Recording(document, RulesExtractor().extract([document])[0], right)
        for _, found, answer in reading.rows:
            yield Row("gum", [c.signs for c in found], answer)


def gap_rows(path: Path) -> Iterator[Row]:
    """Rows of GAP in which one of the two names is meant."""
    for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"):
        at = int(row["Pronoun-offset"])
        places = [(int(row[f"{x}-offset"]), len(row[x])) for x in "AB" if row[f"{x}-coref"].upper() == "TRUE"]
        if not places:
            continue

        def right(_reading, asked, found, at=at, place=places[0]):
            if asked.start != at:
                return None
            span = Span(place[0], place[0] + place[1])
            for i, c in enumerate(found):
                if c.figure is not None and any(m.span.overlaps(span) for m in c.figure.mentions):
                    return i
                if c.figure is None and span.start <= c.start < span.end:
                    return i
            return -1

        document = Document.new(row["Text"])
        reading = Recording(document, RulesExtractor().extract([document])[0], right)
        for _, found, answer in reading.rows:
            yield Row("gap", [c.signs for c in found], answer)


class Blind(Recording):
    """A reading of an article without marked pronouns, in which gender alone tells who is meant: the
    candidates are compared without it, so that what is learnt is where the right one stands."""

    def _seen(self, asked: Asked, found: Sequence[Candidate]) -> None:
        pronouns.fits = lambda sighting, _gender: sighting.figure is None or sighting.figure.person_like()
        try:
            everybody = pronouns.weighed(self.view, asked)
        finally:
            pronouns.fits = FITS
        named = [c for c in everybody if c.figure is not None]
        mine = [c for c in named if c.figure.gender == asked.gender]
        if (
            len(mine) == 1
            and len(named) > 1
            and all(c.figure.gender or c.figure.kind is EntityKind.UNKNOWN for c in named)
            and (asked.source or asked.part != salience.Part.OWNER)
        ):
            # strangers may be meant as well, and gender does not tell: they are left out
            self.rows.append((asked, named, named.index(mine[0])))
        super(Recording, self)._seen(
            asked, [Candidate(mine[0].figure, (), 1.0, 1.0, mine[0].start)] if len(mine) == 1 else found
        )


def polnear_rows(path: Path) -> Iterator[Row]:
    for gold in load_gold(path):
        reading = Blind(gold.document, gold.attributions, None)
        for asked, found, answer in reading.rows:
            yield Row("polnear" if asked.source else "gum", [c.signs for c in found], answer)


FITS = pronouns.fits


def more_names(folder: Path) -> None:
    """Genders of more given names, for the blind reading alone."""
    told = {
        g: {n.strip().casefold() for n in (folder / f"nltk_names_{w}.txt").open()}
        for g, w in (("f", "female"), ("m", "male"))
    }
    for g, other in (("f", "m"), ("m", "f")):
        for name in told[g] - told[other]:
            GENDER.setdefault(name, g)


def own_gold() -> list[Path]:
    return [
        *sorted((HERE / "gold" / "articles").glob("*.txt")),
        *sorted((HERE / "gold" / "speakers").glob("tuning/*.txt")),
    ]


SET_WEIGHT = {"own": 12.0, "polnear": 0.3, "gum": 0.7, "gap": 0.15}
PENALTY = 2.0
STEPS = 500


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights by conditional logistic regression with a ridge penalty."""
    rows = [r for r in rows if r.candidates]
    counts = Counter(s for r in rows for c in r.candidates for s in c)
    names = [NOBODY, *sorted(n for n, k in counts.items() if k >= 5)]
    index = {n: i for i, n in enumerate(names)}
    at, columns, starts, right, heavy = 0, [], [], [], []
    for r in rows:
        starts.append(at)
        lists = [*r.candidates, (NOBODY,)]
        right.append(at + (len(lists) - 1 if r.right is None else r.right))
        columns.extend([[index[s] for s in c if s in index] for c in lists])
        heavy.append(SET_WEIGHT[r.set])
        at += len(lists)
    x = np.zeros((at, len(names)))
    for row, signs in enumerate(columns):
        x[row, signs] = 1
    starts, right, heavy = np.array(starts), np.array(right), np.array(heavy)
    group = np.repeat(np.arange(len(starts)), np.diff([*starts, at]))
    best, momentum, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = x @ best
        part = np.exp(score - np.maximum.reduceat(score, starts)[group])
        p = part / np.add.reduceat(part, starts)[group] * heavy[group]
        p[right] -= heavy
        gradient = (x.T @ p + PENALTY * best) / heavy.sum()
        momentum = 0.9 * momentum + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = 0.05 if step < 0.6 * STEPS else 0.005
        best -= rate * (momentum / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {n: float(w) for n, w in zip(names, best, strict=True)}


def best_of(r: Row, weights: dict[str, float]) -> tuple[float, bool]:
    found = salience._with_shares(
        [Candidate(None, c, 0.0, 1.0, i) for i, c in enumerate(r.candidates)], weights
    )
    return (found[0].share, found[0].start == r.right) if found else (0.0, False)


def show(name, scored) -> None:
    line = []
    for at in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        said = [ok for _, (share, ok) in scored if share >= at]
        line.append(f"{at}: {len(said) / len(scored):.2f}/{sum(said) / max(1, len(said)):.3f}")
    reach = sum(r.right is not None for r, _ in scored) / len(scored)
    print(f"{name} {len(scored)} reach {reach:.2f} answered/right  " + "  ".join(line))


def curve(rows: Sequence[Row], weights: dict[str, float]) -> None:
    """How many of the marked pronouns are answered, and how many of those rightly, by share."""
    for name in ("own", "polnear", "gum", "gap"):
        mine = [r for r in rows if r.set == name]
        if not mine:
            continue
        show(name, [(r, best_of(r, weights)) for r in mine])


def main() -> None:
    data = data_folder()
    own, part = [], []
    for number, path in enumerate(own_gold()):
        for row in own_rows([path]):
            own.append(row)
            part.append(number % 5)
    rows = [*own, *gum_rows(data / "gum" / "train.jsonl"), *gap_rows(data / "gap" / "gap-development.tsv")]
    more_names(data / "gazetteers")
    pol = list(polnear_rows(data / "polnear" / "train.jsonl"))
    late = [i >= 0.8 * len(pol) for i in range(len(pol))]
    rows += [r for r, held_out in zip(pol, late, strict=True) if not held_out]
    held = [
        *(r for r, held_out in zip(pol, late, strict=True) if held_out),
        *gum_rows(data / "gum" / "dev.jsonl"),
        *gap_rows(data / "gap" / "gap-validation.tsv"),
    ]
    print(Counter(r.set for r in rows), Counter(r.set for r in held))
    weights = fit(rows)
    print("fitted on itself")
    curve(rows, weights)
    print("held")
    curve(held, weights)
    # own, each article by the others
    rest = [r for r in rows if r.set != "own"]
    crossed = []
    for k in range(5):
        w = fit([*rest, *(r for r, p in zip(own, part, strict=True) if p != k)])
        crossed += [(r, best_of(r, w)) for r, p in zip(own, part, strict=True) if p == k]
    print("own, five parts")
    show("own", crossed)
    print("own by the others alone")
    curve(own, fit(rest))
    table = "".join(
        f'    "{n}": {w:+.2f},\n' for n, w in sorted(weights.items(), key=lambda x: -x[1]) if n != NOBODY
    )
    if "fit" in sys.argv:
        Path("src/onrecord/resolve/salience_weights.py").write_text(
            '"""The weights of `salience`, written by ``python -m bench.pronouns fit``."""\n\n'
            'NOBODY = "nobody in view"\n'
            f"WEIGHTS: dict[str, float] = {{\n    NOBODY: {weights[NOBODY]:+.2f},\n{table}}}\n"
        )
    print(table)


if __name__ == "__main__":
    main()
