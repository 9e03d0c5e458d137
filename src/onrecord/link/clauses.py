"""What a content says, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.link import lexicon
from onrecord.link.breaks import before_afterthought, holds_up_to, is_granted, pieces
from onrecord.link.clause import Clause
from onrecord.link.making import made
from onrecord.link.quotes import Wording, grams, wording
from onrecord.link.words import has_words, words_of
from onrecord.model import Span, Spans

LONGEST_WHOLE = 40
"""Words of a sentence that is compared as a whole besides by its clauses."""

MOST_CLAUSES = 40
"""Of longer contents the clauses after so many are not looked at: a speech is compared by its opening."""


@dataclass(frozen=True)
class Reading:
    """What is needed to read a content: its text, its spans, who speaks (terms of the name), which stretches
    of the text stand for whom (span → term), and where the thing stands that a bare number counts."""

    text: str
    content: Spans
    speaker: frozenset[str] = frozenset()
    resolved: tuple[tuple[Span, str], ...] = ()
    context: Spans = ()

    @cached_property
    def wording(self) -> Wording:
        """The words of the content."""
        return wording(self.text, self.content)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """See :func:`clauses`."""
        return _clauses(self)

    @cached_property
    def about(self) -> frozenset[str]:
        """What any of its clauses is about."""
        return frozenset().union(*(clause.about for clause in self.clauses))

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """The most that each term weighs in any of its clauses."""
        found: dict[str, float] = {}
        for clause in self.clauses:
            for term, bits in clause.terms.items():
                found[term] = max(bits, found.get(term, 0.0))
        return found

    @cached_property
    def narrowest(self) -> float:
        """The bits of the clause that says least; 0 where there is none."""
        return min((clause.bits for clause in self.clauses if clause.terms), default=0.0)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether any clause has a quantity."""
        return any(clause.quantities for clause in self.clauses)

    @cached_property
    def runs(self) -> frozenset[int]:
        """The runs of words by which wordings meet."""
        return grams(self.wording.folded)


def clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of a content, and the whole sentence of those that have several."""
    return reading.clauses


def _clauses(reading: Reading) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for span in reading.content:
        parts = list(pieces(reading.text, span))
        # What is said to have come before or after is taken for granted there, not said.
        told = [p for p in parts if not is_granted(reading.text, p)] or parts
        found.extend(
            c for p in told if (c := _told(reading, p)) and not holds_up_to(reading.text, c.span, c.negations)
        )
        if len(parts) > 1 and not has_words(reading.text, span, LONGEST_WHOLE + 1):
            whole = _clause(reading, span)
            # What is turned round in a later clause does not turn the first one round.
            if whole and all(n.start < parts[0].end for n in whole.negations):
                found.append(replace(whole, main=_main(reading, parts[0])))
        if len(found) >= MOST_CLAUSES:
            break
    return tuple(found[:MOST_CLAUSES])


def _told(reading: Reading, piece: Span) -> Clause | None:
    clause = _clause(reading, piece)
    first = before_afterthought(reading.text, piece)
    if clause is None or first is None:
        return clause
    return replace(clause, main=_main(reading, first))


def _main(reading: Reading, piece: Span) -> frozenset[str]:
    first = _clause(reading, piece)
    return frozenset(first.terms) if first else frozenset()


def _clause(reading: Reading, span: Span) -> Clause | None:
    words = words_of(reading.text, span)
    if not words:
        return None
    clause = made(reading.text, span, words, speaker=reading.speaker, resolved=reading.resolved)
    return _counting(reading, clause) if reading.context and clause.is_bare_number else clause


def _counting(reading: Reading, clause: Clause) -> Clause:
    """A clause with a bare number, with the terms of the text before it that say what it counts."""
    # Who said it and where is not what was counted: words with a capital are left out.
    told = {
        t: (w, other.words[t])
        for other in clauses(Reading(reading.text, reading.context))
        for t, w in other.terms.items()
        if "/" not in t and t in other.words and not reading.text[other.words[t].start].isupper()
    }
    terms = {t: w for t, (w, _) in told.items()}
    around = {t: span for t, (_, span) in told.items() if t not in clause.terms and t not in lexicon.LIGHT}
    return replace(clause, terms=terms | dict(clause.terms), around=around)
