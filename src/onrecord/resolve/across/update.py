"""Keeps the people of a record up to date: places the figures of new readings, then tells people apart
anew in the regions that they touch, and nowhere else.

What comes out is a function of findings and judgements, whatever their order: a region is always worked out
from all that is in it, and what is left out of sight (beyond a sample, beyond a count) is left out by a rule
that looks at all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from onrecord.figures import FormRow, Local
from onrecord.resolve.across.agreement import agreement
from onrecord.resolve.across.context import context_of
from onrecord.resolve.across.filing import body_form, node_key, numbers
from onrecord.resolve.across.forms import (
    Form,
    Style,
    called_by,
    form_again,
    form_of,
    hanging_keys,
    keys,
    sound,
)
from onrecord.resolve.across.judgements import Anchor, Judgements
from onrecord.resolve.across.profiles import SAMPLE
from onrecord.resolve.across.register import Register
from onrecord.resolve.across.settling import BEARERS, POPULAR, Settling, told_gender

PLACER = "people/2"
"""The version of this resolver: readings placed by another are placed anew."""

CHUNK = 200
"""Readings in a transaction, and forms in one, when there are many: a break loses as many, and they are taken
up again."""

MET = 400
"""Forms that a new form is compared with at most under its numbers (the first by name). No surname and
given name in the largest record measured (100,000 articles) has as many variants."""


def update(register: Register, *, told: Callable[[int], object] | None = None) -> int:
    """Places all readings that wait and settles what they touch; returns how many were placed.

    ``told`` hears how many readings are placed, and at the end that they are settled. It can be broken off at
    any time: what is done stays, and the next call goes on. Raises RecordError where the record cannot be
    written.
    """
    register.begin(PLACER)
    placed = 0
    while waiting := register.waiting(PLACER, CHUNK):
        judgements = Judgements(register.judgements())
        with register.together():
            placer = _Placer(register, judgements)
            for reading in waiting:
                placer.place(reading)
            if placed == 0 and len(waiting) < CHUNK:  # one article: all in one transaction
                _settle(register, judgements)
        placed += len(waiting)
        if told is not None:
            told(placed)
    settle(register)
    return placed


def settle(register: Register) -> None:
    """Tells people apart in every region that is marked."""
    judgements: Judgements | None = None
    while True:
        if not register.unsettled(1):
            return
        judgements = judgements or Judgements(register.judgements())
        with register.together():
            _settle(register, judgements)


def judged(register: Register, anchors: Iterable[Anchor]) -> None:
    """Takes in that something was judged about these figures, or withdrawn. Inside a transaction."""
    judgements = Judgements(register.judgements())
    placer = _Placer(register, judgements)
    for document, name in sorted(set(anchors)):
        for reading in register.readings_of(document):
            placer.replace(reading, name)
    # a judgement can free others of a conflict, anywhere
    register.unsettle(form for anchor in judgements.anchors for form in register.forms_in(*anchor))
    while register.unsettled(1):
        _settle(register, judgements)


def _settle(register: Register, judgements: Judgements) -> None:
    forms = register.unsettled(CHUNK)
    if forms:
        Settling(register, judgements).settle(forms)


class _Placer:
    def __init__(self, register: Register, judgements: Judgements) -> None:
        self.register, self.judgements = register, judgements

    def place(self, reading: int) -> None:
        """Moves the figures of a reading to the nodes that their names and contexts give."""
        document = self.register.document_of(reading)
        found = [(local, *self._form(local)) for local in self.register.locals(reading)]
        bearers = Counter(row.number for _, _, row, _ in found)
        for place, (local, form, row, new) in enumerate(found):
            # who else may be meant by a name does not depend on whether two share it where it stands first
            if new and form.style is Style.FULL:
                self._met(form, row)
            if bearers[row.number] > 1:  # father and son of one name are told apart here, and nowhere else
                key = node_key("own", f"{document} {form.text}", str(place))
                self.register.put(local.number, None, "", key, (local.name, *local.names))
                continue
            count = self.register.count(row.number)
            if count == POPULAR + 1:
                self.register.unsettle(self.register.forms_beside(row.number))
            self._put(local, form, row, document)
        self.register.placed(reading, PLACER)

    def replace(self, reading: int, name: str) -> None:
        """Moves one figure of a reading again, after something was judged about it."""
        document = self.register.document_of(reading)
        for local in self.register.locals(reading):
            form, row, _ = self._form(local)
            if form.text == name:
                self._put(local, form, row, document)
                self.register.unsettle([row.number])

    def _form(self, local: Local) -> tuple[Form, FormRow, bool]:
        form = form_of(local.name) if local.class_ == "person" else body_form(local.name)
        style = form.style.name.lower() if local.class_ == "person" else "body"
        full = local.class_ == "person" and form.style is Style.FULL
        sounds = (sound(form.surname), sound(called_by(form))) if full else None
        row, new = self.register.form(local.class_, form.text, style, sounds)
        if new and local.class_ == "person":
            self.register.file_under(row.number, numbers(keys(form) | hanging_keys(form)))
        return form, row, new

    def _met(self, form: Form, row: FormRow) -> None:
        """Links a new full form with those that may be the same person's, which makes their regions one."""
        self.register.unsettle([row.number])
        near = self.register.forms_under(numbers(keys(form)), ("full",), MET)
        self.register.link(
            row.number,
            (
                n.number
                for n in near
                if n.number != row.number and agreement(form, form_again(n.text, n.style))
            ),
        )
        surname = sound(form.surname)
        if self.register.bearers(surname, BEARERS[-1] + 2) - 1 in BEARERS:
            self.register.unsettle(self.register.forms_sounding(surname))

    def _put(self, local: Local, form: Form, row: FormRow, document: str) -> None:
        said = context_of(local.description)
        if (document, form.text) in self.judgements.anchors:
            context = f"@{document}"
        elif row.style == "body":
            context = ""
        elif form.style in (Style.FULL, Style.OPAQUE) or said.tokens:
            # "spokesman" and "spokeswoman" are one office, and never one person
            gender = told_gender((local.name, *local.names), local.description)
            context = f"{said.key}|{gender}" if said.key and gender else said.key
        else:
            context = f"@{document}"
        key = node_key(row.class_, form.text, context)
        node = self.register.put(local.number, row.number, context, key, (local.name, *local.names))
        if row.style != "body" and (
            node.size < SAMPLE
            or form.style in (Style.INITIAL, Style.BARE)
            or self.register.in_sample(node.number, local.number, SAMPLE)
            or len(self.register.persons([row.number])) > 1
        ):
            self.register.unsettle([row.number])
