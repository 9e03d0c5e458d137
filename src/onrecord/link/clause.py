"""One clause of a content in the terms that accounts are compared by: what it is about, whether it is turned
round, how many, at what time, and how openly it leaves the matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

from onrecord.link import lexicon
from onrecord.link.clock import Time
from onrecord.link.numbers import Quantity
from onrecord.link.parts import Agent, Governed, Phrase
from onrecord.model import Span, Spans

LEAST_SAID = 3.0
"""A number beside fewer bits than these does not say what it counts."""


@dataclass(frozen=True)
class Clause:
    """One clause. ``terms`` maps what it is about to weights in bits; ``open`` are terms that a pronoun of it
    may stand for. ``names`` are the terms that are names. ``scales`` says which ends of scales it names.
    ``negations`` are the words that turn it round; ``words`` where each term stands, ``main`` the
    terms of a whole sentence's first clause, which is what a denial denies; ``so_far`` that its numbers may
    grow. ``phrases`` are the terms that
    make one name, or a verb; ``governed`` is what the first negation turns round (see `parts`). ``around``
    says of a bare number where the terms stand in the text before it that say what it counts. ``asked`` tells
    a question, ``wish`` what somebody is to do ("the firm to pay"), ``selves`` are terms that stand
    for "I" and "we" alone."""

    span: Span
    terms: Mapping[str, float]
    open: frozenset[str]
    names: frozenset[str]
    scales: Mapping[str, int]
    negations: Spans
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    days: frozenset[str]
    hedge: Span | None
    future: bool
    should: bool
    partial: frozenset[str]
    universal: bool
    irreal: bool
    finite: bool
    apart: frozenset[str]
    own: bool
    words: Mapping[str, Span]
    main: frozenset[str] = frozenset()
    so_far: bool = False
    phrases: tuple[Phrase, ...] = ()
    around: Mapping[str, Span] = field(default_factory=dict)
    governed: tuple[Governed, ...] = ()
    agents: tuple[Agent, ...] = ()
    asked: bool = False
    wish: bool = False
    selves: frozenset[str] = frozenset()

    @property
    def turned(self) -> bool | None:
        """Whether its negations turn it round; None where several do, each its own part of it ("for not
        counting them, and for not asking"): then nothing tells what of it is turned."""
        return None if len(self.negations) > 1 else bool(self.negations)

    @property
    def is_bare_number(self) -> bool:
        """Whether it has a number and does not say of what: "the figure was 340"."""
        said = (w for t, w in self.terms.items() if t not in lexicon.LIGHT and "/" not in t)
        return bool(self.quantities) and fsum(said) < LEAST_SAID

    @cached_property
    def about(self) -> frozenset[str]:
        """What it is about, and what a pronoun of it may stand for."""
        return frozenset(self.terms) | self.open

    @cached_property
    def weighty(self) -> float:
        """The weight of its terms but for words like "number of"."""
        return fsum(w for t, w in self.terms.items() if t not in lexicon.LIGHT)

    @cached_property
    def bits(self) -> float:
        """The weight of all its terms."""
        return fsum(self.terms.values())
