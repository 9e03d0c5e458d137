"""Two forms of a name: by what they agree, or why they cannot be one person's."""

from __future__ import annotations

from functools import lru_cache

import jellyfish

from onrecord.resolve.across.forms import (
    SLIP_LENGTH,
    Form,
    Style,
    called_by,
    known_given,
    short_forms,
    sound,
    spelling,
)
from onrecord.resolve.given import GENDER

Agreement = tuple[str, ...]
"""Names of the features that hold (see `onrecord.resolve.across.weights`); ``()`` where two names cannot be
one person's."""


@lru_cache(maxsize=400_000)
def agreement(a: Form, b: Form) -> Agreement:
    """By what two names agree, whichever comes first; ``()`` if they differ."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return ()
    generation = ("generation_equal",) if a.suffix and b.suffix else ("generation_once",)
    more = generation if a.suffix or b.suffix else ()
    if Style.OPAQUE in (a.style, b.style):
        same = sorted(a.text.split()) == sorted(b.text.split())
        return ("words_equal", *more) if same else ()
    surname = _surname(a, b)
    if Style.BARE in (a.style, b.style):
        return ("surname_alone", *more) if surname == "surname_equal" else ()
    if surname is None:
        swapped = sorted((*a.given, a.surname)) == sorted((*b.given, b.surname))
        return ("words_swapped", *more) if swapped else ()
    given = _given(a, b)
    if given is None or (surname == "surname_slip" and given != "given_equal"):
        return ()
    if surname == "surname_sound" and given == "given_slip":
        return ()
    return (surname, given, *_middle(a, b), *more)


def why_apart(a: Form, b: Form) -> str:
    """One phrase: why two forms cannot be one person's."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return f"different generations, “{a.suffix}” and “{b.suffix}”"
    if not (a.surname and b.surname) or _surname(a, b) is None:
        return "different surnames"
    return "different given names"


def _surname(a: Form, b: Form) -> str | None:
    if a.surname == b.surname:
        return "surname_equal"
    parts = {a.surname, b.surname}
    short, long = sorted(parts, key=len)
    if len(short) > 2 and short in long.split("-"):
        return "surname_part"
    if sound(a.surname) == sound(b.surname) and _alike(a.surname, b.surname):
        return "surname_sound"
    return "surname_slip" if _slip(a.surname, b.surname) else None


def _given(a: Form, b: Form) -> str | None:
    one, other = called_by(a), called_by(b)
    if one == other:
        return "given_initial" if len(one) == 1 else "given_equal"
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        started = any(w.startswith(short) for form in (a, b) for w in form.given if len(w) > 1)
        return "given_initial" if started else None
    if short in long.split("-"):
        return "given_part"
    if other in short_forms().get(one, ()):
        return "given_short"
    genders = {GENDER.get(one), GENDER.get(other)} - {None}
    if len(genders) > 1:
        return None
    if sound(one) == sound(other) and _alike(one, other):
        return "given_sound"
    if short_forms().get(one, frozenset()) & short_forms().get(other, frozenset()):
        return "given_short"
    both_known = known_given(one) and known_given(other)
    return "given_slip" if not both_known and _slip(one, other) else None


def _alike(a: str, b: str) -> bool:
    """Of words that sound alike, whether they also look alike. A sound of two consonants says too little
    (Mara, Maria, Moira): there the spellings must be one but for letters that stand for each other. Longer
    ones need 0.7 of Jaro and Winkler's measure: Qaddafi and Kadhafi have 0.81, Moore and Mayer 0.62."""
    if len(sound(a)) < 3:
        return spelling(a) == spelling(b)
    return jellyfish.jaro_winkler_similarity(a, b) > 0.7


def _slip(a: str, b: str) -> bool:
    longest = max(len(a), len(b))
    if min(len(a), len(b)) < SLIP_LENGTH - 1 or longest < SLIP_LENGTH or abs(len(a) - len(b)) > 1:
        return False
    return jellyfish.damerau_levenshtein_distance(a, b) == 1


def _middle(a: Form, b: Form) -> tuple[str, ...]:
    inner_a = [w for w in a.given if w != called_by(a)]
    inner_b = [w for w in b.given if w != called_by(b)]
    if not inner_a or not inner_b:
        return ()
    one, other = inner_a[0], inner_b[0]
    same = one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])
    return ("middle_equal",) if same else ("middle_differs",)
