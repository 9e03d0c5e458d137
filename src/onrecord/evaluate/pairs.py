"""Gold pairs of attributions, and the scores of the relations found between them.

::

    ### port-03 contradicts number
    03-04 Quay | [police] {said} <about 300 dockers marched>
    03-04 Lamp | [the union] {-denied} <that 300 dockers marched>

A header names the pair, the relation of the second to the first (or ``none``) and the signals that matter;
then come two attributions: month and day (of 2031) and outlet, then source, cue and content in their order
of reading. ``[she = Mara Lind]`` says who a source is. A cue that starts with ``-`` denies, with ``?``
withholds, with ``~`` is a belief, with ``!`` a want or promise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.errors import MalformedInput
from onrecord.link.account import Account, concedes
from onrecord.link.clauses import Reading
from onrecord.link.words import stem, words_of
from onrecord.model import Attitude, Polarity, Relation, Span

YEAR = 2031
LABELS = (Relation.CONTRADICTS, Relation.AGREES, Relation.UPDATES, "none")

_HEADER = re.compile(r"^### (\S+) (\S+)((?: \S+)*)$")
_SIDE = re.compile(r"^(\d\d)-(\d\d) (\S+) \| \[([^\]]+)\] \{([-?~!]?)([^}]*)\} <(.+)>$")
_POLARITY = {"-": Polarity.DENIES, "?": Polarity.WITHHOLDS}
_ATTITUDE = {"~": Attitude.BELIEF, "!": Attitude.INTENTION}
_ARTICLE = re.compile(r"^(?:the|a|an|dr)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two attributions and what the second is to the first: a relation, or ``none``."""

    slug: str
    label: str
    signals: tuple[str, ...]
    left: Account
    right: Account


@dataclass(frozen=True, slots=True)
class Score:
    """How well one relation is found. ``wanted`` counts it in the gold."""

    precision: float
    recall: float
    f1: float
    wanted: int


def parse_pairs(source: str) -> tuple[Pair, ...]:
    """All pairs of a file, in order. Raises MalformedInput naming the line."""
    lines = [
        (n, line) for n, line in enumerate(source.splitlines(), start=1) if line and not line.startswith("# ")
    ]
    if len(lines) % 3:
        raise MalformedInput(f"line {lines[-1][0]}: every pair has a header and two attributions")
    found = []
    for at in range(0, len(lines), 3):
        (number, header), one, two = lines[at : at + 3]
        match = _HEADER.match(header)
        if match is None or match[2] not in LABELS:
            raise MalformedInput(
                f"line {number}: a pair starts with `### slug {'|'.join(LABELS)}`, not {header!r}"
            )
        left, right = (
            parse_account(f"{match[1]}-{side}", f"-{side}", each[1], f"line {each[0]}")
            for side, each in (("left", one), ("right", two))
        )
        found.append(Pair(match[1], match[2], tuple(match[3].split()), left, right))
    return tuple(found)


def scores(wanted: Sequence[str], found: Sequence[str]) -> dict[str, Score]:
    """Precision, recall and F1 of each relation; ``none`` is no relation and has no score."""
    result = {}
    for label in LABELS[:3]:
        right = sum(w == f == label for w, f in zip(wanted, found, strict=True))
        precision = right / max(1, sum(f == label for f in found))
        recall = right / max(1, sum(w == label for w in wanted))
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        result[str(label)] = Score(precision, recall, f1, sum(w == label for w in wanted))
    return result


def parse_account(id: str, copy: str, line: str, where: str) -> Account:
    """The attribution that one line gives, under an id. ``copy`` is added to the id of its document. Raises
    MalformedInput that begins with ``where``."""
    match = _SIDE.match(line)
    if match is None:
        raise MalformedInput(f"{where}: expected `MM-DD outlet | [source] {{cue}} <content>`, got {line!r}")
    month, day, outlet, source, mark, cue, content = match.groups()
    shown, _, full = source.partition(" = ")
    voice = _ARTICLE.sub("", (full or shown).split(",")[0]).strip().casefold()
    named = frozenset(stem(w.folded) for w in words_of(voice))
    return Account(
        id=id,
        document=f"{outlet}-{month}-{day}{copy}",
        reading=Reading(content, (Span(0, len(content)),), named),
        polarity=_POLARITY.get(mark, Polarity.AFFIRMS),
        attitude=_ATTITUDE.get(mark, Attitude.ASSERTION),
        name=shown,
        voice=voice,
        said=date(YEAR, int(month), int(day)),
        conceded=concedes(cue),
    )
