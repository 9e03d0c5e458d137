"""Names as they are compared across articles: what a form of a name tells, and where forms meet.

A *form* is a normalised name with its generation ("mara lind", "j hale jr"). It is *full* with a given
name written out, *initial* with initials alone, *bare* as a single word, and *opaque* where there is nothing
to take apart: a script without capital letters, more words than names have. Only full and opaque forms can
hold a person together; initials and bare surnames hang on to one, or stay by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

import jellyfish

from onrecord.resolve.given import GENDER, NICKNAMES
from onrecord.resolve.names import MAX_WORDS, fold, parse_name

MAX_LENGTH = 80
"""Code points. The longest name of a person in PolNeAR train has 31; what is longer is compared as a whole
and never looked into."""

# By what transliterations of one sound differ: Gaddafi, Kadhafi, Khaddafi; Iouri, Yuri; Tchaikovsky.
_DIGRAPHS: tuple[tuple[str, str], ...] = (
    *(("kh", "k"), ("gh", "g"), ("dh", "d"), ("tch", "ch"), ("tsch", "ch"), ("dj", "j"), ("ou", "u")),
    *(("iou", "yu"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("w", "v"), ("ph", "f"), ("q", "k")),
)
SLIP_LENGTH = 5
"""Letters that a word needs for a difference of one to be taken for a slip: of the given names that
`resolve.given` lists, 76 % of those with three letters are one letter from another, 67 % with four, 46 % with
five, 34 % with seven."""
_ARTICLE = re.compile(r"^(?:al|el|ad|an|as|ash|ul)-(?=\w{3})")
_LETTERS: tuple[tuple[str, str], ...] = (
    *(
        ("ck", "k"),
        ("ch", "x"),
        ("ce", "se"),
        ("ci", "si"),
        ("c", "k"),
        ("x", "ks"),
        ("th", "t"),
        ("hn", "n"),
    ),
    *(("hm", "m"), ("iy", "i"), ("ey", "i"), ("ei", "i"), ("y", "i"), ("z", "s"), ("ie", "i")),
)
_DOUBLED = re.compile(r"(.)\1+")
_LATIN = re.compile(r"[a-z' -]+")


class Style(IntEnum):
    """How much of a name a form gives."""

    FULL = 0
    INITIAL = 1
    BARE = 2
    OPAQUE = 3


@dataclass(frozen=True, slots=True)
class Form:
    """A normalised name. ``given`` and ``surname`` are folded; ``surname`` is its last word, particles and
    all before it are in ``particles``; ``suffix`` is a generation or None."""

    text: str
    style: Style
    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: str
    suffix: str | None = None


@lru_cache(maxsize=65_536)
def form_of(name: str) -> Form:
    """The form of a name as written. Never raises; a name without letters is opaque."""
    form = _read(name)
    # What would be read otherwise a second time ("Dr. Dr. Judge") is not taken apart at all.
    return form if form.style is Style.OPAQUE or _read(form.text) == form else _whole(form.text)


@lru_cache(maxsize=65_536)
def form_again(text: str, style: str) -> Form:
    """The form that was filed under its text and the name of its style."""
    return _read(text) if style in ("full", "initial", "bare") else _whole(text)


def _read(name: str) -> Form:
    parsed = parse_name(name) if len(name) <= MAX_LENGTH else None
    words = parsed.words if parsed else ()
    text = " ".join((*words, parsed.suffix) if parsed and parsed.suffix else words)
    if not parsed or not words or len(words) > MAX_WORDS or not _LATIN.fullmatch(text):
        return _whole(text or fold(name)[: 4 * MAX_LENGTH])
    *before, surname = parsed.surname.split()
    if article := _ARTICLE.match(surname):  # "al-Gaddafi" is "Gaddafi"
        before.append(article.group()[:-1])
        surname = surname[article.end() :]
    if not parsed.given:
        style = Style.BARE
    elif all(len(w) == 1 for w in parsed.given) and len(surname) > 1:
        style = Style.INITIAL
    else:
        style = Style.FULL
    return Form(text, style, parsed.given, tuple(before), surname, parsed.suffix)


def _whole(text: str) -> Form:
    return Form(text, Style.OPAQUE, (), (), text)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A folded word by its sound, alike for the usual transliterations of one name."""
    plain = word.replace("'", "").replace("-", "")
    for written, heard in _DIGRAPHS:
        plain = plain.replace(written, heard)
    return jellyfish.metaphone(plain) or plain


