"""How the terms of a clause hang together, as far as small words and endings tell: which make the name of one
thing ("the prime minister", "the log of gate three"), and what a negation governs.

Two clauses that share no more than the name of a thing say nothing of each other, and what one turns round
must be what the other says: "the prime minister does not like the truth" clashes with no other sentence
about him.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.link import lexicon
from onrecord.link.words import Word, stem
from onrecord.model import Span, Spans

_BEFORE = lexicon.ARTICLES | {"not", "never", "also", "still", "no", "longer", "now", "very"}
_ADVERBS = frozenset(["not", "never", "also", "still", "no", "longer", "now", "ever", "already", "been"])
_JOINING = lexicon.ARTICLES | {"of"}
"""Words that may stand between the parts of one name."""

_SUBJECTS = frozenset(["nobody", "none", "nothing", "neither", "nowhere"])
"""Negations that are a part of the sentence themselves: what they turn round stands before or after them."""

_MARK = re.compile(r"[^\w\s'’ʼ-]")
SHOWN = 3
"""Words shown of what a "not" governs: "not shadow ban"."""
FAR_FROM_VERB = 2
LONGEST_AGENT = 5
"""Words from the verb to "by", and from "by" to the last of who did it."""
_ENDING = lexicon.AUXILIARY | frozenset(
    [
        "in",
        "on",
        "at",
        "for",
        "with",
        "to",
        "and",
        "or",
        "but",
        "who",
        "which",
        "that",
        "as",
        "after",
        "while",
    ]
)

LEAST_VERB = 5
"""Letters from which a word with "ed" counts as a verb: not "red", "bed", "need"."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A term where it stands: the number of its word in the clause, and the span."""

    at: int
    term: str
    span: Span


Run = tuple[Placed, ...]
"""Terms that follow each other as the parts of one name do, or a verb by itself."""


def runs(text: str, words: Sequence[Word], placed: Iterable[Placed]) -> tuple[Run, ...]:
    """The terms of a clause, run by run."""
    found: list[list[Placed]] = []
    for each in sorted(placed, key=lambda p: (p.at, p.span)):
        if found and _go_on(text, words, found[-1][-1], each):
            found[-1].append(each)
        else:
            found.append([each])
    return tuple(map(tuple, found))


@dataclass(frozen=True, slots=True)
class Phrase:
    """The terms of a name, or of a verb. ``said`` where it is what the clause says of something: "they are
    followers of a false prophet". ``head`` is the term that says what kind of thing it is; ``verbal`` tells
    what looks like a verb of more weight than "receive"; ``before`` is the stem before the head."""

    terms: frozenset[str]
    span: Span
    head: str
    said: bool
    verbal: bool
    before: str = ""


def phrase(words: Sequence[Word], run: Run) -> Phrase:
    """A run of terms as a phrase."""
    before = next((w.folded for w in reversed(words[: run[0].at]) if w.folded not in _BEFORE), "")
    said = before in lexicon.BEING or before.endswith(("'re", "'m", "n't"))
    said = said or before in lexicon.SHORTENED
    verbal = is_verb(words, run[0].at) or _auxiliary_before(words, run[0].at)
    verbal = verbal and not lexicon.LIGHT_VERBS & {p.term for p in run}
    head = _head(words, run)
    nearest = next((w.folded for w in reversed(words[: head.at]) if w.folded not in lexicon.ARTICLES), "")
    span = Span(run[0].span.start, max(p.span.end for p in run))
    return Phrase(frozenset(p.term for p in run), span, head.term, said, verbal, stem(nearest))


def _auxiliary_before(words: Sequence[Word], at: int) -> bool:
    before = (
        w.folded for w in reversed(words[:at]) if w.folded not in _ADVERBS and not w.folded.endswith("ly")
    )
    nearest = next(before, "")
    return nearest in lexicon.AUXILIARY or nearest.endswith("n't") or nearest == "to"


def _go_on(text: str, words: Sequence[Word], one: Placed, two: Placed) -> bool:
    if one.span.overlaps(two.span):
        return True
    between = {word.folded for word in words[one.at + 1 : two.at] if word.start >= one.span.end}
    if not between <= _JOINING or _MARK.search(text, one.span.end, two.span.start):
        return False
    return not (is_verb(words, one.at) or is_verb(words, two.at))


