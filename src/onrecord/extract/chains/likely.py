"""How likely it is that a clause inside a content is a report: a logistic model over the words of the clause
and what the network saw there.

Fitted by ``python -m evals.nested --fit`` to hand-made gold with reports inside reports and to hand-made
judgements of real news, whose figures stand in ``docs/decisions.md``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from onrecord.extract.found import Found
from onrecord.extract.lexicon import Act, forms, word_set
from onrecord.extract.words.clauses import Report
from onrecord.extract.words.complements import WORDS, is_plain
from onrecord.extract.words.ends import CONTRACTED, OBJECTS, SUBJECTS, is_clause
from onrecord.extract.words.reading import QUOTE, Reading
from onrecord.model import Attribution, Kind, Span, Spans

WEIGHTS = Path(__file__).parent / "likely.json"
_SHORT = re.compile(r"(?:I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey)(['’](?:m|re|s|d|ve)) (?:all )?$")
_MODALS = word_set("would will can could may might must should won't won’t can't can’t")
_NEGATIONS = word_set("""not never longer cannot don't don’t doesn't doesn’t didn't didn’t won't won’t can't
    can’t isn't isn’t""")
_PARTICLES = word_set("for on out against of")
_SUBORDINATE = word_set("whether if what why how who when where")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\w+(?:[-’'.&]\w+)*|[^\w\s]")
_TOLD = re.compile(
    r"\s+(?:to )?(me|us|him|her|them|you|everyone|everybody|people|reporters|the (?:police|jury|court))\b",
    re.I,
)
_BEFORE = frozenset(
    (*word_set("that and but which as because when if what how whether than who"), *"“”\"‘’'.,")
)
_DETERMINERS = word_set("the a an his her their our my its this these those no")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may be a report, and what speaks for it. ``confidence`` is set where it is kept."""

    source: Spans
    cue: Spans
    content: Spans
    features: Mapping[str, float]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The report whose content is searched: its kind, and the lemma of its cue."""

    kind: Kind
    lemma: str

    @classmethod
    def of(cls, text: str, outer: Attribution) -> Around:
        """Of an attribution of ``text``."""
        words = [word.lower() for span in outer.cue for word in _WORD.findall(span.of(text))]
        known = [word for word in words if word in forms()]
        return cls(outer.kind, forms()[known[-1]][0] if known else "".join(words[-1:]))


def of_rule(reading: Reading, report: Report, sentence: tuple[int, int], around: Around) -> Candidate:
    """A clause with the features of its words, ``around`` it the report it stands in."""
    words = reading.words[report.cue[0] : report.cue[1]]
    known = [word for word in words if word in forms()]
    lemma, act, verb = forms().get(known[-1] if known else words[-1], (words[-1], None, False))
    if words[-1] in _PARTICLES and len(words) > 1:
        lemma = f"{lemma} {words[-1]}"
    negated = not _NEGATIONS.isdisjoint(words)
    contents = tuple(sorted({reading.span(*c) for c in report.contents}))
    before = reading.words[report.cue[0] - 1] if report.cue[0] > sentence[0] else ""
    subject = _subject(reading, report)
    told = {
        "rule": True,
        f"act:{act}": True,
        f"lemma:{lemma}": True,
        f"open:{_opening(reading, report)}": True,
        f"subject:{subject}": True,
        f"{act} of {subject}": True,
        # "I think …": how one says a thing, more than a report of oneself
        "own belief": subject in ("i", "we") and act is Act.BELIEVES and not negated,
        "core": not WORDS.isdisjoint(words),
        "noun": not verb,
        "plain": is_plain(reading, report),
        "modal": not _MODALS.isdisjoint(words),
        "particle": words[-1] in _PARTICLES,
        "negated": negated,
        "infinitive": before == "to",
        "question": reading.text[reading.ends[sentence[1] - 1] - 1] == "?",
        "parenthetical": report.parenthetical,
        "gerund": words[-1].endswith("ing"),
    }
    features = {name: 1.0 for name, is_so in told.items() if is_so}
    features["length"] = _length(contents)
    subject_span = (reading.span(*report.source),) if report.source else ()
    source, cue = _contraction(reading.text, subject_span, reading.span(*report.cue))
    features |= _surroundings(reading.text, source, cue, around)
    return Candidate(source, cue, contents, features)


def _surroundings(text: str, source: Spans, cue: Spans, around: Around) -> dict[str, float]:
    """What the report around says, the word or mark before the clause, and who is told: over equally many
    findings on dev, of the reports in our gold 90.6 instead of 85.0 in a hundred are kept with them."""
    start = min(span.start for span in (*source, *cue))
    before = _TOKEN.findall(text[max(start - 30, 0) : start].lower())
    told = _TOLD.match(text, cue[-1].end, cue[-1].end + 14)
    return {
        f"outer:{around.kind}": 1.0,
        f"within:{around.lemma}": 1.0,
        f"after:{before[-1]}" if before and before[-1] in _BEFORE else "after:other": 1.0,
        f"told:{told[1].lower()}" if told else "told:other": 1.0,
    }


def _contraction(text: str, source: Spans, cue: Span) -> tuple[Spans, Spans]:
    """ "I've | told" → "I | 've told", and "I'm | told" with the "'m"."""
    if not source and (short := _SHORT.search(text, max(cue.start - 16, 0), cue.start)):
        return source, (Span(short.start(1), cue.end),)
    if len(source) != 1 or cue.start - source[0].end > 1:
        return source, (cue,)
    match = CONTRACTED.search(source[0].of(text))
    if match is None or match.start() > 0:
        return source, (cue,)
    cut = source[0].start + match.start(2)
    return (Span(source[0].start, cut),), (Span(cut, cue.end),)


def _length(content: Spans) -> float:
    return math.log(sum(map(len, content))) - 3


def _opening(reading: Reading, report: Report) -> str:
    """What the content begins with."""
    first, last = report.contents[0]
    word = reading.words[first]
    if first < report.cue[0]:
        return "before"
    if word in ("that", "to"):
        return word
    if word in _SUBORDINATE:
        return "question"
    if reading.kinds[first] == QUOTE and not reading.is_word_like(first):
        return "quotation"
    if last - first == 1:
        return "word"
    if word in SUBJECTS or CONTRACTED.match(word):
        return "pronoun"
    if is_clause(reading, first, last):
        return "clause"
    if word in OBJECTS:
        return "object"
    if word.endswith("ing"):
        return "gerund"
    return "determiner" if word in _DETERMINERS else "other"


def _subject(reading: Reading, report: Report) -> str:
    if report.source is None:
        return "none"
    word = reading.words[report.source[0]].replace("’", "'").partition("'")[0]
    if word in ("i", "we", "you", "it"):
        return word
    if word in ("he", "she", "they"):
        return "they"
    return "name" if reading.capital(report.source[0]) else "noun"


def likelihood(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """A probability from 0 to 1."""
    total = weights.get("bias", 0.0) + sum(weights.get(k, 0.0) * v for k, v in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature, the probability from which on a candidate is kept, and two numbers of a logistic
    model (Platt 1999) that make a confidence of it: the weights hold what is common in news for wrong, so
    that the probability itself is too low. () where no confidence is given."""

    weights: Mapping[str, float]
    floor: float
    platt: tuple[float, ...] = ()

    def kept(self, candidate: Candidate) -> Candidate | None:
        """The candidate with its confidence, where it is likely enough to be a report."""
        likely = likelihood(candidate.features, self.weights)
        if likely < self.floor:
            return None
        return replace(candidate, confidence=self.confidence(likely) if self.platt else None)

    def confidence(self, likely: float) -> float:
        """How often a candidate of that probability is right, rounded to four digits."""
        slope, bias = self.platt
        return round(1 / (1 + math.exp(-(slope * log_odds(likely) + bias))), 4)


def log_odds(likely: float) -> float:
    """Of a probability, which is kept from 0 and 1."""
    sure = min(max(likely, 1e-3), 1 - 1e-3)
    return math.log(sure / (1 - sure))


@cache
def fitted(name: str) -> Fitted:
    """What was fitted for ``"neural"``, with the network's evidence, or for ``"rules"``, without."""
    found = json.loads(WEIGHTS.read_text("utf-8"))[name]
    return Fitted(found["weights"], found["floor"], tuple(found.get("platt", ())))


def of_model(text: str, found: Found, around: Around) -> Candidate:
    """What the model alone found, without its own evidence."""
    source, cue, content = found.source, found.cue, found.content
    features = {"model": 1.0, "length": _length(content), **_surroundings(text, source, cue, around)}
    if not source:
        features["sourceless"] = 1.0
    features["parts"] = float(len(content) - 1)
    return Candidate(source, cue, content, features)
