"""What two accounts are to each other, and why: `agrees`, `contradicts`, `updates`, or nothing.

Precision comes first: where a reading leaves room for both accounts, there is no relation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.link import lexicon, quotes, sentences
from onrecord.link.account import Account, one_story, sign, two_people
from onrecord.link.evidence.between import evidence
from onrecord.link.evidence.found import Evidence
from onrecord.link.numbers import FRACTION_WORDS, NUMBER_WORDS
from onrecord.link.words import stem
from onrecord.model import Attitude, Relation, Span, Spans

_WHEN_OR_HOW_MANY = lexicon.DAY | NUMBER_WORDS | FRACTION_WORDS | {"midnight", "noon", "midday"}
"""Words that stand for a day, a time or a number."""

QUOTATION_MARKS = "\"“„«»‘'‹›"


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two accounts, the earlier one left. ``signal`` names what it rests on, ``left`` and
    ``right`` are the words of each side that agree or clash, ``explanation`` is one sentence. ``score`` ranks
    (0 to 1); ``sure`` is the calibrated probability that the relation is right, None where no model says."""

    relation: Relation
    score: float
    signal: str
    explanation: str
    left: Spans
    right: Spans
    sure: float | None = None


def relate(left: Account, right: Account, *, one_text: bool = False) -> Finding | None:
    """The relation of two accounts, the same whichever comes first; None where none is sure.

    ``one_text`` says that the documents are copies of one text: then nothing in them clashes, and what
    differs is how the copy was edited.
    """
    if not comes_first(left, right):
        left, right = right, left
    if left.id == right.id and left.document == right.document:
        return None
    found = _related(left, right) if comparable(left, right) else None
    if found is not None and one_text and found.relation is not Relation.AGREES:
        found = None
    same = _quoted(left, right)
    if same is not None and (found is None or found.relation is Relation.AGREES or same.signal != "altered"):
        found = same
    if found is None:
        return None
    return replace(found, left=moved(found.left, left.offset), right=moved(found.right, right.offset))


def moved(spans: Spans, by: int) -> Spans:
    """Spans so many code points further on."""
    return tuple(Span(span.start + by, span.end + by) for span in spans)


def _related(left: Account, right: Account) -> Finding | None:
    if left.id == right.refers or right.id == left.refers:
        return _referred(left, right)
    found = list(evidence(left, right))
    best = max((each for each in found if each.clash), key=_rank, default=None)
    same = max((each for each in found if not each.clash), key=_rank, default=None)
    if best is not None and (same is None or best.firm >= same.firm or best.signal in {"number", "time"}):
        return _clash(left, right, best)
    if same is not None and best is None:
        why = sentences.of_agreement(left, right, same.topic, same)
        return Finding(Relation.AGREES, same.firm, same.signal, why, same.left, same.right)
    return None


def _quoted(left: Account, right: Account) -> Finding | None:
    """One wording in both, whole, cut or altered. What one has and the other turns round is none."""
    if left.document == right.document or left.refers or right.refers:
        return None
    a, b = left.reading.wording, right.reading.wording
    if left.reading.runs.isdisjoint(right.reading.runs) and a.folded != b.folded:
        return None
    alignment = quotes.same(a, b, one_story=one_story(left, right) and not two_people(left, right))
    if alignment is None or sign(left) != sign(right):
        return None
    if alignment.fit is quotes.Fit.ALTERED and (
        _turns(a.folded) != _turns(b.folded) or _replaced(left, right) or _opposed(a, b)
    ):
        return None
    if alignment.fit is quotes.Fit.CUT and _turned_by_the_rest(a.folded, b.folded):
        return None
    score = {quotes.Fit.WHOLE: 0.99, quotes.Fit.CUT: 0.97}.get(alignment.fit, 0.9 * alignment.score)
    how = sentences.of_quotation(left, right, alignment)
    spans = left.reading.content, right.reading.content
    return Finding(Relation.SAME_QUOTE, score, str(alignment.fit), how, *spans)


