"""Label scores and cue pointers → linked attributions.

Reading is joint where it pays: the best legal label sequence (Viterbi over BIO), then for every source and
content the cue that its words point to together. A content whose words point to different cues is cut where
the pointers change. What the labels alone would lose is looked for again where the rest of an attribution
asks for it: a cue that contents point to although no label says so, and the source or content of a cue that
is left without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.network.labels import TAGS
from onrecord.extract.network.sequence import best_labels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.extract.network.encode import Pieces

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_REACH = (
    100  # pieces around a cue for the second look; 95 % of PolNeAR's attributions are shorter than 75 in all
)
_GOES_ON = 0.3  # probability of going on that a part of the second look needs, word by word
_UNSEEN = -12.0  # log-probability of pointing to a cue outside the window


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pieces ``[start, end)`` that one window owns, the piece the window starts at, and ``links``
    [owned, window length]: log-probabilities of pointing to each piece of the window."""

    start: int
    end: int
    window: int
    links: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one text: ``tags`` [pieces, 7] log-probabilities, and the pointers by window."""

    tags: Floats
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Decoding values, swept together on PolNeAR dev; docs/decisions.md has the table.

    ``none_bias`` is added to the score of no label; ``switch_cost`` is the price of a change of cue inside
    a content; ``link_floor`` the least pointer probability of a link; ``cue_floor`` the pointer mass that
    makes a cue of unlabelled words; ``source_floor`` and ``content_floor`` the least joint probability of a
    part found on the second look.
    """

    none_bias: float = 0.0
    switch_cost: float = 3.0
    link_floor: float = 0.05
    cue_floor: float = 0.5
    source_floor: float = 0.2
    content_floor: float = 0.2


@dataclass(slots=True)
class Part:
    """Pieces ``[start, end)`` with one role; ``score`` is the probability of its link."""

    role: str
    start: int
    end: int
    score: float = 1.0


@dataclass(slots=True)
class Linked:
    """One attribution in pieces. ``contents`` is empty only while it is being put together; ``completed``
    when the source is not the model's but the subject of the cue (:mod:`onrecord.extract.mend.subjects`)."""

    cue: Part
    sources: list[Part] = field(default_factory=list)
    contents: list[Part] = field(default_factory=list)
    completed: bool = False


def linked(pieces: Pieces, scores: Scores, settings: Settings) -> list[Linked]:
    """The attributions of one text, in the order of their cues."""
    found = labelled(pieces, scores, settings)
    cues = [p for p in found if p.role == "K"]
    contents = [p for p in found if p.role == "C"]
    sources = [p for p in found if p.role == "S"]
    pointers = Pointers(pieces, scores, cues)
    hidden = _hidden_cues(pieces, contents, cues, scores, pointers, settings)
    if hidden:
        cues = sorted([*cues, *hidden], key=lambda p: p.start)
        pointers = Pointers(pieces, scores, cues)
    if not cues:
        return []
    drafts = [Linked(cue) for cue in cues]
    for part in contents:
        for cue, piece in _split(part, pointers, settings):
            drafts[cue].contents.append(piece)
    for part in sources:
        cue, score = pointers.best(part)
        if score >= settings.link_floor:
            drafts[cue].sources.append(Part("S", part.start, part.end, score))
    taken = _taken(found, len(pieces))
    for number, draft in enumerate(drafts):
        draft.sources = sorted(draft.sources, key=lambda p: -p.score)[:1]
        _look_again(number, draft, pieces, scores, pointers, taken, settings)
    return [d for d in drafts if d.contents]


def labelled(pieces: Pieces, scores: Scores, settings: Settings) -> list[Part]:
    """The labelled spans of a text, in order, made of whole words."""
    import numpy as np

    heads = np.flatnonzero(pieces.head)
    if not len(heads):
        return []
    path = best_labels(scores.tags[heads], settings.none_bias)
    ends = np.concatenate([heads[1:], [len(pieces)]])
    found: list[Part] = []
    for word in np.flatnonzero(path):
        name = TAGS[path[word]]
        if name[0] == "B":
            found.append(Part(name[2], int(heads[word]), int(ends[word])))
        else:
            found[-1].end = int(ends[word])
    return found


