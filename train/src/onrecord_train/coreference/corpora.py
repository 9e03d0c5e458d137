"""GUM, LitBank, GAP and the open sets of names → one shape, in code points of a running text."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.evaluate.running import bio_spans, joined
from onrecord.resolve.lexicon import AFFILIATIONS, HONORIFICS, TITLE_MODIFIERS, TITLES

Place = tuple[int, int]

GROUPS = ("person", "organisation", "place", "other")
_GUM = {"person": 0, "organization": 1, "place": 2}
_LITBANK = {"PER": 0, "ORG": 1, "FAC": 2, "GPE": 2, "LOC": 2, "VEH": 3}
_NAMES = {
    "per": 0,
    "person": 0,
    "org": 1,
    "organisation": 1,
    "organization": 1,
    "corporation": 1,
    "group": 1,
    "loc": 2,
    "location": 2,
}
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sir",
        "lord",
        "lady",
        "madam",
        "captain",
        "capt",
        "colonel",
        "col",
        "general",
        "gen",
        "president",
        "senator",
        "sen",
        "rep",
        "governor",
        "gov",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "saint",
        "st",
        "reverend",
        "rev",
        "father",
        "uncle",
        "aunt",
        "count",
        "judge",
        "doctor",
        "professor",
        "major",
        "lieutenant",
        "sergeant",
        "minister",
        "secretary",
        "chancellor",
        "mayor",
    ]
)
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"]
)


@dataclass(frozen=True, slots=True)
class Arc:
    """One word of gold syntax: code points, part of speech, relation, number of the head (-1: root)."""

    start: int
    end: int
    upos: str
    deprel: str
    head: int


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what is known about it. None stands for "not annotated".

    ``mentions`` span → group; ``partial`` says that only people, bodies and places are annotated.
    ``clusters`` of spans; what is in none has no antecedent. ``names`` span → kind; ``unsure`` spans that are
    masked for names. ``gap`` (pronoun, A, is A, B, is B). ``speakers`` (start, end, who).
    """

    name: str
    text: str
    mentions: dict[Place, int] | None = None
    partial: bool = False
    clusters: tuple[tuple[Place, ...], ...] | None = None
    syntax: tuple[Arc, ...] | None = None
    names: dict[Place, int] | None = None
    unsure: tuple[Place, ...] = ()
    gap: tuple[Place, Place, bool, Place, bool] | None = None
    speakers: tuple[tuple[int, int, str], ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


def gum(path: Path) -> Iterator[Example]:
    """Documents of GUM: mentions with singletons, clusters as OntoGUM has them, syntax, names where sure."""
    for record in _lines(path):
        tokens = record["tokens"]

        def place(first: int, last: int, tokens: list = tokens) -> Place:
            return tokens[first][0], tokens[last][1]

        mentions = {place(e["start"], e["end"]): _GUM.get(e["type"], 3) for e in record["entities"]}
        names, unsure = _gum_names(record, place)
        clusters = record["ontogum"]
        yield Example(
            record["id"],
            record["text"],
            mentions,
            clusters=None if clusters is None else tuple(tuple(place(*m) for m in c) for c in clusters),
            syntax=tuple(
                Arc(t[0], t[1], t[2], t[5].split(":")[0] if t[5] != "nmod:poss" else t[5], t[4])
                for t in tokens
            ),
            names=names,
            unsure=unsure,
            speakers=tuple((*place(s[0], s[1] - 1), s[3]) for s in record["sents"] if s[3] and s[1] > s[0]),
            extra={"genre": record["genre"]},
        )


def _gum_names(record: dict, place) -> tuple[dict[Place, int], tuple[Place, ...]]:
    """Outermost entities headed by a proper noun, without determiner and titles. What has a determiner or a
    lower-case word inside and is no plain name is masked rather than guessed."""
    tokens, text = record["tokens"], record["text"]
    found: dict[tuple[int, int], int] = {}
    unsure: list[Place] = []
    taken: list[tuple[int, int]] = []
    for entity in sorted(record["entities"], key=lambda e: e["start"] - e["end"]):
        first, last = entity["start"], entity["end"]
        heads = [i for i in range(first, last + 1) if not first <= tokens[i][4] <= last]
        if not heads or tokens[heads[0]][2] != "PROPN":
            continue
        if any(a <= first and last <= b for a, b in taken):
            continue
        words = [text[t[0] : t[1]] for t in tokens[first : last + 1]]
        while words and (words[0].lower().rstrip(".") in _DETERMINERS):
            first, words = first + 1, words[1:]
        kind = _GUM.get(entity["type"], 3)
        if kind == 0:
            while len(words) > 1 and (words[0].lower().rstrip(".") in _TITLES or words[0] == "."):
                first, words = first + 1, words[1:]
        if words and words[-1] in ("'s", "’s"):
            last, words = last - 1, words[:-1]
        plain = all(
            tokens[i][2] in ("PROPN", "NUM")
            or text[tokens[i][0]].isupper()
            or (tokens[i][2] in ("ADP", "DET", "CCONJ", "PUNCT") and len(words) < 8)
            for i in range(first, last + 1)
        )
        if kind == 3:
            continue
        if words and _says_no_name(words):
            continue
        if (
            words
            and plain
            and text[tokens[first][0]].isupper()
            and not any(w in (",", "(", ")") for w in words)
        ):
            found[first, last] = kind
            taken.append((first, last))
        elif words:
            unsure.append(place(first, last))
    return {place(*k): v for k, v in found.items()}, tuple(unsure)


def _says_no_name(words: Sequence[str]) -> bool:
    """Titles and nationalities alone: what is written with a capital and names nobody."""
    lower = [w.lower().rstrip(".") for w in words]
    known = TITLES | TITLE_MODIFIERS | HONORIFICS.keys() | AFFILIATIONS
    return all(w in known for w in lower) or (len(lower) == 1 and lower[0].rstrip("s") in AFFILIATIONS)


def litbank(path: Path) -> Iterator[Example]:
    """LitBank's texts, cut in two at a sentence: only people, bodies, places and vehicles are annotated."""
    for record in _lines(path):
        starts = [s[0] for s in record["sents"]]
        middle = starts[len(starts) // 2]
        for part, (first, last) in enumerate(((0, middle), (middle, len(record["tokens"])))):
            text, offsets = joined(record["tokens"][first:last])
            clusters: dict[str, list[Place]] = defaultdict(list)
            mentions: dict[Place, int] = {}
            names: dict[Place, int] = {}
            for m in record["mentions"]:
                a = starts[m["start"][0]] + m["start"][1] - first
                b = starts[m["end"][0]] + m["end"][1] - first
                if not (0 <= a <= b < last - first):
                    continue
                place = offsets[a][0], offsets[b][1]
                mentions[place] = _LITBANK[m["type"]]
                clusters[m["coref"]].append(place)
                if m["form"] == "PROP" and _LITBANK[m["type"]] < 3:
                    while a < b and record["tokens"][first + a].lower().rstrip(".") in _TITLES | _DETERMINERS:
                        a += 1
                    if not _says_no_name(record["tokens"][first + a : first + b + 1]):
                        names[offsets[a][0], offsets[b][1]] = _LITBANK[m["type"]]
            outer = {
                p: k
                for p, k in names.items()
                if not any(q != p and q[0] <= p[0] and p[1] <= q[1] for q in names)
            }
            chains = tuple(tuple(sorted(set(c))) for c in clusters.values() if len(set(c)) > 1)
            yield Example(f"{record['id']}/{part}", text, mentions, True, chains, names=outer)


def gap(path: Path) -> Iterator[Example]:
    """Rows of GAP."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            at = {k: int(row[f"{k}-offset"]) for k in ("Pronoun", "A", "B")}
            spans = {k: (at[k], at[k] + len(row[k])) for k in at}
            yield Example(
                row["ID"],
                row["Text"],
                gap=(
                    spans["Pronoun"],
                    spans["A"],
                    row["A-coref"].lower() == "true",
                    spans["B"],
                    row["B-coref"].lower() == "true",
                ),
            )


def names(folder: Path) -> Iterator[Example]:
    """Wikigold, WNUT-17, the Broad Twitter Corpus and re3d (of which people and temporal words are masked:
    its people hold titles and pronouns), several sentences to a text."""
    for name, size in (
        ("wikigold.all", 8),
        ("wnut17.train", 6),
        ("wnut17.dev", 6),
        ("btc.all", 10),
        ("re3d.train", 1),
    ):
        sentences = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        if name == "wikigold.all":
            sentences = [_bio(s) for s in sentences]
        for at in range(0, len(sentences), size):
            yield tagged(f"{name}/{at}", sentences[at : at + size])


def worldwide(path: Path) -> Iterator[Example]:
    """The development half of Worldwide Newswire, one article a text; never trained on."""
    for record in _lines(path):
        yield tagged(record["id"], record["sents"], line="\n")


def tagged(name: str, sentences: Sequence[Sequence[Sequence[str]]], line: str = " ") -> Example:
    """BIO sentences as one text with the spans of its names."""
    text, found, unsure = "", {}, []
    for sentence in sentences:
        part, offsets = joined([w for w, _ in sentence])
        shift = len(text) + (len(line) if text else 0)
        text += (line if text else "") + part
        for first, last, kind in bio_spans([t for _, t in sentence]):
            place = offsets[first][0] + shift, offsets[last][1] + shift
            kind = kind.lower()
            word = sentence[first][0]
            if name.startswith("re3d") and (
                kind == "person" or (kind in _NAMES and not text[place[0]].isupper())
            ):
                unsure.append(place)
            elif kind in _NAMES and not word.startswith("@"):
                while last > first and sentence[first][0].lower() in _DETERMINERS and name.startswith("re3d"):
                    first += 1
                found[offsets[first][0] + shift, place[1]] = _NAMES[kind]
            elif word.startswith("@"):
                unsure.append(place)
    return Example(name, text, names=found, unsure=tuple(unsure))


def _bio(sentence: list[list[str]]) -> list[list[str]]:
    """IOB1 → BIO."""
    tags = [t for _, t in sentence]
    return [
        [w, "B" + t[1:] if t[0] == "I" and (i == 0 or tags[i - 1][1:] != t[1:]) else t]
        for i, (w, t) in enumerate(sentence)
    ]


def _lines(path: Path) -> Iterable[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
