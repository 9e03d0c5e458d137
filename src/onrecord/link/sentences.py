"""A relation in one sentence that names both sides and the words it rests on.

Told in the past tense, which reads alike for one speaker and for several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.link import lexicon
from onrecord.link.account import Account, sign
from onrecord.link.clauses import FIRST_PERSON, THIRD_PERSON
from onrecord.link.evidence import Evidence, Side
from onrecord.link.quotes import Alignment, Fit
from onrecord.model import Spans

FEW = 4
"""Words shown of what both speak of: enough to tell the matter, and no list."""
EDITS = 3
"""Changes of a quotation that are told; `onrecord drift` has all."""
LONGEST = 80
"""Code points of a stretch that is shown; the whole is in the spans."""


_LEADING = frozenset(
    [
        *("a", "an", "the", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("some", "several", "many", "most", "both", "another", "other", "this", "that", "these", "those"),
        *("his", "her", "their", "its", "our", "my"),
    ]
)
"""Words that are small inside a sentence although the article began one with them."""

_ASIDE = re.compile(r", (?:who|which|whose)\b")


def of_clash(left: Account, right: Account, found: Evidence) -> str:
    """Why two accounts of different speakers clash."""
    one, two = (shown(side, spans) for side, spans in ((left, found.left), (right, found.right)))
    if found.denying is not None:
        word = one if found.denying is Side.LEFT else two
        return of_denial(
            *_by_side(left, right, found.denying),
            _matter(found.topic),
            word if found.signal == "negation" else "",
        )
    return _sentence(f"{name(left)} said “{one}”, {name(right)} “{two}”{_matter(found.topic)}")


def of_denial(denying: Account, denied: Account, matter: str = "", word: str = "") -> str:
    """Why one account clashes with another that it denies; ``word`` is the one that denies."""
    how = f"denied (“{word}”)" if word else "denied"
    return _sentence(f"{name(denying)} {how} what {name(denied)} said{matter}")


def of_change(left: Account, right: Account, found: Evidence) -> str:
    """Why the second account is another position of the first one's speaker."""
    one, two = (shown(side, spans) for side, spans in ((left, found.left), (right, found.right)))
    matter = _matter(found.topic, "; both times about ")
    if found.denying is Side.RIGHT:
        how = f"denied later (“{two}”)" if found.signal == "negation" else "denied later"
        return _sentence(f"{name(right)} {how} what {_first(left, right)} had said before{matter}")
    if found.denying is Side.LEFT:
        how = f"denied first (“{one}”)" if found.signal == "negation" else "denied first"
        return _sentence(f"{name(left)} {how} what {_first(right, left)} said later{matter}")
    by = "" if name(left) == name(right) else f" through {name(right)}"
    return _sentence(f"{name(left)} said “{one}” first and “{two}” later{by}{matter}")


def of_agreement(left: Account, right: Account, topic: Sequence[str]) -> str:
    """Why two accounts say the same."""
    matter = _matter(topic, " about ")
    if sign(left) != sign(right):
        denying, other = (left, right) if sign(left) == -1 else (right, left)
        return _sentence(f"{name(denying)} denied the contrary of what {name(other)} said{matter}")
    if name(left) == name(right):
        return _sentence(f"{name(left)} said the same{matter} in both")
    return _sentence(f"{name(left)} and {name(right)} said the same{matter}")


def of_quotation(left: Account, right: Account, alignment: Alignment) -> str:
    """Why two accounts are one quotation: whole, cut in the shorter one, or altered."""
    if alignment.fit is Fit.WHOLE:
        how = "in the same words"
    elif alignment.fit is Fit.CUT:
        shorter = len(right.reading.wording.words) < len(left.reading.wording.words)
        how = f"in the same words, {'the second' if shorter else 'the first'} in fewer of them"
    else:
        how = f"in the same words, but {'; '.join(map(str, alignment.edits[:EDITS]))}"
    return f"Both quote {name(left)} {how}."


def name(account: Account) -> str:
    """How a sentence calls the speaker of an account, where it does not begin with it."""
    words = _ASIDE.split(" ".join(account.name.split()), maxsplit=1)[0]
    if words.lower() in FIRST_PERSON | THIRD_PERSON:
        return f"“{words}”"
    first, *rest = words.split(" ") if words else [""]
    if rest and first.lower() in _LEADING:
        return " ".join([first.lower(), *rest])
    return words or "a source not named"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def shown(account: Account, spans: Spans) -> str:
    """Some spans of an account's text in one line, cut after LONGEST code points."""
    text = account.reading.text
    line = " … ".join(" ".join(span.of(text).split()) for span in spans)
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