class Pointers:
    """How strongly pieces point to each of the cues, looked up by stretch so that a long text costs no more
    per word than a short one."""

    def __init__(self, pieces: Pieces, scores: Scores, cues: Sequence[Part]) -> None:
        import numpy as np

        # Only head pieces were taught to point: the others of a word take over its pointers.
        heads = np.maximum.accumulate(np.where(pieces.head, np.arange(len(pieces)), 0))
        self._stretches: list[tuple[int, int, int, Floats]] = []
        starts = np.array([c.start for c in cues])
        for stretch in scores.stretches:
            first = int(np.searchsorted(starts, stretch.window))
            last = stretch.window + stretch.links.shape[1]
            seen = [(c.start - stretch.window, c.end - stretch.window) for c in cues[first:] if c.end <= last]
            mass = np.log(np.clip(_sums(stretch.links, seen), np.exp(_UNSEEN), 1.0))
            mass = mass[np.maximum(heads[stretch.start : stretch.end] - stretch.start, 0)]
            self._stretches.append((stretch.start, stretch.end, first, mass))

    def rows(self, start: int, end: int) -> tuple[int, Floats]:
        """The number of the first cue in sight and log-probabilities [pieces, cues in sight]."""
        import numpy as np

        near = [s for s in self._stretches if s[0] < end and start < s[1]]
        first = min(s[2] for s in near)
        last = max(s[2] + s[3].shape[1] for s in near)
        table = np.full((end - start, max(last - first, 0)), _UNSEEN, dtype=np.float32)
        for a, b, offset, mass in near:
            lo, hi = max(a, start), min(b, end)
            table[lo - start : hi - start, offset - first : offset - first + mass.shape[1]] = mass[
                lo - a : hi - a
            ]
        return first, table

    def best(self, part: Part) -> tuple[int, float]:
        """The cue that the words of a part point to together, and the geometric mean of their
        probabilities."""
        import numpy as np

        first, table = self.rows(part.start, part.end)
        if not table.shape[1]:
            return 0, 0.0
        mean = table.sum(0) / len(table)
        return first + int(mean.argmax()), float(np.exp(mean.max()))

    def towards(self, cue: int, start: int, end: int) -> Floats:
        """Probabilities [pieces] of pointing to one cue; 0 where it is out of sight."""
        import numpy as np

        first, table = self.rows(start, end)
        if not first <= cue < first + table.shape[1]:
            return np.zeros(end - start, dtype=np.float32)
        towards: Floats = np.exp(table[:, cue - first])
        return towards


def _sums(links: Floats, columns: Sequence[tuple[int, int]]) -> Floats:
    """The probability of each row over each range of columns; the ranges may overlap, and none is empty."""
    import numpy as np

    if not columns:
        return np.zeros((len(links), 0), np.float32)
    chosen = np.concatenate([np.arange(a, b) for a, b in columns])
    begins = np.cumsum([0, *(b - a for a, b in columns[:-1])])
    sums: Floats = np.add.reduceat(np.exp(links[:, chosen]), begins, axis=1)
    return sums


def _split(part: Part, pointers: Pointers, settings: Settings) -> list[tuple[int, Part]]:
    """The content cut into stretches that point to one cue each (Viterbi with a cost per change)."""
    import numpy as np

    first, rows = pointers.rows(part.start, part.end)
    if not rows.shape[1]:
        return []
    path = best_cues(rows, settings.switch_cost)
    edges = [0, *(i for i in range(1, len(path)) if path[i] != path[i - 1]), len(path)]
    cut = [
        (first + path[a], Part("C", part.start + a, part.start + b, float(np.exp(rows[a:b, path[a]].mean()))))
        for a, b in pairwise(edges)
    ]
    return [(cue, piece) for cue, piece in cut if piece.score >= settings.link_floor]


