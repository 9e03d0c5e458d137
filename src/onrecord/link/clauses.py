"""What a content says, clause by clause, in the terms that accounts are compared by: what it is about,
whether it is turned round, how many, at what time, and how openly it leaves the matter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import fsum

from onrecord.link import lexicon
from onrecord.link.clock import Time, times
from onrecord.link.numbers import FRACTION_WORDS, NUMBER_WORDS, Quantity, quantities
from onrecord.link.parts import Governed, Phrase, Placed, governed, phrase, runs
from onrecord.link.quotes import Wording, grams, wording
from onrecord.link.words import Word, folded_words, has_words, stem, weight, words_of
from onrecord.model import Span, Spans


def _words(line: str) -> list[str]:
    return line.split()


HEAVIEST = 9.3
"""What a name or a resolved person weighs."""

DO_WITH = 5.0
"""What "to do with" weighs: as much as a verb of the middle sort."""

LEAST_SAID = 3.0
"""A number beside fewer bits than these does not say what it counts."""

LONGEST_WHOLE = 40
"""Words of a sentence that is compared as a whole besides by its clauses."""

LEAST_TURNED = 6
"""Letters of a word whose "un" may turn it round: not "unit", "union", "under"."""

MOST_CLAUSES = 40
"""Of longer contents the clauses after so many are not looked at: a speech is compared by its opening."""

_VERB = r"(?:is|are|was|were|had|has|have|did|[^\W\d_]{3,}ed)\b"
_BREAK = re.compile(
    r"[.;!?…:](?=\s|$|[\"'”’»])|\s[—–-]+\s|,?\s(?=(?:but|although|though|while|whereas|when)\s)"
    r"|\s(?=(?:before|after|because|since)\s(?:the|a|an|any|her|his|their|its|it|he|she|they|we|i)\b)"
    r"|,\s(?=(?:and|or|nor)\s+(?:that|he|she|it|they|we|i|the|a|no|not|his|her|their|even)\b)|\s(?=and\s+(?:that|had|was|were|is|has)\b)",
    re.I,
)
_AFTERTHOUGHT = re.compile(rf"\s(?:before|after|because|since)\s(?:[^\W\d_]+\s){{1,4}}?{_VERB}", re.I)
"""What stands in one sentence with what it came before or after: no clause by itself, but not what is said
either."""
_DAY = frozenset(
    _words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june "
        "july august september october november december yesterday today tomorrow spring summer "
        "autumn winter christmas easter"
    )
)
TELLING_WHEN_OR_HOW_MANY = _DAY | NUMBER_WORDS | FRACTION_WORDS | {"midnight", "noon", "midday"}
"""Words that stand for a day, a time or a number."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_FAR = re.compile(
    r"\b(last|next|this)\s+(year|month|week|night|spring|summer|autumn|winter|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b",
    re.I,
)
_SUBORDINATE = re.compile(r"\s*(?:before|after|because|since|when|while|although|though|whereas)\b", re.I)
_TO_DO_WITH = re.compile(r"(?:thing|little|much) to (?P<with>do with)\b", re.I)
"""Who has "nothing to do with" a thing turns round that they caused it, and not the thing."""
_NONE_OF = frozenset(_words("no none nobody nothing never neither"))
_UP_TO = re.compile(rf"\s*(?:before|until|till|since)\s(?:[^\W\d_]+\s){{1,8}}?{_VERB}", re.I)
_PERCENT = re.compile(r"\bper ?cent(?:age)?\b|%", re.I)
_DEMONSTRATIVE = re.compile(r"\bthat (?:night|day|morning|evening|afternoon|time|week|year)\b", re.I)
_OUGHT = re.compile(r"\b(?:ha(?:d|s|ve) to|must|ought to|need(?:s|ed)? to|supposed to)\b", re.I)
# "Respect, not a spot at a bar", "eleven, not seven": what did not hold is named beside what did.
_CONTRAST = re.compile(r",\s*(?:and\s+)?not\s+|\bnot\s+(?=\d)", re.I)
_BACKERS = frozenset(
    _words("to will would shall should could can may might must not never i we you they who also both")
)
"""Words after which "back" means to support: elsewhere one is back, or glad to see the back of somebody."""
FIRST_PERSON = frozenset(
    _words("i me my we us our i'm i've i'd i'll we've we'd we'll we're myself ourselves")
)
THIRD_PERSON = frozenset(_words("he she they him her them it his hers its their theirs"))


