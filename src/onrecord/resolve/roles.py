"""What a text says about the bearer of a name, next to the name: offices, ages, appositions.

Four shapes, each by form: "union chair Mara Lind", "Mara Lind, the 58-year-old chair of the union,", "the
minister, Jonas Berg,", and "Lind is the chair". A role is only taken when its head is a known role noun and
nothing but modifiers stand between: a role on the wrong person would later draw "the minister" to a wrong
speaker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.resolve.lexicon import (
    BODIES,
    DETERMINERS,
    GENERIC_BODIES,
    HONORIFICS,
    KIN,
    PREPOSITIONS,
    ROLES,
    TITLE_MODIFIERS,
    TITLES,
)
from onrecord.resolve.names import fold, parse_name, strip_possessive
from onrecord.resolve.nouns import canonical_role, is_role, role_gender
from onrecord.resolve.tokens import NameMention, Token

if TYPE_CHECKING:
    from onrecord.resolve.cast import Figure

_CLOSING = re.compile(r"[,.;:()—–\n\r]|\s-\s")
_AGE = re.compile(r",\s(\d{1,3})(?=[,.;)])")
_YEAR_OLD = re.compile(r"\b(\d{1,3})[-\u2011 ]years?[-\u2011 ]old\b")
_COPULA = re.compile(r"(?:,\s+who)?\s+(?:is|was|became|has been|had been|serves as|served as)\s+")
_AGE_FIRST = re.compile(r"^\d{1,3}[-\u2011 ]years?[-\u2011 ]old\s+")
# "his rival" says nothing without the sentence around it.
_OWNERS = frozenset(("his", "her", "their", "its", "my", "our", "your"))
# Longer appositions are sentences in disguise.
_MAX_WORDS = 16
_OFFICE_WORDS = (
    TITLES | TITLE_MODIFIERS | BODIES | frozenset(("co-chief", "chief", "general", "director-general"))
)


@dataclass(frozen=True, slots=True)
class Role:
    """``phrase`` as written; ``head`` its canonical noun ("" when only an age is told); ``words`` all its
    folded words; ``rank`` orders phrases for show (0 best); ``start`` is where the phrase stands (-1: inside
    the name)."""

    phrase: str
    head: str
    words: frozenset[str]
    rank: int
    former: bool = False
    age: int | None = None
    gender: str | None = None
    start: int = -1


def roles_of(text: str, mention: NameMention, words: Sequence[Token], at: Mapping[int, int]) -> list[Role]:
    """The roles that stand next to one mention. ``at`` maps a start to the index of the word there."""
    first = at.get(mention.span.start)
    found = [
        _in_title(mention),
        _before(text, words, first) if first is not None else None,
        _named_after(text, mention, words, first) if first is not None else None,
        *_after(text, mention),
    ]
    return [role for role in found if role is not None]


def body_words(text: str, mention: NameMention, words: Sequence[Token], first: int | None) -> str | None:
    """What the article calls a body next to its name: "agency" in "the news agency LPA" and in "LPA, the
    agency that"; None otherwise."""
    if first and _touch(text, words[first - 1], words[first]) and words[first - 1].text in GENERIC_BODIES:
        return words[first - 1].text
    match = re.match(
        r",\s(?:a|an|the)\s((?:[\w’'-]+\s){0,4}?[\w’'-]+)(?=[,.;]|\s(?:that|which|of|for|in|at)\b)",
        text[mention.span.end : mention.span.end + 90],
    )
    noun = fold(match.group(1).split()[-1]) if match else ""
    return noun if noun in GENERIC_BODIES else None


def _role(phrase: str, noun: str, rank: int, start: int = -1) -> Role:
    words = frozenset(fold(strip_possessive(w)) for w in re.findall(r"[\w'’.-]+", phrase))
    former = bool(words & {"former", "ex", "late", "then"}) or fold(phrase).startswith("ex-")
    old = _YEAR_OLD.search(phrase)
    age = int(old.group(1)) if old else None
    return Role(
        phrase, canonical_role(noun), words, rank + 4 * (noun in KIN), former, age, role_gender(noun), start
    )


def _in_title(mention: NameMention) -> Role | None:
    titles = [t for t in parse_name(mention.text).titles if t not in HONORIFICS]
    if not titles:
        return None
    count = len(titles)
    phrase = " ".join(mention.text.split()[:count])
    noun = next((t for t in reversed(titles) if t in ROLES or t in TITLES), "")
    return _role(phrase, noun, 2, mention.span.start) if noun else None