def best_cues(rows: Floats, switch_cost: float) -> list[int]:
    """The best cue for each row when each change costs something (Viterbi)."""
    import numpy as np

    sums = rows.sum(0)
    only = int(sums.argmax())
    if float(rows.max(1).sum()) - switch_cost < sums[only]:  # no path with a change can be better
        return [only] * len(rows)
    best, back = rows[0].astype(np.float64), np.zeros(rows.shape, dtype=np.int64)
    columns = np.arange(rows.shape[1])
    for i in range(1, len(rows)):
        jump = int(best.argmax())
        stay = best >= best[jump] - switch_cost
        back[i] = np.where(stay, columns, jump)
        best = np.where(stay, best, best[jump] - switch_cost) + rows[i]
    path = [int(best.argmax())]
    for i in range(len(rows) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def _whole_words(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not pieces.head[start]:
        start -= 1
    while end < len(pieces) and not pieces.head[end]:
        end += 1
    return start, end


def _hidden_cues(
    pieces: Pieces,
    contents: Sequence[Part],
    cues: Sequence[Part],
    scores: Scores,
    pointers: Pointers,
    settings: Settings,
) -> list[Part]:
    """Cues that contents point to with most of their weight although no label says so."""
    import numpy as np

    found: list[Part] = []
    for part in contents:
        if pointers.best(part)[1] >= 1 - settings.cue_floor:
            continue
        for stretch in scores.stretches:
            if not stretch.start <= part.start < stretch.end:
                continue
            own = np.exp(stretch.links[part.start - stretch.start : part.end - stretch.start]).mean(0)
            peak = int(own.argmax())
            a = b = peak
            while a > 0 and own[a - 1] > 0.2 * own[peak]:
                a -= 1
            while b + 1 < len(own) and own[b + 1] > 0.2 * own[peak]:
                b += 1
            start, end = _whole_words(pieces, stretch.window + a, stretch.window + b + 1)
            clear = all(end <= p.start or p.end <= start for p in (*cues, *contents, *found))
            if own[a : b + 1].sum() >= settings.cue_floor and clear:
                found.append(Part("K", start, end))
    return found


def _taken(found: Sequence[Part], length: int) -> NDArray[np.bool_]:
    import numpy as np

    taken = np.zeros(length, dtype=np.bool_)
    for part in found:
        taken[part.start : part.end] = True
    return taken


def _look_again(
    number: int,
    draft: Linked,
    pieces: Pieces,
    scores: Scores,
    pointers: Pointers,
    taken: NDArray[np.bool_],
    settings: Settings,
) -> None:
    """The source or content that a cue lacks, where label and pointer together make it likely enough."""
    if draft.contents and not draft.sources:
        part = _missing("S", number, draft, pieces, scores, pointers, taken, settings.source_floor)
        draft.sources.extend([part] if part else [])
    elif draft.sources and not draft.contents:
        part = _missing("C", number, draft, pieces, scores, pointers, taken, settings.content_floor)
        draft.contents.extend([part] if part else [])


def _missing(
    role: str,
    number: int,
    draft: Linked,
    pieces: Pieces,
    scores: Scores,
    pointers: Pointers,
    taken: NDArray[np.bool_],
    floor: float,
) -> Part | None:
    """The likeliest free word to begin the role for this cue, and the words after it that go on."""
    import numpy as np

    start, end = max(0, draft.cue.start - _REACH), min(len(taken), draft.cue.end + _REACH)
    begin = np.exp(scores.tags[start:end, TAGS.index("B-" + role)])
    joint = begin * pointers.towards(number, start, end)
    joint[taken[start:end] | ~pieces.head[start:end]] = 0.0
    at = int(joint.argmax())
    if joint[at] < floor:
        return None
    inside = np.exp(scores.tags[:, TAGS.index("I-" + role)])
    stop = start + at + 1
    while stop < len(taken) and not taken[stop] and (inside[stop] >= _GOES_ON or not pieces.head[stop]):
        stop += 1
    taken[start + at : stop] = True
    return Part(role, start + at, stop, float(joint[at]))
