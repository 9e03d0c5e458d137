"""Quantities in words or digits: how many, of what, and how exactly; as intervals that can be compared."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from onrecord.link import lexicon
from onrecord.link.words import Word, stem, weight
from onrecord.model import Span


def _words(line: str) -> list[str]:
    return line.split()


_UNITS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: i for i, word in enumerate(_UNITS)} | {word: 10 * i for i, word in enumerate(_TENS, start=2)}
_LARGE = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
NUMBER_WORDS = frozenset(_SMALL) | frozenset(_LARGE)
_PLURAL = {f"{word}s": value for word, value in _LARGE.items()} | {"scores": 20}

_IN_THOUSANDS = re.compile(r"[٬'’\s]")
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_FRACTIONS |= {f"{word}s": parts for word, parts in _FRACTIONS.items() if word not in ("half", "halves")}
FRACTION_WORDS = frozenset(_FRACTIONS)
_WHOLE_OF = frozenset(["of", "the", "all", "its", "their", "our", "his", "her"])

APPROXIMATELY = 0.15
"""How far "about" reaches: people round 1,900 to "nearly 2,000" and 212 to "more than 200"."""

_MODIFIERS: tuple[tuple[str, str], ...] = (
    ("at least", "low"),
    ("no fewer than", "low"),
    ("no less than", "low"),
    ("not less than", "low"),
    ("more than", "low"),
    ("over", "low"),
    ("upwards of", "low"),
    ("no more than", "high"),
    ("not more than", "high"),
    ("at most", "high"),
    ("up to", "high"),
    ("fewer than", "high"),
    ("less than", "high"),
    ("under", "high"),
    ("nearly", "about"),
    ("almost", "about"),
    ("about", "about"),
    ("around", "about"),
    ("roughly", "about"),
    ("some", "about"),
    ("approximately", "about"),
    ("close to", "about"),
)
_BEFORE_A_YEAR = frozenset(
    [
        "",
        *_words("in of since from by until till to through during around circa early late mid year last the"),
    ]
) | {"before", "after"}
_AGE = re.compile(r"[\s-]*years?[\s-]+old\b", re.I)
_NUMBERED = frozenset(
    _words(
        "gate pier room line section article chapter page channel route flight phase step tier lane unit "
        "platform exhibit district ward block"
    )
)
"""Words whose number is a name: "gate three", "article 5"."""
_WITHIN_UNIT = frozenset(
    _words("of the these those our their his her its more other such own less another each both all")
)
"""Small words after which what is counted may still follow; after others something else begins."""
# Words between a number and the thing it counts.
_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text has it. ``low`` and ``high`` bound what it allows, both inclusive; ``unit`` are the
    stems of the words after it, the thing counted among them, and ``()`` where nothing follows."""

    span: Span
    low: float
    high: float
    unit: tuple[str, ...]
    words: range

    @property
    def value(self) -> float:
        """The number itself, without its "at least"."""
        return (
            self.high if self.low == 0 else self.low if math.isinf(self.high) else (self.low + self.high) / 2
        )

    def is_near(self, other: Quantity) -> bool:
        """Whether both name one number, give or take what "about" allows."""
        a, b = self.value, other.value
        if self._bounded() != other._bounded():
            return False
        return abs(a - b) <= APPROXIMATELY * max(abs(a), abs(b)) and not self.clashes(other)

    def _bounded(self) -> bool:
        return self.low == 0 < self.high or math.isinf(self.high)

    def clashes(self, other: Quantity) -> bool:
        """Whether no number fits both."""
        return self.high < other.low or other.high < self.low