def _opposed(a: quotes.Wording, b: quotes.Wording) -> bool:
    """Whether one wording names one end of a scale where the other names the other: "fell", "rose"."""
    ours, theirs = (
        {scale for word in side.folded if (scale := lexicon.scale(stem(word)))} for side in (a, b)
    )
    return any((scale, -end) in theirs for scale, end in ours - theirs)


def _turned_by_the_rest(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the longer wording turns the common words round in what stands before: "nobody said …"."""
    short, long = sorted((a, b), key=len)
    at = next(i for i in range(len(long)) if long[i : i + len(short)] == short)
    return _turns(long[max(0, at - 4) : at]) > 0


def _replaced(left: Account, right: Account) -> bool:
    """Whether each wording has a number, a day or a time that the other lacks, so that they are two reports
    and no quotation that drifted, unless one speaker is quoted word for word; between two speakers a name
    that is replaced tells them apart as well."""
    one_speaker = left.is_of(right)
    if one_speaker and _is_direct(left) and _is_direct(right):
        return False
    ours, theirs = (_figures(side, names=not one_speaker) for side in (left, right))
    return bool(ours - theirs) and bool(theirs - ours)


def _figures(account: Account, *, names: bool) -> frozenset[str]:
    """The numbers, days and times of a content, and with ``names`` its words with a capital but the first."""
    words, text = account.reading.wording.words, account.reading.text
    found = {w.folded for w in words if w.folded[0].isdigit() or w.folded in _WHEN_OR_HOW_MANY}
    if names and account.voice is not None:
        found |= {w.folded for w in words[1:] if text[w.start].isupper() and len(w.folded) > 1}
    return frozenset(found)


def _is_direct(account: Account) -> bool:
    first = account.reading.content[0]
    return account.reading.text[first.start] in QUOTATION_MARKS


def _turns(folded: tuple[str, ...]) -> int:
    return sum(w in lexicon.NEGATIONS or w.endswith("n't") for w in folded)


def _referred(left: Account, right: Account) -> Finding | None:
    """An account and the one that says "that is not so" of it. Who "believed it" of something denied may
    have believed the denial: that is none."""
    if sign(left) == sign(right) or left.is_of(right):
        return None
    denying, denied = (left, right) if sign(left) == -1 else (right, left)
    if denying.refers != denied.id:
        return None
    why = sentences.of_denial(denying, denied)
    sides = (left.own or left.reading.content, right.own or right.reading.content)
    return Finding(Relation.CONTRADICTS, 0.95, "polarity", why, *sides)


def _rank(evidence: Evidence) -> tuple[float, str]:
    return evidence.firm, evidence.signal


def comes_first(one: Account, other: Account) -> bool:
    """Whether the first of two accounts is the left one of their relation: the one said earlier."""
    return one.place <= other.place


def comparable(left: Account, right: Account) -> bool:
    """Whether two accounts can clash or agree at all by what they are."""
    if sign(left) is None or sign(right) is None:
        return False
    if (left.within == right.id and not left.voice) or (right.within == left.id and not right.voice):
        return False
    if (left.refers and right.within == left.refers) or (right.refers and left.within == right.refers):
        return False
    if sign(left) == sign(right) and _one_stretch(left, right):
        return False
    # Wants, promises and refusals clash with nothing but what the same speaker says later.
    return Attitude.INTENTION not in (left.attitude, right.attitude) or left.is_of(right)


def _one_stretch(left: Account, right: Account) -> bool:
    """Whether both rest on the same words of one article: who reports what another said, and that other, or
    one quotation found twice. Then they are no two voices for it."""
    if left.document != right.document:
        return False
    ours, theirs = (moved(side.reading.content, side.offset) for side in (left, right))
    return any(one.overlaps(two) for one in ours for two in theirs)


def _clash(left: Account, right: Account, found: Evidence) -> Finding | None:
    if left.is_of(right):
        if left.said is None or right.said is None or left.said == right.said:
            return None
        why = sentences.of_change(left, right, found)
        return Finding(Relation.UPDATES, found.firm, found.signal, why, found.left, found.right)
    firm = found.firm * (0.85 if Attitude.BELIEF in (left.attitude, right.attitude) else 1.0)
    why = sentences.of_clash(left, right, found)
    return Finding(Relation.CONTRADICTS, firm, found.signal, why, found.left, found.right)
