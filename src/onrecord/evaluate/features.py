"""Whether what is said *about* an attribution is right: its features, its speaker, and what it lies
within.

Features are asked of found attributions alone (the pairs of ``attr`` in :mod:`.scores`), and only where
the gold states them: what was not found cannot have a wrong polarity. Most attributions are plain
assertions with no addressee and no medium, so accuracy alone flatters; beside it stands the F1 over the
values that are not the default, which a backend that always answers the default scores 0 on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from onrecord.evaluate.gold import UNDETERMINABLE, Expected, Gold
from onrecord.evaluate.scores import NONE, Count, Figure, Triple, pairs
from onrecord.evaluate.tokens import TokenIndex
from onrecord.model import Attitude, Attribution, Entity, EntityKind, Extraction, Kind, Polarity

FEATURES = ("kind", "attitude", "polarity", "source_type", "medium", "addressee", "said")

_DEFAULTS: Mapping[str, object] = {
    "kind": Kind.INDIRECT,
    "attitude": Attitude.ASSERTION,
    "polarity": Polarity.AFFIRMS,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a feature was right of how often it was asked; ``marked`` counts values that are not the
    default: right ones, all predicted ones and all in the gold."""

    right: int = 0
    asked: int = 0
    marked: Count = NONE

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.asked + other.asked, self.marked + other.marked)

    @property
    def accuracy(self) -> float | None:
        """The share that is right; None when nothing was asked."""
        return self.right / self.asked if self.asked else None

    @property
    def marked_f1(self) -> float | None:
        """F1 over the values that are not the default; None when the gold has none and none was predicted."""
        count = self.marked
        return f1(count) if count.gold or count.predicted else None


@dataclass(frozen=True, slots=True)
class Speakers:
    """Named speakers of found attributions: ``right``, ``wrong`` or left ``open``. A name for a speaker
    that the article leaves open is ``invented``, no name there ``refused``, which is right."""

    right: int = 0
    wrong: int = 0
    open: int = 0
    refused: int = 0
    invented: int = 0

    def __add__(self, other: Speakers) -> Speakers:
        return Speakers(
            self.right + other.right,
            self.wrong + other.wrong,
            self.open + other.open,
            self.refused + other.refused,
            self.invented + other.invented,
        )

    @property
    def accuracy(self) -> float | None:
        """Of all speakers that were named, the share that is right; None when none was."""
        named = self.right + self.wrong + self.invented
        return self.right / named if named else None

    @property
    def answered(self) -> float | None:
        """Of all speakers that can be determined, the share that was named, rightly or wrongly."""
        asked = self.right + self.wrong + self.open
        return (self.right + self.wrong) / asked if asked else None


@dataclass(frozen=True, slots=True)
class Row:
    """One shape: its attributions (hits, predicted, gold) and all of its features together."""

    attributions: Count = NONE
    features: Tally = field(default_factory=Tally)

    def __add__(self, other: Row) -> Row:
        return Row(self.attributions + other.attributions, self.features + other.features)


@dataclass(frozen=True, slots=True)
class FeatureScores:
    """All of it for one document, or summed over many."""

    features: Mapping[str, Tally] = field(default_factory=dict)
    speakers: Speakers = field(default_factory=Speakers)
    chains: Count = NONE
    shapes: Mapping[str, Row] = field(default_factory=dict)

    def __add__(self, other: FeatureScores) -> FeatureScores:
        return FeatureScores(
            {name: self.features.get(name, Tally()) + other.features.get(name, Tally()) for name in FEATURES},
            self.speakers + other.speakers,
            self.chains + other.chains,
            {
                shape: self.shapes.get(shape, Row()) + other.shapes.get(shape, Row())
                for shape in sorted({*self.shapes, *other.shapes})
            },
        )


def compare(*, gold: Gold, predicted: Extraction) -> FeatureScores:
    """The features of one document. Raises ValueError when the two have different texts."""
    if gold.document.text != predicted.document.text:
        raise ValueError(
            f"the prediction for {gold.name or gold.document.id} is of another text than the gold"
        )
    found = pairs(
        text=gold.document.text,
        gold=[Triple.of(each) for each in gold.attributions],
        predicted=[Triple.of(each) for each in predicted.attributions],
    )
    tokens = TokenIndex(gold.document.text)
    matched = [(gold.expected[j], predicted.attributions[i]) for i, j in found]
    judged = [(expected, _judge(expected, answer, tokens)) for expected, answer in matched]
    return FeatureScores(
        {
            name: reduce(add, (tallies[name] for _, tallies in judged if name in tallies), Tally())
            for name in FEATURES
        },
        _speakers(gold, predicted, matched),
        _chains(gold, predicted, found),
        _shapes(gold, predicted, judged),
    )


def sum_scores(scores: Iterable[FeatureScores]) -> FeatureScores:
    """The sum over documents."""
    return reduce(add, scores, FeatureScores())


def f1(count: Count) -> float:
    """F1 of a count; 0 where nothing could be counted."""
    return Figure(
        precision=count.hits / count.predicted if count.predicted else 0.0,
        recall=count.hits / count.gold if count.gold else 0.0,
    ).f1