@dataclass(frozen=True)
class Clause:
    """One clause. ``terms`` maps what it is about to weights in bits; ``open`` are terms that a pronoun of it
    may stand for. ``names`` are the terms that are names. ``scales`` says which ends of scales it names.
    ``negations`` are the words that turn it round; ``words`` where each term stands, ``main`` the
    terms of a whole sentence's first clause, which is what a denial denies; ``so_far`` that its numbers may
    grow. ``phrases`` are the terms that
    make one name, or a verb; ``governed`` is what the first negation turns round (see `parts`). ``around``
    says of a bare number where the terms stand in the text before it that say what it counts."""

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
        pieces = list(_pieces(reading.text, span))
        # What is said to have come before or after is taken for granted there, not said.
        told = [p for p in pieces if not _SUBORDINATE.match(reading.text, p.start)] or pieces
        found.extend(c for p in told if (c := _told(reading, p)) and not _is_up_to(reading, c))
        if len(pieces) > 1 and not has_words(reading.text, span, LONGEST_WHOLE + 1):
            whole = _clause(reading, span)
            # What is turned round in a later clause does not turn the first one round.
            if whole and all(n.start < pieces[0].end for n in whole.negations):
                found.append(replace(whole, main=_main(reading, pieces[0])))
        if len(found) >= MOST_CLAUSES:
            break
    return tuple(found[:MOST_CLAUSES])


def _told(reading: Reading, piece: Span) -> Clause | None:
    clause = _clause(reading, piece)
    later = _AFTERTHOUGHT.search(reading.text, piece.start, piece.end)
    if clause is None or later is None or later.start() == piece.start:
        return clause
    return replace(clause, main=_main(reading, Span(piece.start, later.start())))


def _is_up_to(reading: Reading, clause: Clause) -> bool:
    """Whether a clause holds only up to what follows: "no gate was opened before the sirens sounded" does not
    say that none was."""
    words = {span.of(reading.text).lower() for span in clause.negations}
    return bool(words & _NONE_OF) and _UP_TO.match(reading.text, clause.span.end) is not None


def _main(reading: Reading, piece: Span) -> frozenset[str]:
    first = _clause(reading, piece)
    return frozenset(first.terms) if first else frozenset()


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _BREAK.finditer(text, span.start, span.end):
        if match.start() > start and _ends(text, match, span):
            yield Span(start, match.start())
            start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _ends(text: str, match: re.Match[str], span: Span) -> bool:
    if match.group() == "." and re.search(
        r"\b[ap]\.?\s?m$|\b(?:Mr|Mrs|Ms|Dr|St)$|\b[A-Z]$", text[span.start : match.start()], re.I
    ):
        return False
    if match.group() == ":" and text[match.end() : match.end() + 1].isdigit():
        return False
    return match.start() < span.end and has_words(text, Span(match.start(), span.end), 2)


def _clause(reading: Reading, span: Span) -> Clause | None:
    words = words_of(reading.text, span)
    if not words:
        return None
    made = _Maker(reading, span, words).made()
    if reading.context and made.is_bare_number:
        counted = clauses(Reading(reading.text, reading.context))
        # Who said it and where is not what was counted: words with a capital are left out.
        told = {
            t: (w, clause.words[t])
            for clause in counted
            for t, w in clause.terms.items()
            if "/" not in t and t in clause.words and not reading.text[clause.words[t].start].isupper()
        }
        terms = {t: w for t, (w, _) in told.items()}
        around = {t: span for t, (_, span) in told.items() if t not in made.terms and t not in lexicon.LIGHT}
        return replace(made, terms=terms | dict(made.terms), around=around)
    return made


