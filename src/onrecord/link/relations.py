"""What two accounts are to each other, and why: `agrees`, `contradicts`, `updates`, or nothing.

Precision comes first: where a reading leaves room for both accounts, there is no relation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.link import quotes
from onrecord.link.evidence import Account, Evidence, evidence, sign
from onrecord.model import Attitude, Polarity, Relation, Spans


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two accounts, the earlier one left. ``signal`` names what it rests on, ``left`` and
    ``right`` are the words of each side that agree or clash, ``explanation`` is one sentence."""

    relation: Relation
    score: float
    signal: str
    explanation: str
    left: Spans
    right: Spans


def relate(left: Account, right: Account) -> Finding | None:
    """The relation of two accounts, the same whichever comes first; None where none is sure."""
    if _order(right) < _order(left):
        left, right = right, left
    if not _comparable(left, right):
        return None
    if left.id in (right.refers,) or right.id in (left.refers,):
        return _referred(left, right)
    found = list(evidence(left, right))
    clashes = [each for each in found if each.clash]
    agrees = [each for each in found if not each.clash]
    if (quoted := _quoted(left, right)) is not None:
        return quoted
    best = max(clashes, key=_rank, default=None)
    same = max(agrees, key=_rank, default=None)
    if best is not None and (same is None or best.firm >= same.firm or best.signal in {"number", "time"}):
        return _clash(left, right, best)
    if same is not None and best is None:
        return Finding(Relation.AGREES, same.firm, same.signal, same.why, same.left, same.right)
    return None


def _quoted(left: Account, right: Account) -> Finding | None:
    """One wording in both, whole or cut: then nothing in them clashes, whatever single clauses look like."""
    a, b = (quotes.wording(side.reading.text, side.reading.content) for side in (left, right))
    alignment = quotes.same(a, b)
    if alignment is None or alignment.fit is quotes.Fit.ALTERED or sign(left) != sign(right):
        return None
    how = "the same words" if alignment.fit is quotes.Fit.WHOLE else "the same words, cut"
    why = f"both have {how}."
    return Finding(Relation.AGREES, 0.97, "quotation", why, left.reading.content, right.reading.content)


def _referred(left: Account, right: Account) -> Finding | None:
    """An account and the one that says "that is not so" of it, or "so it is"."""
    if sign(left) == sign(right) or left.is_of(right):
        return None
    denying, denied = (left, right) if sign(left) == -1 else (right, left)
    why = f"{denying.name} denies what {denied.name} says."
    sides = (left.own or left.reading.content, right.own or right.reading.content)
    return Finding(Relation.CONTRADICTS, 0.95, "polarity", why, *sides)


def _rank(evidence: Evidence) -> tuple[float, str]:
    return evidence.firm, evidence.signal


def _order(account: Account) -> tuple[date, str, str]:
    return account.said or date.max, account.document, account.id


def _comparable(left: Account, right: Account) -> bool:
    if left.id == right.id and left.document == right.document:
        return False
    if sign(left) is None or sign(right) is None:
        return False
    same_speaker = left.voice is not None and left.voice == right.voice
    if (left.within == right.id and not left.name) or (right.within == left.id and not right.name):
        return False
    if (left.refers and right.within == left.refers) or (right.refers and left.within == right.refers):
        return False
    # Wants and promises clash with nothing but what the same person says later.
    wishes = [a.attitude is Attitude.INTENTION and a.polarity is Polarity.AFFIRMS for a in (left, right)]
    return not any(wishes) or same_speaker or all(wishes)


def _clash(left: Account, right: Account, found: Evidence) -> Finding | None:
    if left.is_of(right):
        if left.said is None or right.said is None or left.said == right.said:
            return None
        why = f"{right.name} said something else before: {found.why}"
        return Finding(Relation.UPDATES, found.firm, found.signal, why, found.left, found.right)
    if left.family == right.family and left.document != right.document:
        return None
    firm = found.firm * (0.85 if Attitude.BELIEF in (left.attitude, right.attitude) else 1.0)
    return Finding(Relation.CONTRADICTS, firm, found.signal, found.why, found.left, found.right)