def quantities(text: str, words: tuple[Word, ...]) -> tuple[Quantity, ...]:
    """The quantities among ``words``, without years, days of the month, ages and scores."""
    found = []
    at = 0
    while at < len(words):
        end, share = _fraction(words, at)
        if share is not None:
            last, whole = _of_how_many(words, end)
            made = _quantity(text, words, range(at, last), share * (whole or 100.0))
            found.append(made if whole else replace(made, unit=("percent",)))
            at = last
            continue
        end, value = _number(words, at)
        if value is None:
            at += 1
            continue
        if not _is_something_else(text, words, at, end):
            one = _quantity(text, words, range(at, end), value)
            last, two = _up_to(words, end)
            if two is not None and two > value:
                found.append(_range(one, _quantity(text, words, range(end + 1, last), two)))
                at = last
                continue
            found.append(one)
            # "1,000 of the 2,000" says how many of how many: the second is no number of the same
            end = _of_how_many(words, end)[0]
        at = end
    return tuple(found)


def _of_how_many(words: tuple[Word, ...], at: int) -> tuple[int, float | None]:
    """The number after "of the", which is the whole of what is counted, and its end."""
    if at + 1 >= len(words) or words[at].folded != "of":
        return at, None
    start = at + 1 + (words[at + 1].folded in _WHOLE_OF)
    if start >= len(words):
        return at, None
    end, value = _number(words, start)
    return (at, None) if value is None else (end, value)


def _up_to(words: tuple[Word, ...], at: int) -> tuple[int, float | None]:
    """The second number of "20 to 30", "between 20 and 30" or "three or four", and its end."""
    if at + 1 >= len(words) or words[at].folded not in {"to", "or", "and"}:
        return at, None
    if words[at].folded == "and" and "between" not in [w.folded for w in words[max(0, at - 3) : at]]:
        return at, None
    return _number(words, at + 1)


def _range(one: Quantity, two: Quantity) -> Quantity:
    span = Span(one.span.start, two.span.end)
    return Quantity(span, one.low, two.high, two.unit, range(one.words.start, two.words.stop))


def _fraction(words: tuple[Word, ...], at: int) -> tuple[int, float | None]:
    """The end of a fraction of something that starts at a word ("half of", "two thirds of", "a quarter of"),
    and its value; None where none does."""
    parts = _FRACTIONS.get(words[at].folded)
    if words[at].folded == "half" and at + 1 < len(words) and words[at + 1].folded in _WHOLE_OF:
        return at + 1, 0.5
    count = {"a": 1, "one": 1}.get(words[at].folded) or _SMALL.get(words[at].folded)
    if parts is not None or not count or at + 2 >= len(words) or words[at + 2].folded != "of":
        return at, None
    parts = _FRACTIONS.get(words[at + 1].folded)
    return (at + 2, count / parts) if parts and count < parts else (at, None)


def _number(words: tuple[Word, ...], at: int) -> tuple[int, float | None]:
    """The end of the number that starts at a word, and its value; None where none does."""
    first = words[at].folded
    if first[0].isdigit():
        value = _digits(first)
        end = at + 1
        while (
            value is not None
            and end < len(words)
            and words[end].folded in _LARGE
            and words[end].folded != "dozen"
        ):
            value = round(value * _LARGE[words[end].folded], 6)
            end += 1
        return end, value
    start = at
    if first == "a" and at + 1 < len(words) and words[at + 1].folded in _LARGE:
        at += 1
    elif first not in _SMALL:
        return start + 1, None
    total, current, end = 0.0, 0.0, start + (first == "a")
    if first == "a":
        current = 1.0
    while end < len(words):
        word = words[end].folded
        if word in _SMALL:
            current += _SMALL[word]
        elif word in _LARGE:
            current = max(current, 1.0) * _LARGE[word]
            if _LARGE[word] >= 1_000:
                total, current = total + current, 0.0
        elif not (word == "and" and _goes_on(words, end)):
            break
        end += 1
    return end, total + current


def _goes_on(words: tuple[Word, ...], at: int) -> bool:
    """Whether "and" joins parts of one number ("a hundred and four"), not two numbers."""
    return (
        at > 0 and words[at - 1].folded in _LARGE and at + 1 < len(words) and words[at + 1].folded in _SMALL
    )