class _Maker:
    """Collects the parts of one clause."""

    def __init__(self, reading: Reading, span: Span, words: tuple[Word, ...]) -> None:
        self.reading, self.span, self.words = reading, span, words
        self.times = times(reading.text, span)
        quantities_ = quantities(reading.text, words)
        self.quantities = tuple(
            q for q in quantities_ if not any(q.span.overlaps(t.span) for t in self.times)
        )
        self.contrast = [
            Span(*m.span())
            for m in _CONTRAST.finditer(reading.text, span.start, span.end)
            if m.end() > m.start()
        ]
        self.speaker = frozenset(lexicon.meaning(term) for term in reading.speaker)
        masked = [t.span for t in self.times] + [q.span for q in self.quantities]
        masked += [Span(*m.span()) for m in _PERCENT.finditer(reading.text, span.start, span.end)]
        masked += [Span(*m.span()) for m in _DEMONSTRATIVE.finditer(reading.text, span.start, span.end)]
        self.masked = masked
        self.terms: dict[str, float] = {}
        self.places: dict[str, Span] = {}
        self.names: set[str] = set()
        self.scales: dict[str, int] = {}
        self.negations: list[Span] = []
        self.placed: list[Placed] = []

    def made(self) -> Clause:
        text = self.reading.text
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
        hedge = None
        if there & lexicon.HEDGES - {"should"}:
            hedge = next(w.span for w in self.words if w.folded in lexicon.HEDGES and w.folded != "should")
        days = {w.folded for w in self.words if w.folded in _DAY or _YEAR.fullmatch(w.folded)}
        days |= {
            " ".join(m.group().lower().split()) for m in _FAR.finditer(text, self.span.start, self.span.end)
        }
        return Clause(
            span=self.span,
            terms=self.terms,
            open=self._open(there),
            names=frozenset(self.names),
            scales=self.scales,
            negations=tuple(self.negations),
            quantities=kept,
            times=self.times,
            days=frozenset(days),
            hedge=hedge or self._question(),
            future=not lexicon.FUTURE.isdisjoint(there) or any(w.endswith("'ll") for w in there),
            should="should" in there or bool(_OUGHT.search(text, self.span.start, self.span.end)),
            partial=there & lexicon.PARTIAL,
            universal=not lexicon.UNIVERSAL.isdisjoint(there),
            irreal=not lexicon.IRREAL.isdisjoint(map(stem, folded)),
            finite=not lexicon.FINITE.isdisjoint(there)
            or any(w.endswith(("n't", "'ll", "ed")) or w in lexicon.SHORTENED for w in there),
            apart=there & lexicon.TOLD_APART,
            own=any(w in THIRD_PERSON for w in [w for w in folded if w != "that"][:1]),
            words=self.places,
            so_far=so_far,
            phrases=tuple(phrase(self.words, run) for run in found),
            governed=tuple(governed(self.words, found, self.negations[0])) if self.negations else (),
        )

    def _question(self) -> Span | None:
        at = self.reading.text.find("?", self.span.start, self.span.end + 1)
        return Span(at, at + 1) if at >= 0 else None

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
            if word.folded in {"no", "not"} and following in {"longer", "only", "doubt", "wonder"}:
                if following == "longer":
                    self.negations.append(word.span)
                continue
            self.negations.append(word.span)
        for i, word in enumerate(self.words[1:], start=1):
            if word.folded == "against" and folded[i - 1].startswith("vot"):
                self.negations.append(word.span)

    def _collect(self) -> None:
        for match in _TO_DO_WITH.finditer(self.reading.text, self.span.start, self.span.end):
            at = next(i for i, w in enumerate(self.words) if w.start >= match.start("with"))
            self._add(at, lexicon.meaning("caus"), DO_WITH, Span(match.start("with"), match.end()))
        skip = 0
        stands = {span.start: (span, term) for span, term in self.reading.resolved if self.span.covers(span)}
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
            if word.folded in FIRST_PERSON and self.speaker:
                for term in self.speaker:
                    self._add(at, term, HEAVIEST, word.span, name=True)
                continue
            self._word(at, word)

    def _word(self, at: int, word: Word) -> None:
        if word.folded in lexicon.silent():
            return
        stemmed = stem(word.folded)
        if self._is_masked(word) or word.folded in _DAY or word.folded[0].isdigit():
            return
        if word.folded == "back" and self._before(word) not in _BACKERS:
            return
        if (found := lexicon.scale(stemmed)) is not None:
            self.scales.setdefault(*found)
            self._add(at, found[0], weight(stemmed), word.span)
            return
        if stemmed in lexicon.EMPTY or word.folded in lexicon.HEDGES or word.folded.endswith("n't"):
            return
        if len(stemmed) > LEAST_TURNED and stemmed.startswith("un") and weight(stemmed[2:]) < HEAVIEST:
            # "Unchanged" is "not changed".
            self.negations.append(word.span)
            self._add(at, lexicon.meaning(stemmed[2:]), weight(stemmed[2:]), word.span)
            return
        capital = self.reading.text[word.start].isupper() and word.start != self.span.start
        name = capital and weight(stemmed) >= HEAVIEST
        self._add(at, lexicon.meaning(stemmed), max(weight(stemmed), 2.0), word.span, name=name)

    def _before(self, word: Word) -> str:
        """The word before one of the clause, empty for its first."""
        if word.start == self.span.start:
            return ""
        found = folded_words(self.reading.text, Span(self.span.start, word.start))
        return found[-1] if found else ""

    def _add(self, at: int, term: str, bits: float, span: Span, *, name: bool = False) -> None:
        self.placed.append(Placed(at, term, span))
        self.terms[term] = max(bits, self.terms.get(term, 0.0))
        self.places.setdefault(term, span)
        if name:
            self.names.add(term)

    def _open(self, folded: frozenset[str]) -> frozenset[str]:
        return self.speaker if folded & THIRD_PERSON else frozenset()
