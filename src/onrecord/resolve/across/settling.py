"""Telling people apart in some regions: the part of an update that decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.figures import FormRow, NodeRow, Sighting
from onrecord.resolve.across.agreement import agreement
from onrecord.resolve.across.context import context_of
from onrecord.resolve.across.filing import node_key, numbers
from onrecord.resolve.across.forms import Form, Style, form_again, hanging_keys, keys, sound
from onrecord.resolve.across.judgements import Anchor, Judgements
from onrecord.resolve.across.profiles import SAMPLE, Figure, Node, Profile, profile, together
from onrecord.resolve.across.regions import choose, people_of
from onrecord.resolve.across.register import Register
from onrecord.resolve.across.unions import unite
from onrecord.resolve.lexicon import HONORIFICS, ROLE_GENDER
from onrecord.resolve.names import fold, parse_name

POPULAR = 50
"""Readings from which on a name says nothing about the company that somebody keeps. Of pairs of articles
with one person in common (PolNeAR train, full names), 89 % have another full name in common, and so have
70 % of pairs drawn at random; without the forty most frequent names it is 38 % and 0.6 %."""

BEARERS = (1, 4, 12)
"""Bounds of one, few, some and many given names with one surname."""

CANDIDATES = 20
"""Full names that initials or a bare surname may stand for, beyond which it stands for nobody."""

FLOATING = 300
"""Figures without context of one form that are looked at one by one where the form has several bearers.
Beyond, all go to the bearer who has `DOMINANT` of those with context, if there is one, and else stay
alone."""

DOMINANT = 0.9


class Settling:
    """One pass over some forms and all that hangs together with them."""

    def __init__(self, register: Register, judgements: Judgements) -> None:
        self.register, self.judgements = register, judgements
        self.rows: dict[int, FormRow] = {}
        self.companies: dict[int, frozenset[int]] = {}
        self.bearers: dict[str, int] = {}
        self.people: dict[int, tuple[Profile, frozenset[str]]] = {}

    def settle(self, forms: Sequence[int]) -> None:
        """Settles these forms with their regions, then what hangs on to those, then applies what people
        judged to be the same. Inside a transaction."""
        done: set[int] = set()
        hanging: set[int] = set()
        for form in forms:
            if form in done:
                continue
            region = self._closure(form)
            done |= region
            full = sorted(f for f in region if self._row(f).style in ("full", "opaque"))
            hanging |= {f for f in region if self._row(f).style in ("initial", "bare")}
            for part in self._regions(full):
                self._settle_region(part)
                hanging |= self._hanging_near(part)
            for form_ in region:
                if self._row(form_).style == "body":
                    self.register.lead({n.number: (n.number, True) for n in self.register.nodes(form_)})
        for form in sorted(hanging):
            self._hang(form)
        self._unite(done | hanging)
        self.register.sweep(done | hanging)
        self.register.settled(done | hanging)

    # Which forms belong together

    def _row(self, form: int) -> FormRow:
        if form not in self.rows:
            self.rows[form] = self.register.form_row(form)
        return self.rows[form]

    def _form(self, number: int) -> Form:
        row = self._row(number)
        return form_again(row.text, row.style)

    def _closure(self, start: int) -> set[int]:
        """The forms that have to be looked at together: linked names, and what people judged to be the
        same."""
        found, waiting = {start}, [start]
        while waiting:
            form = waiting.pop()
            near = set(self.register.linked(form)) | self._judged_with(form)
            waiting += near - found
            found |= near
        return found

    def _judged_with(self, form: int) -> set[int]:
        text = self._row(form).text
        found: set[int] = set()
        for group in self.judgements.groups:
            if any(name == text for _, name in group):
                found.update(f for anchor in group for f in self.register.forms_in(*anchor))
        return found

    def _regions(self, forms: Sequence[int]) -> list[list[int]]:
        left, found = set(forms), []
        for start in forms:
            if start not in left:
                continue
            region, waiting = {start}, [start]
            while waiting:
                near = set(self.register.linked(waiting.pop())) - region
                region |= near
                waiting += near
            left -= region
            found.append(sorted(region))
        return found

    def _hanging_near(self, forms: Iterable[int]) -> set[int]:
        under = {key for form in forms for key in hanging_keys(self._form(form))}
        return {row.number for row in self.register.forms_under(numbers(under), ("initial", "bare"), 1000)}

    # Nodes and figures

    def _node(self, row: NodeRow, form: FormRow) -> Node:
        anchor = (row.context[1:], form.text)
        judged = row.context.startswith("@") and anchor in self.judgements.anchors
        return Node(
            row.number,
            row.key,
            form_again(form.text, form.style),
            row.context,
            row.size,
            self._profile(row.number, form),
            self._keys_of(self.judgements.apart.get(anchor, ())) if judged else frozenset(),
            judged and anchor in self.judgements.parts,
        )

    def _keys_of(self, anchors: Iterable[Anchor]) -> frozenset[str]:
        return frozenset(node_key("person", name, f"@{document}") for document, name in anchors)

    def _profile(self, node: int, form: FormRow) -> Profile:
        return profile(self._figure(s, form) for s in self.register.sightings(node, SAMPLE))

    def profile_of(self, anchor: Anchor) -> Profile:
        """What is known of the node that a figure is under."""
        rows = [
            (row, form)
            for form in map(self._row, self.register.forms_in(*anchor))
            for row in self.register.nodes_in(form.number, anchor[0])
        ]
        return together([self._profile(row, form) for row, form in rows])

    def _figure(self, seen: Sighting, form: FormRow) -> Figure:
        known = form_again(form.text, form.style)
        if seen.reading not in self.companies:
            self.companies[seen.reading] = self.register.company(seen.reading, POPULAR)
        return Figure(
            str(seen.number),
            seen.reading,
            known,
            context_of(seen.description),
            seen.published.toordinal() if seen.published else None,
            seen.outlet,
            self.companies[seen.reading] - {form.number},
            told_gender((seen.name, *seen.names), seen.description),
            self._bearers(known),
            form.readings == 1,
        )

    def _bearers(self, form: Form) -> int:
        if form.style is Style.OPAQUE:
            return 1
        surname = sound(form.surname)
        if surname not in self.bearers:
            self.bearers[surname] = max(1, self.register.bearers(surname, BEARERS[-1] + 1))
        return self.bearers[surname]

    def _is_judged(self, row: NodeRow, form: FormRow) -> bool:
        return row.context.startswith("@") and (row.context[1:], form.text) in self.judgements.anchors

    # Deciding

    def _settle_region(self, forms: Sequence[int]) -> None:
        core: list[Node] = []
        silent: dict[int, list[NodeRow]] = {}
        for number in forms:
            form = self._row(number)
            rows = self.register.nodes(number)
            told = [r for r in rows if self._is_judged(r, form) or (r.context and r.context[0] != "@")]
            rest = [r for r in rows if r not in told]
            if told:
                core += [self._node(r, form) for r in told]
                if rest:
                    silent[number] = rest
            elif rest:
                core.append(self._node(self._gather(form, rest), form))
        core.sort(key=lambda node: node.key)
        people = people_of(core)
        leaders: dict[int, tuple[int, bool]] = {}
        bearers: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for person in people:
            leader = core[person.members[0]].number
            keys_ = frozenset(core[i].key for i in person.members)
            self.people[leader] = (person.profile, keys_)
            sizes: dict[Form, int] = defaultdict(int)
            for i in person.members:
                leaders[core[i].number] = (leader, True)
                sizes[core[i].form] += core[i].size
            for number in forms:
                known = self._form(number)
                if known in sizes:
                    bearers[number].append((leader, sizes[known]))
        for number, rest in silent.items():
            leaders |= self._float(self._row(number), rest, bearers[number])
        self.register.lead(leaders)

    def _gather(self, form: FormRow, rest: Sequence[NodeRow]) -> NodeRow:
        """All silent figures of a form under one node."""
        key = node_key(form.class_, form.text, "")
        if len(rest) == 1 and rest[0].key == key:
            return rest[0]
        for row in rest:
            if row.key != key:
                for seen in self.register.sightings(row.number, 1 << 40):
                    self.register.put(seen.number, form.number, "", key, (seen.name, *seen.names))
        return next(row for row in self.register.nodes(form.number) if row.key == key)

    def _float(
        self, form: FormRow, rest: Sequence[NodeRow], bearers: Sequence[tuple[int, int]]
    ) -> dict[int, tuple[int, bool]]:
        """Whom figures without context belong to, where others of their form have one."""
        if len(bearers) == 1:
            return {self._gather(form, rest).number: (bearers[0][0], False)}
        count = sum(row.size for row in rest)
        if count > FLOATING:
            most, told = max(bearers, key=lambda b: b[1]), sum(size for _, size in bearers)
            if most[1] >= DOMINANT * told:
                return {self._gather(form, rest).number: (most[0], False)}
        for row in rest:
            if not row.context:
                for seen in self.register.sightings(row.number, 1 << 40):
                    key = node_key(form.class_, form.text, f"@{seen.document}")
                    self.register.put(
                        seen.number, form.number, f"@{seen.document}", key, (seen.name, *seen.names)
                    )
        known = {leader: self.people[leader] for leader, _ in bearers}
        found = {}
        for row in self.register.nodes(form.number):
            if row.context.startswith("@") and not self._is_judged(row, form):
                choice = choose(self._node(row, form), known) if count <= FLOATING else None
                found[row.number] = (choice if choice is not None else row.number, False)
        return found

    def _hang(self, number: int) -> None:
        """Initials or a bare surname: to whom its figures belong, one by one."""
        form = self._row(number)
        known = form_again(form.text, form.style)
        near = self.register.forms_under(numbers(keys(known)), ("full",), CANDIDATES + 1)
        people: dict[int, tuple[Profile, frozenset[str]]] = {}
        if len(near) <= CANDIDATES:
            fitting = [row.number for row in near if agreement(known, form_again(row.text, row.style))]
            people = {person: self._person(person) for person in self.register.persons(fitting)}
        found = {}
        for row in self.register.nodes(number):
            choice = choose(self._node(row, form), people) if people else None
            found[row.number] = (choice if choice is not None else row.number, False)
        self.register.lead(found)

    def _person(self, person: int) -> tuple[Profile, frozenset[str]]:
        if person not in self.people:
            rows = self.register.core(person)
            self.people[person] = (
                together([self._profile(node.number, form) for node, form in rows]),
                frozenset(node.key for node, _ in rows),
            )
        return self.people[person]

    # What people judged to be the same

    def _unite(self, forms: set[int]) -> None:
        """Joins the persons of figures that are judged the same. Where that would join what is judged
        different, the judged figures leave their persons and are one by themselves."""
        unite(self.register, self.judgements, forms)


def told_gender(names: Iterable[str], description: str | None) -> str | None:
    """The gender that a title ("Mrs") or a role ("chairwoman") tells; None where neither does, or both do."""
    told = {HONORIFICS.get(title) for name in names for title in parse_name(name).titles}
    told |= {ROLE_GENDER.get(word) for word in fold(description or "").split()}
    told.discard(None)
    return told.pop() if len(told) == 1 else None
