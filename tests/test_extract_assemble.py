"""Decoding: perfect scores give the gold back; what labels lose is found where the rest asks for it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.evaluate import notation
from onrecord.extract.network.assemble import (
    Linked,
    Part,
    Scores,
    Settings,
    Stretch,
    best_cues,
    linked,
)
from onrecord.extract.network.encode import Pieces, encode
from onrecord.extract.network.labels import TAGS
from onrecord.extract.network.sequence import best_labels
from onrecord.model import Span
from onrecord.segment import segment
from onrecord.weights_file import FOLDER

TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()
ARTICLES = sorted((Path(__file__).parent.parent / "evals/gold/articles").glob("*.gold.txt"))
SURE, UNSURE = 0.97, 0.03


class Teacher:
    """Scores as a model would give them that knows the gold, for one text; parts can be made doubtful."""

    def __init__(self, text: str) -> None:
        self.pieces = encode(text, segment(text), TOKENIZER)
        n = len(self.pieces)
        self.tags = np.full((n, len(TAGS)), (1 - SURE) / (len(TAGS) - 1))
        self.tags[:, 0] = SURE
        self.links = np.full((n, n), UNSURE / n)

    def inside(self, span: Span) -> np.ndarray:
        return np.flatnonzero((self.pieces.start < span.end) & (self.pieces.end > span.start))

    def label(self, role: str, span: Span, sure: float = SURE) -> None:
        places = self.inside(span)
        self.tags[places] = (1 - sure) / (len(TAGS) - 1)
        self.tags[places, TAGS.index("I-" + role)] = sure
        self.tags[places[:1]] = (1 - sure) / (len(TAGS) - 1)
        self.tags[places[:1], TAGS.index("B-" + role)] = sure

    def point(self, span: Span, cue: Span, sure: float = SURE) -> None:
        targets = self.inside(cue)
        rows = self.inside(span)
        self.links[rows] = (1 - sure) / self.links.shape[1]
        self.links[np.ix_(rows, targets)] = sure / len(targets)

    def scores(self) -> Scores:
        links = np.log(self.links / self.links.sum(1, keepdims=True)).astype(np.float32)
        tags = np.log(self.tags / self.tags.sum(1, keepdims=True)).astype(np.float32)
        return Scores(tags, (Stretch(0, len(self.pieces), 0, links),))


def spans(pieces: Pieces, parts: list[Part]) -> tuple[tuple[int, int], ...]:
    return tuple((int(pieces.start[p.start]), int(pieces.end[p.end - 1])) for p in parts)


def words(text: str, pieces: Pieces, item: Linked) -> tuple[list[str], str, list[str]]:
    said = [[text[a:b] for a, b in spans(pieces, ps)] for ps in (item.sources, [item.cue], item.contents)]
    return said[0], said[1][0], said[2]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_perfect_scores_give_back_the_gold(path: Path) -> None:
    gold = notation.parse(path.read_text("utf-8"))
    text = gold.document.text
    teacher = Teacher(text)
    free = np.ones(len(teacher.pieces), dtype=bool)
    wanted = set()
    for attribution in gold.attributions:
        taken = np.concatenate([teacher.inside(s) for s in attribution.spans()])
        if (
            not attribution.cue
            or len(attribution.cue) > 1
            or len(attribution.source) > 1
            or not free[taken].all()
        ):
            continue  # the labels are univocal: nested attributions are found by other means
        free[taken] = False
        for role, part in (("S", attribution.source), ("K", attribution.cue), ("C", attribution.content)):
            for span in part:
                teacher.label(role, span)
                if role != "K":
                    teacher.point(span, attribution.cue[0])
        wanted.add(
            tuple(tuple((s.start, s.end) for s in p) for p in (attribution.source, attribution.content))
        )
    found = linked(teacher.pieces, teacher.scores(), Settings())
    got = {(spans(teacher.pieces, f.sources), spans(teacher.pieces, f.contents)) for f in found}
    assert len(wanted) > 5
    assert got == wanted


TEXT = "Orr said the gate held. Vale denied the gate held."
ORR, SAID, HELD = Span(0, 3), Span(4, 8), Span(9, 22)
VALE, DENIED, AGAIN = Span(24, 28), Span(29, 35), Span(36, 49)


def taught() -> Teacher:
    teacher = Teacher(TEXT)
    for role, span in (("S", ORR), ("K", SAID), ("C", HELD), ("S", VALE), ("K", DENIED), ("C", AGAIN)):
        teacher.label(role, span)
    for span, cue in ((ORR, SAID), (HELD, SAID), (VALE, DENIED), (AGAIN, DENIED)):
        teacher.point(span, cue)
    return teacher


def read(teacher: Teacher, settings: Settings = Settings()) -> list[tuple[list[str], str, list[str]]]:  # noqa: B008
    return [words(TEXT, teacher.pieces, item) for item in linked(teacher.pieces, teacher.scores(), settings)]


BOTH = [(["Orr"], "said", ["the gate held"]), (["Vale"], "denied", ["the gate held"])]


def test_parts_go_to_the_cue_they_point_to() -> None:
    assert read(taught()) == BOTH


def test_a_cue_without_a_label_is_found_by_what_points_to_it() -> None:
    teacher = taught()
    teacher.tags[teacher.inside(DENIED)] = teacher.tags[teacher.inside(Span(22, 23))]
    assert read(teacher) == BOTH
    assert read(teacher, Settings(cue_floor=2)) == BOTH[:1]


def test_a_source_below_the_labels_is_found_when_its_cue_lacks_one() -> None:
    teacher = taught()
    at = teacher.inside(VALE)
    teacher.tags[at] = 1e-6
    teacher.tags[at, 0], teacher.tags[at, TAGS.index("B-S")] = 0.6, 0.4
    assert read(teacher) == BOTH
    assert read(teacher, Settings(source_floor=0.5))[1] == ([], "denied", ["the gate held"])


def test_a_content_that_points_to_two_cues_is_cut_between_them() -> None:
    teacher = taught()
    whole = Span(9, 22)
    teacher.label("C", whole)
    teacher.point(Span(9, 17), SAID)
    teacher.point(Span(18, 22), DENIED)
    assert read(teacher) == [(["Orr"], "said", ["the gate"]), (["Vale"], "denied", ["held", "the gate held"])]
    assert read(teacher, Settings(switch_cost=50.0))[1] == BOTH[1]


def test_no_label_sequence_begins_in_the_middle_of_a_part() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        path = [TAGS[t] for t in best_labels(np.log(rng.dirichlet(np.ones(len(TAGS)), size=30)))]
        for before, tag in zip(["O", *path], path, strict=False):
            assert tag[0] != "I" or before[2:] == tag[2:]


def test_the_best_label_sequence_is_the_best_of_all() -> None:
    legal = [p for p in np.ndindex(*[len(TAGS)] * 4) if all(
        TAGS[t][0] != "I" or (i and TAGS[p[i - 1]][2:] == TAGS[t][2:]) for i, t in enumerate(p))]  # fmt: skip
    paths = np.array(legal)
    for seed in range(40):
        tags = peaked(seed, 4)
        assert tuple(best_labels(tags)) == legal[tags[np.arange(4), paths].sum(1).argmax()]


@pytest.mark.parametrize("seed", range(40))
def test_a_long_sequence_is_the_best_of_all_too(seed: int) -> None:
    tags = peaked(seed, 80)
    best = {t: -np.inf if name[0] == "I" else tags[0, t] for t, name in enumerate(TAGS)}
    for row in tags[1:]:
        best = {
            t: row[t] + max(v for u, v in best.items() if name[0] != "I" or TAGS[u][1:] == name[1:]
                            or TAGS[u] == "B" + name[1:])
            for t, name in enumerate(TAGS)
        }  # fmt: skip
    path = best_labels(tags)
    assert tags[np.arange(80), path].sum() == pytest.approx(max(best.values()))


def peaked(seed: int, size: int) -> np.ndarray:
    """Log-probabilities of labels, from nearly sure to nearly even."""
    rng = np.random.default_rng(seed)
    even = rng.uniform(0.02, 1.0, size)
    return np.log(np.array([rng.dirichlet(np.full(len(TAGS), e)) for e in even]).clip(1e-12))


@pytest.mark.parametrize("seed", range(20))
def test_the_best_cues_are_the_best_of_all_paths(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = np.log(rng.dirichlet(np.full(3, 0.3), size=6)).astype(np.float32)

    def worth(path: tuple[int, ...]) -> float:
        changes = sum(a != b for a, b in pairwise(path))
        return float(sum(rows[i, c] for i, c in enumerate(path))) - 3.0 * changes

    best = max(np.ndindex(*[3] * 6), key=worth)
    assert worth(tuple(best_cues(rows, 3.0))) == pytest.approx(worth(best), abs=1e-4)