@lru_cache(maxsize=65_536)
def spelling(word: str) -> str:
    """A folded word with letters that stand for each other made one: Erik is Eric, Yury Yuri, not Maria
    Mara."""
    plain = word.replace("'", "").replace("-", "")
    for written, heard in (*_DIGRAPHS, *_LETTERS):
        plain = plain.replace(written, heard)
    return _DOUBLED.sub(r"\1", plain)


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """For each given name its short forms and the names that it is short for."""
    known: dict[str, set[str]] = {}
    table = files(__package__).joinpath("nicknames.txt").read_text(encoding="utf-8").splitlines()
    groups: dict[int, list[str]] = {}
    for name, numbers in NICKNAMES.items():
        for number in numbers:
            groups.setdefault(number, []).append(name)
    lines = [line.split() for line in table if not line.startswith("#")] + list(groups.values())
    for formal, *nicks in lines:
        for nick in nicks:
            known.setdefault(formal, set()).add(nick)
            known.setdefault(nick, set()).add(formal)
    return {name: frozenset(others) for name, others in known.items()}


def roots(given: str) -> Iterable[str]:
    """The sounds under which a given name is looked for: its own, and those of its short and long forms."""
    return {sound(given), *(sound(other) for other in short_forms().get(given, ()))}


def keys(form: Form) -> frozenset[str]:
    """Under which keys a form is filed, and looks for others: forms without a common key are never
    compared.

    A full form goes by the sounds of surname and given name, and by one of the two as written with the first
    or last letters of the other (a slip leaves one of these ends as it was); names of one word and opaque
    ones go by themselves.
    """
    if form.style is Style.OPAQUE:
        return frozenset([f"o {' '.join(sorted(form.text.split()))}"])
    if form.style is Style.BARE:
        return frozenset([f"b {form.surname}"])
    surname = sound(form.surname)
    if form.style is Style.INITIAL:
        return frozenset([f"i {surname} {form.given[0][:1]}"])
    called = called_by(form)
    parts = [surname, *(sound(part) for part in form.surname.split("-") if 2 < len(part) < len(form.surname))]
    found = {f"f {part} {root}" for root in roots(called) for part in parts}
    found |= {f"g {called} {end}" for end in _ends(form.surname)}
    found |= {f"s {form.surname} {end}" for end in _ends(called)}
    found.add(f"o {' '.join(sorted((*form.given, *form.particles, form.surname)))}")
    return frozenset(found)


def hanging_keys(form: Form) -> frozenset[str]:
    """Where a full form is found by initials and bare surnames."""
    if form.style is not Style.FULL:
        return frozenset()
    surname = sound(form.surname)
    letters = {w[:1] for w in form.given[:2]}
    return frozenset([f"b {form.surname}", *(f"i {surname} {letter}" for letter in letters)])


def called_by(form: Form) -> str:
    """The given name in use: the second after a first initial ("J. Robert Berg")."""
    first, *others = form.given
    return next((w for w in others if len(w) > 1), first) if len(first) == 1 else first


def _ends(word: str) -> set[str]:
    """The first and the last letters of a word; none of a short one, where one letter makes another name."""
    if len(word) < SLIP_LENGTH:
        return set()
    return {f"{word[:3]}-", f"-{word[-3:]}"}


def known_given(word: str) -> bool:
    """Whether a folded word is a given name in use, so that it is no slip of another."""
    return word in GENDER or word in short_forms()
