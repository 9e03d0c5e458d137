"""Why two profiles are one person or two: what the score is the sum of, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.resolve.across.agreement import why_apart
from onrecord.resolve.across.forms import Style
from onrecord.resolve.across.profiles import Profile
from onrecord.resolve.across.scorer import APART, score
from onrecord.resolve.across.weights import BIAS, WEIGHTS

_NAMES = {
    "surname_equal": "the surname is the same",
    "surname_part": "one surname is a part of the other",
    "surname_sound": "the surnames sound alike, as transliterations do",
    "surname_slip": "the surnames differ by one slip of the pen",
    "surname_alone": "one article gives the surname alone",
    "words_equal": "the names have the same words",
    "words_swapped": "the names have the same words in another order",
    "given_equal": "the given name is the same",
    "given_part": "one given name is a part of the other",
    "given_initial": "the initial agrees",
    "given_short": "one given name is short for the other",
    "given_sound": "the given names sound alike, as transliterations do",
    "given_slip": "the given names differ by one slip of the pen",
    "middle_equal": "the middle names agree",
    "middle_differs": "the middle names differ",
    "generation_equal": "the generation is the same",
    "generation_once": "only one has a generation (Jr., Sr.)",
    "company_none": "they keep no company in common",
    "outlet_shared": "the same outlets write of them",
    "outlet_differs": "different outlets write of them",
    "time_far": "more than a year lies between them",
    "bearers_one": "no other given name on record goes with the surname",
    "bearers_few": "few given names on record go with the surname",
    "bearers_some": "some given names on record go with the surname",
    "bearers_many": "many given names on record go with the surname",
    "office_same": "the same office",
    "office_alike": "both lead something",
    "office_former": "different offices, one of them over",
    "office_differs": "different offices",
    "office_differs_at_once": "different offices at one time",
    "nothing_agrees": "neither office nor body, place or field agrees",
    "affiliation_same": "the same body, place or field",
    "affiliation_some": "body, place or field agree in part",
    "affiliation_differs": "different bodies, places or fields",
}
_COMPANY = "they keep company with the same people"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what it adds (natural logarithm of odds; None where it decides alone), what holds,
    and the words of each side that it rests on ("" where the rest is the articles themselves)."""

    weight: float | None
    text: str
    left: str = ""
    right: str = ""


def reasons(a: Profile, b: Profile, names: dict[int, str]) -> tuple[float | None, tuple[Reason, ...]]:
    """The score of two profiles with its parts, the heaviest first; None where they cannot be one.

    ``names`` gives the text of each form that both keep company with.
    """
    found = score(a, b)
    if found.value == APART:
        return None, (Reason(None, _against(a, b, found.against), _forms(a), _forms(b)),)
    parts = [_reason(feature, a, b, names) for feature in found.features]
    parts.append(Reason(BIAS, "what holds of any two names that may be one"))
    return found.value, tuple(sorted(parts, key=lambda r: -abs(r.weight or 0.0)))


def _against(a: Profile, b: Profile, against: str | None) -> str:
    if against == "gender":
        return "one is told to be a man, the other a woman"
    if against == "article":
        return "one article has both, as two people"
    one, other = min(a.forms, key=lambda f: f.text), min(b.forms, key=lambda f: f.text)
    if Style.OPAQUE in (one.style, other.style):
        return "the names have different words"
    return why_apart(one, other)


def _reason(feature: str, a: Profile, b: Profile, names: dict[int, str]) -> Reason:
    weight = WEIGHTS.get(feature, 0.0)
    if feature.startswith("company_") and feature != "company_none":
        shared = sorted(names.get(n, "") for n in a.company & b.company)
        listed = ", ".join(name for name in shared[:5] if name)
        return Reason(weight, f"{_COMPANY}: {listed}{' …' if len(shared) > 5 else ''}")
    if feature.startswith("office"):
        return Reason(weight, _NAMES[feature], _words(a.heads), _words(b.heads))
    if feature.startswith("affiliation"):
        return Reason(weight, _NAMES[feature], _words(a.tokens), _words(b.tokens))
    if feature.startswith(("surname", "given", "middle", "generation", "words")):
        return Reason(weight, _NAMES[feature], _forms(a), _forms(b))
    return Reason(weight, _NAMES.get(feature, feature))


def _forms(profile: Profile) -> str:
    return _words(form.text for form in profile.forms)


def _words(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:5])