def _judge(expected: Expected, answer: Attribution, tokens: TokenIndex) -> dict[str, Tally]:
    """One tally of 0 or 1 for each feature that the gold states."""
    stated, gold = expected.stated, expected.attribution
    if stated is None:
        return {}
    judged = {
        name: _tally(getattr(gold, name), getattr(answer, name), _DEFAULTS[name])
        for name in ("kind", "attitude", "polarity")
    }
    judged["medium"] = _tally(stated.medium, answer.medium.kind if answer.medium else None, None)
    judged["addressee"] = _addressee(gold, answer, tokens)
    if stated.source_type is not None:
        judged["source_type"] = _tally(stated.source_type, answer.source_type, None)
    if stated.said_stated:
        said = answer.said
        judged["said"] = _tally(stated.said, (said.earliest, said.latest) if said else None, None)
    return judged


def _tally(gold: object, answer: object, default: object) -> Tally:
    right = gold == answer
    return Tally(
        int(right), 1, Count(int(right and gold != default), int(answer != default), int(gold != default))
    )


def _addressee(gold: Attribution, answer: Attribution, tokens: TokenIndex) -> Tally:
    """Right when both are empty or share a token: where an addressee ends is not asked."""
    shared = not tokens.under(gold.addressee).isdisjoint(tokens.under(answer.addressee))
    right = shared or not (gold.addressee or answer.addressee)
    return Tally(int(right), 1, Count(int(shared), int(bool(answer.addressee)), int(bool(gold.addressee))))


def speakers_of(*, gold: Gold, predicted: Extraction) -> list[tuple[Expected, Speakers]]:
    """What became of the speaker of each attribution that was found and whose gold states one."""
    found = pairs(
        text=gold.document.text,
        gold=[Triple.of(each) for each in gold.attributions],
        predicted=[Triple.of(each) for each in predicted.attributions],
    )
    return _judged_speakers(
        gold, predicted, [(gold.expected[j], predicted.attributions[i]) for i, j in found]
    )


def _speakers(gold: Gold, predicted: Extraction, matched: Sequence[tuple[Expected, Attribution]]) -> Speakers:
    return reduce(add, (each for _, each in _judged_speakers(gold, predicted, matched)), Speakers())


def _judged_speakers(
    gold: Gold, predicted: Extraction, matched: Sequence[tuple[Expected, Attribution]]
) -> list[tuple[Expected, Speakers]]:
    entities = {entity.id: entity for entity in predicted.entities}
    everyone = {
        _folded(each.stated.speaker)
        for each in gold.expected
        if each.stated and each.stated.speaker is not None
    }
    judged = []
    for expected, answer in matched:
        asked = expected.stated.speaker if expected.stated else None
        if asked is None:
            continue
        entity = entities.get(answer.speaker or "")
        if entity is not None and entity.kind is EntityKind.UNNAMED:
            entity = None  # "two officials" is what the article says and names nobody
        if asked == UNDETERMINABLE:
            outcome = Speakers(invented=1) if entity else Speakers(refused=1)
        elif entity is None:
            outcome = Speakers(open=1)
        else:
            right = _is_named(entity, _folded(asked), everyone)
            outcome = Speakers(right=1) if right else Speakers(wrong=1)
        judged.append((expected, outcome))
    return judged


def _is_named(entity: Entity, name: str, everyone: set[str]) -> bool:
    """Whether the entity bears the name and no name of another speaker: two people in one are neither."""
    names = {_untitled(_folded(each), everyone) for each in (entity.name, *entity.names)}
    return names & everyone == {name}


def _untitled(name: str, everyone: set[str]) -> str:
    """A speaker's name of two words or more where ``name`` only puts a title before it: "Garda Ann Roe"."""
    return next((known for known in everyone if " " in known and name.endswith(f" {known}")), name)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).strip("'’")


def _chains(gold: Gold, predicted: Extraction, found: Sequence[tuple[int, int]]) -> Count:
    """Links from an attribution to the one it lies within; right when both ends are. Not asked of a document
    whose gold states no features, since then it states no chains."""
    if gold.expected and not any(each.stated for each in gold.expected):
        return NONE
    stands_for = {predicted.attributions[i].id: gold.expected[j].attribution.id for i, j in found}
    told = {
        (each.attribution.id, each.attribution.within) for each in gold.expected if each.attribution.within
    }
    answered = [(each.id, each.within) for each in predicted.attributions if each.within]
    hits = {(stands_for.get(inner), stands_for.get(outer)) for inner, outer in answered} & told
    return Count(len(hits), len(answered), len(told))


def _shapes(
    gold: Gold, predicted: Extraction, judged: Sequence[tuple[Expected, Mapping[str, Tally]]]
) -> dict[str, Row]:
    """Attributions by their own shape or their passage's; what was predicted beyond them counts for the
    passage's shape, and nowhere in a document without one."""
    rows: dict[str, Row] = {}

    def count(shape: str | None, row: Row) -> None:
        if shape is not None:
            rows[shape] = rows.get(shape, Row()) + row

    for expected in gold.expected:
        count(_shape(expected, gold), Row(Count(0, 0, 1)))
    for expected, tallies in judged:
        features = reduce(add, tallies.values(), Tally())
        count(_shape(expected, gold), Row(Count(1, 1, 0), features))
    count(gold.shape, Row(Count(0, len(predicted.attributions) - len(judged), 0)))
    return rows


def _shape(expected: Expected, gold: Gold) -> str | None:
    return expected.stated.shape if expected.stated and expected.stated.shape else gold.shape
