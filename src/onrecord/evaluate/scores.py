"""How much of the gold was found, and how much of what was found is right.

All figures are micro-averages over a corpus, of tokens as :mod:`.tokens` cuts them. A *content segment* is
one span of a content. Pairs are one-to-one and greedy: the best first; ties go to the earlier prediction,
then to the earlier gold.

=================== ==================================================================================
``tok.<role>``      tokens that bear the role in any attribution
``part.<role>``     whole parts (all spans of a role in one attribution) with identical tokens, distinct ones;
                    what published tables call exact-span F1
``span.exact``      content segments with identical tokens; ``span.exactL`` without outer punctuation
``span.overlap``    content segments paired by the number of shared tokens, at least one
``attr``            attributions: contents with a token Jaccard of at least ½, *and* sources that share a
                    token or are both empty. The main figure: who said what, linked
``attr.content``    the same without the condition on sources: was it noticed at all
``attr.srcacc``     of the pairs of ``attr.content`` with a gold source: sources that share a token
``attr.src``        ``attr`` where attributions without source count on neither side
``attr.exact``      content and source with identical tokens; ``attr.exactL`` without outer punctuation
``direct.attr``     recall over gold whose content is quoted, precision over predictions whose content is
                    quoted or stands right between marks (each may pair with anything); so too
                    ``direct.content``
``direct.srcacc``   ``attr.srcacc`` over quoted gold
``direct.tokR``     tokens of quoted gold that are found in any content
``mixed.attr.R``    recall over gold that holds some double mark and is not quoted; ``indirect.attr.R``
                    over gold without double marks; so too for ``.content.R``
=================== ==================================================================================
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.evaluate.marks import SCORED_DOUBLE, is_quoted, kind_by_marks
from onrecord.evaluate.tokens import TokenIndex, Tokens
from onrecord.model import Attribution, Kind, Spans

ENOUGH_CONTENT = 0.5
"""Least Jaccard index of two contents that count as the same; part of the measure, not a tuned value."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Source → cue → content of one attribution: all that the scores look at; any part may be empty."""

    source: Spans
    cue: Spans
    content: Spans

    @classmethod
    def of(cls, attribution: Attribution) -> Triple:
        """The three parts of an attribution."""
        return cls(attribution.source, attribution.cue, attribution.content)


@dataclass(frozen=True, slots=True)
class Count:
    """Hits among predicted and gold things. Counts add up over documents."""

    hits: int
    predicted: int
    gold: int

    def __add__(self, other: Count) -> Count:
        return Count(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)


