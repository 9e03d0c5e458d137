"""What is asked of the resolver beside telling people apart: variants of a name, and why two are one."""

from __future__ import annotations

from onrecord.resolve.across.agreement import agreement
from onrecord.resolve.across.filing import numbers
from onrecord.resolve.across.forms import form_again, form_of, hanging_keys, keys
from onrecord.resolve.across.judgements import Anchor, Judgements
from onrecord.resolve.across.register import Register
from onrecord.resolve.across.settling import Settling
from onrecord.resolve.across.update import PLACER
from onrecord.resolve.across.weights import THRESHOLD
from onrecord.resolve.across.why import Reason, reasons


def waits(register: Register) -> bool:
    """Whether something is to be placed or settled."""
    return bool(register.waiting(PLACER, 1) or register.unsettled(1))


def variants_of(register: Register, name: str) -> list[int]:
    """The forms on record that may be a variant of a name."""
    form = form_of(name)
    near = register.forms_under(numbers(keys(form) | hanging_keys(form)), ("full", "initial", "opaque"), 200)
    return [row.number for row in near if agreement(form, form_again(row.text, row.style))]


def explained(
    register: Register, left: Anchor, right: Anchor
) -> tuple[float | None, float, tuple[Reason, ...]]:
    """The score of two figures, what it needs, and its parts."""
    settling = Settling(register, Judgements(register.judgements()))
    a, b = settling.profile_of(left), settling.profile_of(right)
    names = {n: register.form_row(n).text for n in a.company & b.company}
    score, parts = reasons(a, b, names)
    return score, THRESHOLD, parts