def _digits(folded: str) -> float | None:
    """The value of a number in the digits of any script, with its marks between thousands; None for a time or
    a version."""
    plain = _IN_THOUSANDS.sub("", folded).replace("٫", ".")
    plain = plain.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain) else plain
    try:
        return float(plain)
    except ValueError:
        return None


def _is_something_else(text: str, words: tuple[Word, ...], at: int, end: int) -> bool:
    word, number = words[at].folded, words[at:end][-1]
    before = words[at - 1].folded if at else ""
    after = words[end].folded if end < len(words) else ""
    if word == "one" and (
        before in {"no", "any", "every", "this", "that", "the"}
        or after in {"of", "another", "who", "which", "that", ""}
    ):
        return True
    if after in lexicon.MONTHS or before in lexicon.MONTHS or _AGE.match(text, number.span.end):
        return True
    if before in _NUMBERED or (_is_a_name(text, words, at) and not _unit(text, words, end, number.span.end)):
        return True
    if word == "zero" and text[number.span.end : number.span.end + 1] == "-":
        # A zero-day bug, a zero-sum game.
        return True
    if (
        re.fullmatch(r"(?:1[89]|20)\d\d", word)
        and end == at + 1
        and after not in {"people"}
        and before in _BEFORE_A_YEAR
    ):
        return True
    left, right = text[: words[at].span.start].rstrip(), text[number.span.end : number.span.end + 1]
    if left.endswith(",") and right == "," and word[0].isdigit() and float(_digits(word) or 0) < 120:
        return True
    return bool(re.match(r"[-–]\d", text[number.span.end :])) or bool(re.search(r"\d[-–]$", left))


def _is_a_name(text: str, words: tuple[Word, ...], at: int) -> bool:
    """Whether a number belongs to a name: "Pier 4", "Apollo 13"."""
    return at > 1 and text[words[at - 1].start].isupper() and words[at].start - words[at - 1].end == 1


def _quantity(text: str, words: tuple[Word, ...], place: range, value: float) -> Quantity:
    start, end = words[place.start].span.start, words[place.stop - 1].span.end
    unit = _unit(text, words, place.stop, end)
    low = high = value
    lead = " ".join(w.folded for w in words[max(0, place.start - 3) : place.start])
    for phrase, effect in sorted(_MODIFIERS, key=lambda pair: -len(pair[0])):
        if lead.endswith(phrase) and (len(lead) == len(phrase) or lead[-len(phrase) - 1] == " "):
            size = len(phrase.split())
            place = range(place.start - size, place.stop)
            start = words[place.start].span.start
            low, high = _bounds(value, effect)
            break
    return Quantity(Span(start, end), low, high, unit, place)


def _bounds(value: float, effect: str) -> tuple[float, float]:
    if effect == "low":
        return value, math.inf
    if effect == "high":
        return 0.0, value
    return value * (1 - APPROXIMATELY), value * (1 + APPROXIMATELY)


def _unit(text: str, words: tuple[Word, ...], at: int, end: int) -> tuple[str, ...]:
    if re.match(r"\s?(?:%|per ?cent\b|percent\b|percentage)", text[end:]):
        return ("percent",)
    before = text[:end]
    if re.search(r"[$£€]\s?[\d.,]+(?:\s\w+)?$", before):
        return ("money",)
    found = []
    for word in words[at : at + _BETWEEN]:
        if not word.folded[0].isalpha() or re.search(r"[,;.:]", text[end : word.span.start]):
            break
        stemmed = stem(word.folded)
        if word.folded in lexicon.AUXILIARY:
            continue
        if word.folded in lexicon.EMPTY_WORDS and word.folded not in _WITHIN_UNIT:
            break
        if weight(stemmed) >= 0.6 and word.folded not in lexicon.WEEKDAYS:
            found.append(stemmed)
        elif found:
            break
    return tuple(found)