NONE = Count(0, 0, 0)
"""Nothing counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and their harmonic mean, each between 0 and 1; 0 where nothing could be counted."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Counts = Mapping[str, Count]
Pair = tuple[int, int]
"""Index of the prediction, index of the gold."""


def score_document(*, text: str, gold: Sequence[Triple], predicted: Sequence[Triple]) -> Counts:
    """The counts behind every figure, for one document."""
    return _Comparison(text, gold, predicted).counts()


def pairs(
    *, text: str, gold: Sequence[Triple], predicted: Sequence[Triple], linked: bool = True
) -> list[Pair]:
    """Which prediction stands for which gold attribution, best first: the pairs of ``attr``, or those of
    ``attr.content`` if not ``linked``."""
    compared = _Comparison(text, gold, predicted)
    return compared.linked if linked else compared.noticed


def total(counts: Iterable[Counts]) -> Counts:
    """The sum over documents."""
    summed: dict[str, Count] = {}
    for each in counts:
        for name, count in each.items():
            summed[name] = summed.get(name, NONE) + count
    return summed


def figures(counts: Counts) -> dict[str, Figure]:
    """Every figure by its name. One that ends in ``.P`` or ``.R`` is meant as precision or recall alone."""
    found = {
        name: Figure(
            precision=count.hits / count.predicted if count.predicted else 0.0,
            recall=count.hits / count.gold if count.gold else 0.0,
        )
        for name, count in counts.items()
    }
    for name in ("direct.attr", "direct.content"):
        if f"{name}.P" in found:
            found[name] = Figure(precision=found[f"{name}.P"].precision, recall=found[f"{name}.R"].recall)
    return found


def interval(
    documents: Sequence[Counts],
    figure: Callable[[Mapping[str, Figure]], float],
    *,
    rounds: int = 1000,
    level: float = 0.95,
    seed: int = 1,
) -> tuple[float, float]:
    """A percentile bootstrap interval of a figure. Whole documents are drawn with replacement: attributions
    of one article are not independent. Raises ValueError without documents.

    ``figure`` picks the number, as in ``lambda f: f["attr"].f1``.
    """
    if not documents:
        raise ValueError("no documents to draw from")
    draw = random.Random(seed)
    drawn = sorted(figure(figures(total(draw.choices(documents, k=len(documents))))) for _ in range(rounds))
    outside = (1 - level) / 2
    return drawn[int(outside * rounds)], drawn[int((1 - outside) * rounds)]


@dataclass(frozen=True, slots=True)
class _Bearing:
    """One attribution as tokens."""

    source: Tokens
    cue: Tokens
    content: Tokens


class _Comparison:
    """Gold and predictions of one text, side by side."""

    def __init__(self, text: str, gold: Sequence[Triple], predicted: Sequence[Triple]) -> None:
        self._text = text
        self._tokens = TokenIndex(text)
        self._gold_triples, self._predicted_triples = gold, predicted
        self._gold = [self._bearing(triple) for triple in gold]
        self._predicted = [self._bearing(triple) for triple in predicted]
        similar = [
            (len(p.content & g.content) / len(p.content | g.content), i, j)
            for i, p in enumerate(self._predicted)
            for j, g in enumerate(self._gold)
            if not p.content.isdisjoint(g.content)
        ]
        enough = [each for each in similar if each[0] >= ENOUGH_CONTENT]
        self._touching = [(i, j) for _, i, j in similar]
        self.noticed = _one_to_one(enough)
        self.linked = _one_to_one(
            [(s, i, j) for s, i, j in enough if self._same_source(i, j, both_empty=True)]
        )

    def counts(self) -> Counts:
        return {
            **self._by_token(),
            **self._by_part(),
            **self._by_segment(),
            **self._by_attribution(),
            **self._by_quotation(),
        }

    def _bearing(self, triple: Triple) -> _Bearing:
        under = self._tokens.under
        return _Bearing(under(triple.source), under(triple.cue), under(triple.content))

    def _same_source(self, i: int, j: int, *, both_empty: bool) -> bool:
        predicted, gold = self._predicted[i].source, self._gold[j].source
        return not predicted.isdisjoint(gold) or (both_empty and not predicted and not gold)

    def _by_token(self) -> Counts:
        counts = {}
        for role in ("source", "cue", "content"):
            gold = frozenset[int]().union(*(getattr(each, role) for each in self._gold))
            predicted = frozenset[int]().union(*(getattr(each, role) for each in self._predicted))
            counts[f"tok.{role}"] = Count(len(gold & predicted), len(predicted), len(gold))
        return counts

    def _by_part(self) -> Counts:
        counts = {}
        for role in ("source", "cue", "content"):
            gold = {getattr(each, role) for each in self._gold} - {frozenset()}
            predicted = {getattr(each, role) for each in self._predicted} - {frozenset()}
            counts[f"part.{role}"] = Count(len(gold & predicted), len(predicted), len(gold))
        return counts

    def _by_segment(self) -> Counts:
        gold, predicted = self._segments(self._gold_triples), self._segments(self._predicted_triples)
        stripped_gold = {s for each in gold if (s := self._tokens.strip(each))}
        stripped = {s for each in predicted if (s := self._tokens.strip(each))}
        shared = [
            (len(p & g), i, j)
            for i, p in enumerate(predicted)
            for j, g in enumerate(gold)
            if not p.isdisjoint(g)
        ]
        return {
            "span.exact": Count(len(set(gold) & set(predicted)), len(predicted), len(gold)),
            "span.exactL": Count(len(stripped_gold & stripped), len(stripped), len(stripped_gold)),
            "span.overlap": Count(len(_one_to_one(shared)), len(predicted), len(gold)),
        }

    def _segments(self, triples: Sequence[Triple]) -> list[Tokens]:
        """The distinct content segments in the order of the text."""
        segments = {self._tokens.under((span,)) for triple in triples for span in triple.content}
        return sorted(segments - {frozenset()}, key=sorted)

    def _by_attribution(self) -> Counts:
        gold, predicted, strip = self._gold, self._predicted, self._tokens.strip
        sides = (len(predicted), len(gold))
        sourced = [(i, j) for i, j in self.noticed if gold[j].source]
        exact = [
            (1.0, i, j)
            for i, j in self._touching
            if predicted[i].content == gold[j].content and predicted[i].source == gold[j].source
        ]
        stripped = [
            (1.0, i, j)
            for i, j in self._touching
            if strip(predicted[i].content) == strip(gold[j].content)
            and strip(predicted[i].source) == strip(gold[j].source)
        ]
        return {
            "attr": Count(len(self.linked), *sides),
            "attr.content": Count(len(self.noticed), *sides),
            "attr.srcacc": self._source_accuracy(sourced),
            "attr.src": Count(
                sum(bool(gold[j].source) for _, j in self.linked),
                sum(bool(each.source) for each in predicted),
                sum(bool(each.source) for each in gold),
            ),
            "attr.exact": Count(len(_one_to_one(exact)), *sides),
            "attr.exactL": Count(len(_one_to_one(stripped)), *sides),
        }

    def _source_accuracy(self, sourced: Sequence[Pair]) -> Count:
        right = sum(self._same_source(i, j, both_empty=False) for i, j in sourced)
        return Count(right, len(sourced), len(sourced))

    def _by_quotation(self) -> Counts:
        kinds = [kind_by_marks(self._text, r.content, double=SCORED_DOUBLE) for r in self._gold_triples]
        of_kind = {kind: {j for j, each in enumerate(kinds) if each is kind} for kind in Kind}
        direct = of_kind[Kind.DIRECT]
        quoted = {
            i
            for i, r in enumerate(self._predicted_triples)
            if is_quoted(self._text, r.content, enclosed=True)
        }
        sourced = [(i, j) for i, j in self.noticed if j in direct and self._gold[j].source]
        told = frozenset[int]().union(*(self._gold[j].content for j in direct))
        found = frozenset[int]().union(*(each.content for each in self._predicted))
        counts = {
            "direct.srcacc": self._source_accuracy(sourced),
            "direct.tokR": Count(len(told & found), len(told), len(told)),
        }
        for name, matched in (("attr", self.linked), ("content", self.noticed)):
            counts[f"direct.{name}.P"] = _share(quoted, {i for i, _ in matched})
            for kind in Kind:
                counts[f"{kind}.{name}.R"] = _share(of_kind[kind], {j for _, j in matched})
        return counts


def _share(of: set[int], hit: set[int]) -> Count:
    return Count(len(of & hit), len(of), len(of))


def _one_to_one(scored: Iterable[tuple[float, int, int]]) -> list[Pair]:
    """Pairs in descending order of score, each side used once."""
    used: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            kept.append((i, j))
    return kept