def _before(text: str, words: Sequence[Token], first: int) -> Role | None:
    """ "union chair" in "union chair Mara Lind": role nouns in lower case right in front of the name."""
    at = first - 1
    if at < 0 or not _touch(text, words[at], words[first]):
        return None
    noun = fold(words[at].text)
    if not is_role(noun) or (words[at].capital and at == 0):
        return None
    start = at
    while start > 0 and at - start < 5 and _touch(text, words[start - 1], words[start]):
        word = words[start - 1]
        folded = fold(strip_possessive(word.text))
        known = folded in _OFFICE_WORDS or folded in ROLES or "-" in word.text
        if folded in DETERMINERS or not (known or (word.capital and folded not in PREPOSITIONS)):
            break
        start -= 1
    return _role(text[words[start].start : words[at].end], noun, 1, words[start].start)


def _touch(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    return len(gap) <= 2 and gap.isspace()


def _named_after(text: str, mention: NameMention, words: Sequence[Token], first: int) -> Role | None:
    """ "the minister" in "the minister, Jonas Berg, said": a comma on both sides, a determiner at the
    head."""
    if first < 2 or text[words[first - 1].end : mention.span.start].strip() != ",":
        return None
    if not re.match(r"\s?[,.;:)—–]", text[mention.span.end : mention.span.end + 2]):
        return None
    noun = fold(words[first - 1].text)
    if not is_role(noun):
        return None
    for start in range(first - 2, max(-1, first - 8), -1):
        if not _touch(text, words[start], words[start + 1]):
            return None
        word = fold(words[start].text)
        if word in DETERMINERS or word != fold(strip_possessive(words[start].text)):
            phrase = text[words[start].start : words[first - 1].end]
            return _role(phrase if noun in KIN else _bare(phrase), noun, 1, words[start].start)
    return None


def _after(text: str, mention: NameMention) -> list[Role | None]:
    end = mention.span.end
    age = _AGE.match(text, end)
    found: list[Role | None] = []
    if age:
        found.append(Role(age.group(1), "", frozenset((age.group(1),)), 9, False, int(age.group(1))))
        end = age.end()
    copula = _COPULA.match(text, end)
    if copula:
        found.append(_noun_phrase(text, copula.end(), 3, closed=False))
    elif re.match(r",\s", text[end : end + 2]) or text[end : end + 2] in (" —", " –", " ("):
        found.append(_noun_phrase(text, end + 2, 0, closed=True))
    return found


_ANYBODY = frozenset(("man", "woman", "person", "boy", "girl", "guy", "human", "gentleman", "lady"))
"""What everybody is: "is a wicked man" is an opinion on somebody and no role of theirs."""


def _noun_phrase(text: str, start: int, rank: int, *, closed: bool) -> Role | None:
    """The role phrase that begins at ``start``: its first chunk must end in a singular role noun, right
    before a preposition or (if ``closed``) a closing mark."""
    stretch = text[start : start + 160]
    stop = _CLOSING.search(stretch)
    phrase = (stretch[: stop.start()] if stop else stretch).strip()
    then = re.match(r"(?:then|once|formerly|until recently)\s", phrase)
    words = re.findall(r"[\w'’.-]+", phrase[then.end() :] if then else phrase)
    cut = next(
        (i for i, w in enumerate(words) if fold(w) in ("who", "whose", "whom", "that", "when", "while")), None
    )
    if cut is not None:
        phrase = phrase[: _offset(phrase, cut + bool(then))].strip()
        words = words[:cut]
    chunk = next((words[:i] for i, w in enumerate(words) if i and fold(w) in PREPOSITIONS), words)
    if (
        not chunk
        or len(words) > _MAX_WORDS
        or (closed and stop is None and cut is None and len(stretch) == 160)
    ):
        return None
    noun = fold(strip_possessive(chunk[-1]))
    if not is_role(noun) or (closed and _is_list(chunk)) or _is_clause(chunk):
        return None
    if not closed and chunk is words and (len(words) > 6 or noun in _ANYBODY):
        return None
    if noun.endswith("ed") and chunk == [words[0]] and len(words) > 1:  # ", accused by the mayor"
        return None
    return _role(phrase if noun in KIN else _bare(phrase), noun, rank, start)


def _is_list(chunk: Sequence[str]) -> bool:
    """Whether the phrase is the next item of a list rather than an apposition ("Lind, a farmer and a
    nurse")."""
    return "and" in chunk or "or" in chunk


def _is_clause(chunk: Sequence[str]) -> bool:
    """Whether the words before the noun make a clause of it ("…, described the minister as")."""
    folded = [fold(w) for w in chunk]
    if any(w in DETERMINERS for w in folded[1:]):
        return True
    verb = folded[0].endswith("ed") or folded[0] in (
        "said",
        "says",
        "told",
        "tells",
        "met",
        "saw",
        "calls",
        "sees",
    )
    return len(chunk) > 1 and verb and folded[0] not in TITLE_MODIFIERS and "-" not in folded[0]


def _offset(phrase: str, word: int) -> int:
    return [m.start() for m in re.finditer(r"[\w'’.-]+", phrase)][word]


def _bare(phrase: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.IGNORECASE)


ELDER = frozenset(("elder", "older", "senior"))
YOUNGER = frozenset(("younger", "junior"))


def by_age(figures: Sequence[Figure], *, elder: bool) -> Figure | None:
    """The elder or younger of two, where the article calls one of them the parent or child, or tells both
    ages."""
    if len(figures) != 2:
        return None
    ranks = []
    for figure in figures:
        heads = {role.head for _, role in figure.roles}
        rank = 1 if heads & _PARENTS else -1 if heads & _CHILDREN else 0
        ages = [role.age for _, role in figure.roles if role.age is not None]
        ranks.append((rank, ages[0] if ages else None))
    (one, other), ages_known = ranks, all(age is not None for _, age in ranks)
    if one[0] != other[0]:
        first = one[0] > other[0]
    elif ages_known and one[1] != other[1]:
        first = (one[1] or 0) > (other[1] or 0)
    else:
        return None
    return figures[0] if first == elder else figures[1]


_PARENTS = frozenset(("father", "mother", "uncle", "aunt", "grandfather", "grandmother"))
_CHILDREN = frozenset(("son", "daughter", "nephew", "niece", "grandson", "granddaughter"))


@dataclass(frozen=True, slots=True)
class Related:
    """``figure`` is the ``head`` ("son", "deputy") of ``owner``."""

    owner: Figure
    head: str
    figure: Figure


_OTHER_WAY = {
    **dict.fromkeys(("son", "daughter", "child"), frozenset(("father", "mother", "parent"))),
    **dict.fromkeys(("father", "mother", "parent"), frozenset(("son", "daughter", "child"))),
    **dict.fromkeys(("brother", "sister", "sibling"), frozenset(("brother", "sister", "sibling", "twin"))),
    **dict.fromkeys(("husband", "wife", "spouse"), frozenset(("husband", "wife", "spouse"))),
    "cousin": frozenset(("cousin",)),
    "neighbour": frozenset(("neighbour", "neighbor")),
    "neighbor": frozenset(("neighbour", "neighbor")),
    "colleague": frozenset(("colleague",)),
    "partner": frozenset(("partner",)),
    "boss": frozenset(("deputy", "assistant", "aide")),
    "supervisor": frozenset(("student", "assistant")),
    "deputy": frozenset(("boss",)),
    "successor": frozenset(("predecessor",)),
    "predecessor": frozenset(("successor",)),
    "uncle": frozenset(("nephew", "niece")),
    "aunt": frozenset(("nephew", "niece")),
    "nephew": frozenset(("uncle", "aunt")),
    "niece": frozenset(("uncle", "aunt")),
    "client": frozenset(("lawyer", "counsel", "agent")),
    "lawyer": frozenset(("client",)),
}


def relative(related: Sequence[Related], owner: Figure, head: str) -> Figure | None:
    """The one figure that is the ``head`` of ``owner`` ("his son"), told so or the other way round ("Lind's
    father"); None for none and for several."""
    canonical, gender = canonical_role(head), role_gender(head)
    found = {r.figure.number: r.figure for r in related if r.owner is owner and r.head == canonical}
    if not found:
        other = _OTHER_WAY.get(canonical, frozenset())
        found = {r.owner.number: r.owner for r in related if r.figure is owner and r.head in other}
    fitting = [
        f for f in found.values() if not (gender and f.gender and f.gender != gender) and f is not owner
    ]
    return fitting[0] if len(fitting) == 1 else None


def best_role(roles: Sequence[tuple[Span, Role]]) -> Role | None:
    """The role to show: an apposition before a role in front, before a title, before a copula; then the
    longer one, then the earlier one. None without any."""
    shown = [
        (r.rank, r.former, -len(r.phrase), s, i)
        for i, (s, r) in enumerate(roles)
        if r.head
        and r.phrase.split()[0].casefold() not in _OWNERS
        and not (r.head in KIN and " " not in r.phrase)
    ]
    return roles[min(shown)[4]][1] if shown else None


def description_of(role: Role) -> str:
    """A role phrase as it is shown: without an age in front."""
    return _AGE_FIRST.sub("", role.phrase)