def is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a word looks like a verb in the past ("the proposed deal" has none): in the present nothing
    tells it from a noun."""
    folded, before = words[at].folded, words[at - 1].folded if at else ""
    if before in lexicon.ARTICLES or before.endswith("'s"):
        return False
    return folded in lexicon.PAST or (len(folded) >= LEAST_VERB and folded.endswith("ed"))


@dataclass(frozen=True, slots=True)
class Governed:
    """What a negation turns round: the other side must have one of the ``terms``; as the head of a phrase of
    its own where ``as_head``, so that "no emergency" does not turn round "emergency powers"."""

    terms: frozenset[str]
    spans: Spans
    as_head: bool = False

    def stands_in(self, common: frozenset[str], found: Sequence[Phrase]) -> bool:
        """Whether the other side, which has these phrases and these terms in common, says it."""
        there = self.terms & common
        if not there or not self.as_head:
            return bool(there)
        return any(p.head in there and p.before not in lexicon.AGAINST_THINGS for p in found)


@dataclass(frozen=True, slots=True)
class Agent:
    """Who did it, where a verb in the passive tells: "blown up by the army". ``span`` is from "by" on."""

    verb: str
    terms: frozenset[str]
    span: Span


def agents(words: Sequence[Word], placed: Sequence[Placed]) -> Iterator[Agent]:
    """Those who did what a clause tells in the passive."""
    for at, word in enumerate(words):
        if word.folded != "by" or not at:
            continue
        verb = next((p for p in reversed(placed) if at - FAR_FROM_VERB <= p.at < at), None)
        if verb is None or not is_verb(words, verb.at):
            continue
        end = at + 1
        while end < len(words) and end - at <= LONGEST_AGENT and words[end].folded not in _ENDING:
            end += 1
        who = [p for p in placed if at < p.at < end]
        if who and not _is_doing(words, at + 1):
            last = max(who, key=lambda p: p.at)
            yield Agent(verb.term, frozenset(p.term for p in who), Span(word.start, last.span.end))


def _is_doing(words: Sequence[Word], at: int) -> bool:
    """Whether what follows "by" tells how and not who: "by fastening a rope", not "by retreating rebels"."""
    after = words[at + 1].folded if at + 1 < len(words) else ""
    return words[at].folded.endswith("ing") and (not after or after in lexicon.ARTICLES | _ENDING)


def governed(words: Sequence[Word], found: Sequence[Run], negation: Span) -> Iterator[Governed]:
    """What a negation turns round: the verb after "not", the thing after "no" and its verb where it has
    one."""
    at = next((i for i, word in enumerate(words) if word.span.overlaps(negation)), 0)
    own = [p for run in found for p in run if p.at == at]
    after = [rest for run in found if (rest := tuple(p for p in run if p.at > at and _tells(words, p)))]
    while after and any(after[1:] or after[0][1:]) and after[0][0].term in lexicon.SIGNS:
        # "No sign that it had been set on purpose" turns round what there is no sign of.
        after = [run for run in (after[0][1:], *after[1:]) if run]
    if own or not after:
        # "Unchanged" turns itself round; "voted against" what it follows.
        before = own or (list(found[-1]) if found else [])
        if before:
            yield _governed(before)
        return
    first, word = after[0], words[at].folded
    seen = [p for run in found for p in run if p.at == at - 1 and words[at].start - p.span.end == 1]
    if word in _SUBJECTS:
        yield _governed((*seen, first[0], first[-1]))
    elif word in {"no", "without"} or _is_thing(words, at, first[0]):
        yield replace(_governed([_head(words, first)]), as_head=True)
        if len(after) > 1 and _has_verb(words, first[-1].at, after[1][0].at):
            yield _governed([after[1][0]])
    else:
        yield replace(_governed([first[0]]), spans=tuple(sorted({p.span for p in first[:SHOWN]})))
        # "Never intended to return" turns round what was intended: both must be what the other side says.
        done = next((p for run in after for p in run if p is not first[0]), None)
        if done is not None and first[0].term in lexicon.CONTROL and _is_to_do(words, first[0].at, done.at):
            yield _governed([done])


def _governed(placed: Iterable[Placed]) -> Governed:
    found = list(placed)
    return Governed(frozenset(p.term for p in found), tuple(sorted({p.span for p in found})))


def _head(words: Sequence[Word], run: Run) -> Placed:
    """What says what kind of thing a phrase names: "log" of "the old log of gate three"."""
    for one, two in pairwise(run):
        if any(word.folded == "of" for word in words[one.at + 1 : two.at]):
            return one
    return run[-1]


def _tells(words: Sequence[Word], placed: Placed) -> bool:
    return not words[placed.at].folded.endswith("ly")


def _is_thing(words: Sequence[Word], at: int, first: Placed) -> bool:
    """Whether an article stands between the negation and the next term: "not a bomb threat"."""
    return any(word.folded in lexicon.ARTICLES for word in words[at + 1 : first.at])


def _is_to_do(words: Sequence[Word], at: int, until: int) -> bool:
    return any(word.folded == "to" for word in words[at + 1 : until])


def _has_verb(words: Sequence[Word], at: int, until: int) -> bool:
    return any(word.folded in lexicon.AUXILIARY for word in words[at + 1 : until]) or (
        until == at + 1 and is_verb(words, until)
    )
