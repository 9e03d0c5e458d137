"""How a clause is made of words: its terms and their weights, its negations, numbers, times and days."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from onrecord.link import lexicon
from onrecord.link.clause import Clause
from onrecord.link.clock import times
from onrecord.link.numbers import quantities
from onrecord.link.parts import Placed, agents, governed, is_verb, phrase, runs
from onrecord.link.words import Word, folded_words, stem, weight
from onrecord.model import Span

HEAVIEST = 9.3
"""What a name or a resolved person weighs."""

DO_WITH = 5.0
"""What "to do with" weighs: as much as a verb of the middle sort."""

LEAST_TURNED = 6
"""Letters of a word whose "un" may turn it round: not "unit", "union", "under"."""

_TO_DO_WITH = re.compile(r"(?:thing|little|much) to (?P<with>do with)\b", re.I)
"""Who has "nothing to do with" a thing turns round that they caused it, and not the thing."""
_PERCENT = re.compile(r"\bper ?cent(?:age)?\b|%", re.I)
_DEMONSTRATIVE = re.compile(r"\bthat (?:night|day|morning|evening|afternoon|time|week|year)\b", re.I)
_OUGHT = re.compile(r"\b(?:ha(?:d|s|ve) to|must|ought to|need(?:s|ed)? to|supposed to)\b", re.I)
# "Respect, not a spot at a bar", "eleven, not seven": what did not hold is named beside what did.
_CONTRAST = re.compile(r",\s*(?:and\s+)?not\s+|\bnot\s+(?=\d)", re.I)
_SUPPOSED = re.compile(
    r"\b(?:let(?:['’]s| us) (?:say|assume|suppose|imagine)|suppose|supposing|imagine|assuming|what if"
    r"|as though)\b",
    re.I,
)
_TO_DO = re.compile(
    r"^\W*(?:[\w.'’-]+\s){0,5}?to\s(?!have\b|be\b|the\b|an?\b|his\b|her\b|their\b|its\b)[a-z]+(?<!ing)\b"
)
_ABLE = re.compile(r"\b(?:rights?|powers?|authority|abilit(?:y|ies)|able) to\b", re.I)
"""What may be done need not be done."""
_NOT_TURNING = frozenset(
    ["only", "doubt", "wonder", "just", "merely", "simply", "solely", "necessarily", "because"]
)
"""Words after a "not" or "no" that turns nothing round: "not only", "no doubt"."""
_PREPOSITIONS = frozenset(["with", "for", "by", "in", "at", "on", "to", "from", "of"])
_WILL_NOT = re.compile(r"\b(?:will|would|shall) (?:not|never)\b|\bw(?:on|ould)[n]?['’]t\b", re.I)
LEAST_PRESENT = 4
_UNTIL = re.compile(r"\b(?:until|till)\b", re.I)
_QUESTION = re.compile(r"\?")
_WHETHER = re.compile(
    r"\W*(?:[\w.'’-]+\s){0,4}?(?:whether|if)\s(?:\S+\s){0,2}?(?:he|she|they|it|we|i|you|any|there)\b(?!.*,)",
    re.I,
)
"""A question that is reported: "(him) whether he supports it", not "if it rains, the dam will break"."""
_BACKERS = frozenset(
    [
        *("to", "will", "would", "shall", "should", "could", "can", "may", "might", "must"),
        *("not", "never", "i", "we", "you", "they", "who", "also", "both"),
    ]
)
"""Words after which "back" means to support: elsewhere one is back, or glad to see the back of somebody."""


def made(
    text: str,
    span: Span,
    words: tuple[Word, ...],
    *,
    speaker: frozenset[str],
    resolved: tuple[tuple[Span, str], ...],
) -> Clause:
    """The clause of some words of a text. ``speaker`` and ``resolved`` are those of its reading."""
    return _Maker(text, span, words, speaker, resolved).made()


class _Maker:
    """Collects the parts of one clause."""

    def __init__(
        self,
        text: str,
        span: Span,
        words: tuple[Word, ...],
        speaker: frozenset[str],
        resolved: tuple[tuple[Span, str], ...],
    ) -> None:
        self.text, self.span, self.words, self.resolved = text, span, words, resolved
        self.times = times(text, span)
        quantities_ = quantities(text, words)
        self.quantities = tuple(
            q for q in quantities_ if not any(q.span.overlaps(t.span) for t in self.times)
        )
        self.contrast = [
            Span(*m.span()) for m in _CONTRAST.finditer(text, span.start, span.end) if m.end() > m.start()
        ]
        self.speaker = frozenset(lexicon.meaning(term) for term in speaker)
        masked = [t.span for t in self.times] + [q.span for q in self.quantities]
        masked += [Span(*m.span()) for m in _PERCENT.finditer(text, span.start, span.end)]
        masked += [Span(*m.span()) for m in _DEMONSTRATIVE.finditer(text, span.start, span.end)]
        self.masked = masked
        self.both_ends: set[str] = set()
        self.selves: set[str] = set()
        self.terms: dict[str, float] = {}
        self.places: dict[str, Span] = {}
        self.names: set[str] = set()
        self.scales: dict[str, int] = {}
        self.negations: list[Span] = []
        self.placed: list[Placed] = []

    def made(self) -> Clause:
        text = self.text
        folded = [w.folded for w in self.words]
        self._negate(folded)
        self._collect()
        found = runs(text, self.words, self.placed)
        # "eleven, not seven": the number after "not" is the one that does not hold.
        kept = tuple(
            q for q in self.quantities if not any(0 <= q.span.start - c.end <= 1 for c in self.contrast)
        )
        so_far = any(f" {phrase} " in f" {' '.join(folded)} " for phrase in lexicon.SO_FAR)
        if so_far:
            kept = tuple(replace(q, high=math.inf) for q in kept)
        there = frozenset(folded)
        days = {w.folded for w in self.words if w.folded in lexicon.DAY or lexicon.YEAR.fullmatch(w.folded)}
        days |= {
            " ".join(m.group().lower().split())
            for m in lexicon.FAR.finditer(text, self.span.start, self.span.end)
        }
        return Clause(
            span=self.span,
            terms=self.terms,
            open=self._open(there),
            names=frozenset(self.names),
            # "Damage to the roof, but the store is intact" names both ends, of two things.
            scales={scale: end for scale, end in self.scales.items() if scale not in self.both_ends},
            negations=tuple(self.negations),
            quantities=kept,
            times=self.times,
            days=frozenset(days),
            hedge=self._hedge(),
            agents=tuple(agents(self.words, sorted(self.placed, key=lambda p: (p.at, p.span)))),
            asked=self._asked(),
            wish=not self._finite() and bool(_TO_DO.match(text[self.span.start : self.span.end])),
            selves=frozenset(self.selves),
            future=not lexicon.FUTURE.isdisjoint(there) or any(w.endswith("'ll") for w in there),
            should="should" in there or bool(_OUGHT.search(text, self.span.start, self.span.end)),
            partial=there & lexicon.PARTIAL,
            universal=not lexicon.UNIVERSAL.isdisjoint(there),
            irreal=not lexicon.IRREAL.isdisjoint(map(stem, folded))
            or bool(_ABLE.search(text, self.span.start, self.span.end)),
            finite=self._finite(),
            apart=there & lexicon.TOLD_APART,
            own=any(w in lexicon.THIRD_PERSON for w in [w for w in folded if w != "that"][:1]),
            words=self.places,
            so_far=so_far,
            phrases=tuple(phrase(self.words, run) for run in found),
            governed=tuple(governed(self.words, found, self.negations[0])) if self.negations else (),
        )

    def _hedge(self) -> Span | None:
        """What keeps the clause open: a word like "may", a supposition, "not until", a question."""
        for word in self.words:
            if word.folded in lexicon.HEDGES and word.folded != "should":
                return word.span
        found = _SUPPOSED.search(self.text, self.span.start, self.span.end)
        if found is None and _WILL_NOT.search(self.text, self.span.start, self.span.end):
            found = _UNTIL.search(self.text, self.span.start, self.span.end)
        if found is None:
            found = _QUESTION.search(self.text, self.span.start, self.span.end + 1)
        return Span(*found.span()) if found else None

    def _asked(self) -> bool:
        return bool(
            _QUESTION.search(self.text, self.span.start, self.span.end + 1)
            or _WHETHER.match(self.text, self.span.start, self.span.end)
        )

    def _finite(self) -> bool:
        """Whether a verb that shows a time says something, outside of what only tells a thing apart ("the
        report that was published")."""
        first = next((w.folded for w in self.words), "")
        if first in lexicon.NOMINATIVE and len(self.words) > 1:
            return True
        verbs = [at for at in range(len(self.words)) if self._is_finite(at)]
        relative = [
            at
            for at, word in enumerate(self.words[:-1])
            if at > 1
            and word.folded in lexicon.RELATIVE
            and (word.folded != "that" or at + 1 in verbs)
            and at < max(verbs, default=0)
        ]
        return len(verbs) > len(relative)

    def _is_finite(self, at: int) -> bool:
        folded = self.words[at].folded
        if folded in lexicon.FINITE or folded in lexicon.SHORTENED or folded.endswith(("n't", "'ll")):
            return True
        following = self.words[at + 1].folded if at + 1 < len(self.words) else ""
        if len(folded) >= LEAST_PRESENT and folded.endswith("s") and not folded.endswith(("ss", "us", "'s")):
            # In the present an article tells a verb from a noun: "he asserts his innocence".
            return at > 0 and following in lexicon.ARTICLES
        if not folded.endswith("ed") or (at and self.text[self.words[at].start].isupper()):
            return False
        return is_verb(self.words, at) and following != "by"

    def _is_masked(self, word: Word) -> bool:
        return any(span.start < word.end and word.start < span.end for span in self.masked)

    def _negate(self, folded: list[str]) -> None:
        for i, word in enumerate(self.words):
            negative = word.folded in lexicon.NEGATIONS or word.folded.endswith("n't")
            if not negative or any(q.span.covers(word.span) for q in self.quantities):
                continue
            if any(c.start < word.end and word.start < c.end for c in self.contrast):
                continue
            following = folded[i + 1] if i + 1 < len(folded) else ""
            if word.folded in {"no", "not"} and following in _NOT_TURNING:
                continue
            if (
                folded[max(0, i - 1) : i + 1] in (["but", "not"], ["and", "not"])
                and following in _PREPOSITIONS
            ):
                # "A role for orders, but not with her say-so" does not turn the role round.
                continue
            self.negations.append(word.span)
        for i, word in enumerate(self.words[1:], start=1):
            if word.folded == "against" and folded[i - 1].startswith("vot"):
                self.negations.append(word.span)

    def _collect(self) -> None:
        for match in _TO_DO_WITH.finditer(self.text, self.span.start, self.span.end):
            at = next(i for i, w in enumerate(self.words) if w.start >= match.start("with"))
            self._add(at, lexicon.meaning("caus"), DO_WITH, Span(match.start("with"), match.end()))
        skip = 0
        stands = {span.start: (span, term) for span, term in self.resolved if self.span.covers(span)}
        until = -1
        for at, word in enumerate(self.words):
            if word.start in stands:
                span, term = stands[word.start]
                until = span.end
                self._add(at, term, HEAVIEST, span, name=True)
            if word.start < until:
                continue
            if word.folded == "any" or word.folded in {"anyone", "anybody", "anything"}:
                skip = 2
                continue
            skip -= 1
            if skip > 0 and self.negations:
                continue
            if word.folded in lexicon.FIRST_PERSON and self.speaker:
                self.selves |= self.speaker - self.terms.keys()
                for term in self.speaker:
                    self._add(at, term, HEAVIEST, word.span, name=True)
                continue
            self._word(at, word)

    def _word(self, at: int, word: Word) -> None:
        if word.folded in lexicon.silent():
            return
        stemmed = stem(word.folded)
        if self._is_masked(word) or word.folded in lexicon.DAY or word.folded[0].isdigit():
            return
        if word.folded == "back" and self._before(word) not in _BACKERS:
            return
        if (found := lexicon.scale(stemmed)) is not None:
            if self.scales.setdefault(*found) != found[1]:
                self.both_ends.add(found[0])
            self._add(at, found[0], weight(stemmed), word.span)
            return
        if stemmed in lexicon.EMPTY or word.folded in lexicon.HEDGES or word.folded.endswith("n't"):
            return
        if len(stemmed) > LEAST_TURNED and stemmed.startswith("un") and weight(stemmed[2:]) < HEAVIEST:
            # "Unchanged" is "not changed".
            self.negations.append(word.span)
            self._add(at, lexicon.meaning(stemmed[2:]), weight(stemmed[2:]), word.span)
            return
        capital = self.text[word.start].isupper() and word.start != self.span.start
        name = capital and weight(stemmed) >= HEAVIEST
        self._add(at, lexicon.meaning(stemmed), max(weight(stemmed), 2.0), word.span, name=name)

    def _before(self, word: Word) -> str:
        """The word before one of the clause, empty for its first."""
        if word.start == self.span.start:
            return ""
        found = folded_words(self.text, Span(self.span.start, word.start))
        return found[-1] if found else ""

    def _add(self, at: int, term: str, bits: float, span: Span, *, name: bool = False) -> None:
        self.placed.append(Placed(at, term, span))
        self.terms[term] = max(bits, self.terms.get(term, 0.0))
        self.places.setdefault(term, span)
        if name:
            self.names.add(term)

    def _open(self, folded: frozenset[str]) -> frozenset[str]:
        return self.speaker if folded & lexicon.THIRD_PERSON else frozenset()
