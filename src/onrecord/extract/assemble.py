"""Label scores and cue pointers → linked attributions, as spans of the text.

Reading is joint where it pays: the best legal label sequence (Viterbi over BIO), then for every source and content
span the cue that its words point to together; a content whose words point to different cues is cut where the
pointers change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.labels import ROLES, TAGS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.extract.encode import Pieces

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one text: ``tags`` [pieces, 7] log-probabilities, and for each window the pieces it
    owns ``[own_start, own_end)``, where it starts, and ``links`` [owned, window length] log-probabilities of
    pointing to each piece of the window."""

    tags: Floats
    links: tuple[tuple[int, int, int, Floats], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Decoding values, each swept on PolNeAR dev (see docs/decisions.md)."""

    none_bias: float = 0.0
    switch_cost: float = 3.0
    link_floor: float = 0.05


@dataclass(slots=True)
class Part:
    """A labelled span: pieces ``[start, end)``, and once linked the number of its cue with its probability."""

    role: str
    start: int
    end: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in pieces: a cue (None for none), sources and contents, and the features of its confidence."""

    cue: Part | None
    sources: tuple[Part, ...]
    contents: tuple[Part, ...]
    features: tuple[float, ...]


def best_labels(tags: Floats, none_bias: float = 0.0) -> NDArray[np.int64]:
    """The most probable legal label sequence: I-x only after B-x or I-x of the same role. Shape [words]."""
    import numpy as np

    n, k = tags.shape
    scores = tags.astype(np.float64)
    scores[:, 0] += none_bias
    forbidden = np.zeros((k, k))
    for role in ROLES:
        inside = TAGS.index("I-" + role)
        allowed = (TAGS.index("B-" + role), inside)
        forbidden[[a for a in range(k) if a not in allowed], inside] = -1e9
    back = np.zeros((n, k), dtype=np.int64)
    best = scores[0] + np.where([t.startswith("I-") for t in TAGS], -1e9, 0.0)
    for i in range(1, n):
        table = best[:, None] + forbidden
        back[i] = table.argmax(0)
        best = table[back[i], np.arange(k)] + scores[i]
    path = np.zeros(n, dtype=np.int64)
    path[-1] = best.argmax()
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def parts(pieces: Pieces, scores: Scores, settings: Settings) -> list[Part]:
    """The labelled spans of a text, in order, in pieces (whole words)."""
    import numpy as np

    heads = np.flatnonzero(pieces.head)
    if not len(heads):
        return []
    path = best_labels(scores.tags[heads], settings.none_bias)
    ends = np.concatenate([heads[1:], [len(pieces)]])
    found: list[Part] = []
    for word, tag in enumerate(path):
        name = TAGS[tag]
        if name == "O":
            continue
        if name[0] == "B":
            found.append(Part(name[2], int(heads[word]), int(ends[word])))
        else:
            found[-1].end = int(ends[word])
    return found


def cue_scores(scores: Scores, cues: list[Part], length: int) -> Floats:
    """Log-probability of every piece pointing into each cue: [pieces, cues]; -20 where out of sight."""
    import numpy as np

    table = np.full((length, len(cues)), -20.0, dtype=np.float32)
    for own_start, own_end, start, links in scores.links:
        visible = [(k, c) for k, c in enumerate(cues) if c.start >= start and c.end <= start + links.shape[1]]
        if not visible or own_start == own_end:
            continue
        bounds = np.array([(c.start - start, c.end - start) for _, c in visible])
        sums = np.concatenate([np.zeros((len(links), 1), np.float32), np.exp(links).cumsum(1)], 1)
        mass = sums[:, bounds[:, 1]] - sums[:, bounds[:, 0]]
        table[own_start:own_end, [k for k, _ in visible]] = np.log(np.clip(mass, 2e-9, 1.0))
    return table


def linked(pieces: Pieces, scores: Scores, settings: Settings = Settings()) -> list[Linked]:
    """The attributions of one text, in order of their cues; contents without a cue are attributions of their own."""
    import numpy as np

    found = parts(pieces, scores, settings)
    cues = [p for p in found if p.role == "K"]
    if not cues:
        return []
    table = cue_scores(scores, cues, len(pieces))
    sources: dict[int, list[Part]] = {}
    contents: dict[int, list[Part]] = {}
    for part in found:
        if part.role == "S":
            mean = table[part.start : part.end].mean(0)
            best = int(mean.argmax())
            part.score = float(np.exp(mean[best]))
            if part.score >= settings.link_floor:
                sources.setdefault(best, []).append(part)
        elif part.role == "C":
            for cue, piece in _split(part, table, settings.switch_cost):
                if piece.score >= settings.link_floor:
                    contents.setdefault(cue, []).append(piece)
    return [
        Linked(cue, tuple(_best_source(sources.get(k, []))), tuple(contents[k]), ())
        for k, cue in enumerate(cues)
        if k in contents
    ]


def _best_source(found: list[Part]) -> list[Part]:
    """One source span: PolNeAR's sources are single spans in all but 9 of 19,834 attributions."""
    return [max(found, key=lambda p: p.score)] if found else []


def _split(part: Part, table: Floats, cost: float) -> list[tuple[int, Part]]:
    """The content cut into stretches that point to one cue each (Viterbi with a cost per change)."""
    import numpy as np

    rows = table[part.start : part.end].astype(np.float64)
    whole = int(rows.mean(0).argmax())
    if (rows.argmax(1) == whole).all():
        return [(whole, Part("C", part.start, part.end, float(np.exp(rows[:, whole].mean()))))]
    best, back = rows[0], np.zeros(rows.shape, dtype=np.int64)
    for i in range(1, len(rows)):
        jump = int(best.argmax())
        stay = best >= best[jump] - cost
        back[i] = np.where(stay, np.arange(rows.shape[1]), jump)
        best = np.where(stay, best, best[jump] - cost) + rows[i]
    path = [int(best.argmax())]
    for i in range(len(rows) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    path.reverse()
    edges = [0, *(i for i in range(1, len(path)) if path[i] != path[i - 1]), len(path)]
    return [
        (path[a], Part("C", part.start + a, part.start + b, float(np.exp(rows[a:b, path[a]].mean()))))
        for a, b in zip(edges, edges[1:], strict=False)
    ]
