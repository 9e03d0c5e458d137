"""A relation in one sentence that names both sides and the words it rests on.

Told in the past tense, which reads alike for one speaker and for several."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link import lexicon
from onrecord.link.account import Account
from onrecord.link.clauses import FIRST_PERSON, THIRD_PERSON
from onrecord.link.evidence import Evidence, Side
from onrecord.model import Spans

FEW = 4
"""Words shown of what both speak of: enough to tell the matter, and no list."""
LONGEST = 80
"""Code points of a stretch that is shown; the whole is in the spans."""


def of_clash(left: Account, right: Account, found: Evidence) -> str:
    """Why two accounts of different speakers clash."""
    one, two = (shown(side, spans) for side, spans in ((left, found.left), (right, found.right)))
    if found.denying is not None:
        denying, denied = _by_side(left, right, found.denying)
        word = one if found.denying is Side.LEFT else two
        how = f"denied (“{word}”)" if found.signal == "negation" else "denied"
        return f"{name(denying)} {how} what {name(denied)} said{_matter(found.topic)}."
    return f"{name(left)} said “{one}”, {name(right)} “{two}”{_matter(found.topic)}."


def of_change(left: Account, right: Account, found: Evidence) -> str:
    """Why the second account is another position of the first one's speaker."""
    one, two = (shown(side, spans) for side, spans in ((left, found.left), (right, found.right)))
    matter = _matter(found.topic, "; both times about ")
    if found.denying is Side.RIGHT:
        how = f"denied later (“{two}”)" if found.signal == "negation" else "denied later"
        return f"{name(right)} {how} what {_first(left, right)} had said before{matter}."
    if found.denying is Side.LEFT:
        how = f"denied first (“{one}”)" if found.signal == "negation" else "denied first"
        return f"{name(left)} {how} what {_first(right, left)} said later{matter}."
    by = "" if name(left) == name(right) else f" through {name(right)}"
    return f"{name(left)} said “{one}” first and “{two}” later{by}{matter}."


def of_agreement(left: Account, right: Account, topic: Sequence[str]) -> str:
    """Why two accounts say the same."""
    matter = _matter(topic, " about ")
    if name(left) == name(right):
        return f"{name(left)} said the same{matter} in both."
    return f"{name(left)} and {name(right)} said the same{matter}."


def name(account: Account) -> str:
    """How a sentence calls the speaker of an account."""
    words = " ".join(account.name.split())
    if words.lower() in FIRST_PERSON | THIRD_PERSON:
        return f"“{words}”"
    return words or "a source without a name"


def shown(account: Account, spans: Spans) -> str:
    """The first of some spans of an account's text, in one line, cut after LONGEST code points."""
    text = account.reading.text
    first = spans[0].of(text) if spans else ""
    line = " ".join(first.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


def _first(account: Account, other: Account) -> str:
    return "the same speaker" if name(account) == name(other) else name(account)


def _by_side(left: Account, right: Account, side: Side) -> tuple[Account, Account]:
    return (left, right) if side is Side.LEFT else (right, left)


def _matter(topic: Sequence[str], lead: str = "; both about ") -> str:
    words = [f"“{word}”" for word in topic if word.lower() not in lexicon.EMPTY_WORDS][:FEW]
    if not words:
        return ""
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{lead}{listed}"
