"""A relation in one sentence that names both sides and the words it rests on.

Told in the past tense, which reads alike for one speaker and for several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.link import lexicon
from onrecord.link.account import Account, called, sign, two_people
from onrecord.link.clauses import clauses
from onrecord.link.evidence.found import Evidence
from onrecord.link.quotes import Alignment, Fit
from onrecord.link.words import folded_words, has_words
from onrecord.model import Span, Spans

LONGEST_COUNTED = 6
"""Words of the stretch that says what is counted; of a longer one only the telling words are shown."""
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

LEAST_NOUN = 2
"""Letters up to which a name is no noun that wants an article."""
_MANY = frozenset(["police", "people", "staff", "women", "men", "children"])
"""Nouns that need no article before them, and do not end in "s"."""
_POSSESSIVE = re.compile(r"['’]s?$")
_STOP = re.compile(r"(?<=\w\w)\.+$")
"""A full stop at the end, but not that of "p.m."."""
_MARKS = " ,;:\"“”„«»‘'"
_ASIDE = re.compile(r", (?:who|which|whose)\b")


def of_clash(left: Account, right: Account, found: Evidence) -> str:
    """Why two accounts of different speakers clash, in the words of both."""
    one, two = (_does(side, spans) for side, spans in ((left, found.left), (right, found.right)))
    joined = _both(one, two)
    matter = _matter(found.topic) if found.signal != "polarity" else ""
    return _sentence(f"{joined}{matter}")


def of_denial(denying: Account, denied: Account) -> str:
    """Why one account clashes with another that it denies with "that" or "it"."""
    return _sentence(
        f"{name(denying)} denied what {name(denied)} said: {_quoted(denied, denied.reading.content)}"
    )


def of_change(left: Account, right: Account, found: Evidence) -> str:
    """Why the second account is another position of the first one's speaker."""
    one, two = (_quoted(side, spans) for side, spans in ((left, found.left), (right, found.right)))
    matter = _matter(found.topic, "; both times about ") if found.signal != "polarity" else ""
    by = "" if name(left) == name(right) else f" through {name(right)}"
    verbs = _verb(left), _verb(right)
    if right.refers and verbs[1] == "denied":
        return _sentence(f"{name(left)} {verbs[0]} {one} first and denied it later{by}")
    if verbs[0] == verbs[1]:
        return _sentence(f"{name(left)} {verbs[0]} {one} first and {two} later{by}{matter}")
    return _sentence(f"{name(left)} {verbs[0]} {one} first and {verbs[1]} {two} later{by}{matter}")


def of_agreement(left: Account, right: Account, topic: Sequence[str], found: Evidence | None = None) -> str:
    """Why two accounts say the same; ``found`` has the words, where explained signals tell."""
    if sign(left) != sign(right):
        denying, other = (left, right) if sign(left) == -1 else (right, left)
        if found is None:
            return _sentence(
                f"{name(denying)} denied the contrary of what {name(other)} said{_matter(topic, ' about ')}"
            )
        ours, theirs = (found.left, found.right) if denying is left else (found.right, found.left)
        denied, said = _quoted(denying, ours), _quoted(other, theirs)
        return _sentence(
            f"{name(denying)} denied {denied}, and {name(other)} said the contrary of that: {said}"
        )
    matter = _matter(topic, " about ") or f": {_quoted(left, left.reading.content)}"
    if left.is_of(right) and _is_named(left, right):
        fuller = max(name(left), name(right), key=lambda words: (len(words), words))
        return _sentence(f"{fuller} said the same both times{matter}")
    return _sentence(f"{name(left)} and {name(right)} said the same{matter}")


def of_quotation(left: Account, right: Account, alignment: Alignment) -> str:
    """Why two accounts are one quotation: whole, cut in the shorter one, or altered."""
    if alignment.fit is Fit.WHOLE:
        how = "in the same words"
    elif alignment.fit is Fit.CUT:
        shorter = len(right.reading.wording.words) < len(left.reading.wording.words)
        how = f"in the same words, of which the {'second' if shorter else 'first'} leaves some out"
    else:
        how = f"with changes: {'; '.join(map(str, alignment.edits[:EDITS]))}"
    if two_people(left, right):
        return _sentence(f"{name(left)} and {name(right)} are both quoted {how}")
    return f"Both quote {name(left if left.name else right)} {how}."


def _is_named(left: Account, right: Account) -> bool:
    """Whether both are called by one name, if by more or less of it."""
    ours, theirs = (called(" ".join(folded_words(side.name))) for side in (left, right))
    return bool(ours and theirs) and ours[-1] == theirs[-1]


def _both(one: tuple[str, str, str], two: tuple[str, str, str]) -> str:
    """Who did what, the verb once where both did the same."""
    (who, verb, words), (other, does, theirs) = one, two
    if verb == does == "said":
        return f"{who} said {words}, {other} {theirs}"
    return f"{who} {verb} {words}, and {other} {does} {theirs}"


def _does(account: Account, spans: Spans) -> tuple[str, str, str]:
    return name(account), _verb(account), _quoted(account, spans)


def _verb(account: Account) -> str:
    return "denied" if sign(account) == -1 else "said"


def _quoted(account: Account, spans: Spans) -> str:
    return f"“{shown(account, spans)}”"


def name(account: Account) -> str:
    """How a sentence calls the speaker of an account, where it does not begin with it."""
    words = _ASIDE.split(" ".join(account.name.split()), maxsplit=1)[0]
    if words.lower() in lexicon.FIRST_PERSON | lexicon.THIRD_PERSON:
        return f"“{words}”"
    first, *rest = words.split(" ") if words else [""]
    if rest and first.lower() in _LEADING:
        return " ".join([first.lower(), *rest])
    if words[:1].islower() and len(words) > LEAST_NOUN and not words.endswith("s") and words not in _MANY:
        return f"the {words}"
    return words or "a source not named"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def shown(account: Account, spans: Iterable[Span]) -> str:
    """Some spans of an account's text in one line, without marks at the ends, cut after LONGEST code
    points."""
    text = account.reading.text
    line, end = "", None
    for span in sorted(set(spans)):
        if end is not None and span.end <= end:
            continue
        gap = "" if end is None else " " if not text[end : span.start].strip() else " … "
        line, end = line + gap + " ".join(span.of(text).split()), span.end
    line = _STOP.sub("", line.strip(_MARKS)).strip(_MARKS)
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rsplit(" ", 1)[0].rstrip(_MARKS) + " …"


def counted(account: Account) -> str:
    """What a bare number of an account counts ("the figure was 340"), in words of the text before it; empty
    where it has none or says so itself."""
    text = account.reading.text
    found = sorted(span for clause in clauses(account.reading) for span in clause.around.values())
    if not found:
        return ""
    whole = Span(found[0].start, found[-1].end)
    return shown(account, found if has_words(text, whole, LONGEST_COUNTED + 1) else (whole,))


def _matter(topic: Sequence[str], lead: str = "; both about ") -> str:
    told = [_POSSESSIVE.sub("", word) for word in topic if word.lower() not in lexicon.EMPTY_WORDS]
    words = [f"“{word}”" for word in dict.fromkeys(told)][:FEW]
    if not words:
        return ""
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{lead}{listed}"
