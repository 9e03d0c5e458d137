"""The result for one article: figures become entities with ids, in order of their first mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import (
    Attribution,
    Document,
    Entity,
    EntityKind,
    Medium,
    Mention,
    MentionForm,
    RolePhrase,
    Span,
)
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.lexicon import BODIES, HONORIFICS, LONG_PLACES, OPENING_BODIES, PLACES
from onrecord.resolve.mentions import NameScan
from onrecord.resolve.names import fold, parse_name
from onrecord.resolve.roles import Role, best_role, description_of

Forms = Mapping[Span, tuple[MentionForm, Figure]]
"""The mentions of an article: the span of each, its form, and whom it mentions."""

# A phrase begins at most this far behind its first word: an article and a comma.
_SHIFT = 12

# Kinds that are listed although they say nothing: who is there matters to whoever reads the record.
_LISTED = (EntityKind.PERSON, EntityKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The attributions with their speakers, and who they are.

    ``attributions`` keep the order they came in; ``reasons`` holds one short sentence for each: how its
    speaker was found, or why it was left open. ``mentions`` are sorted by span; ``entities`` are in order of
    first mention, with ids e1, e2, … that are good for this document alone.
    """

    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The entities of an article, its mentions, and the id of each figure by its number."""

    ids: Mapping[int, str]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


_ARTICLE = re.compile(r"(?:[Tt]he )?")
_ASKED = (" with ", " to ", " told ")


def listing(cast: Cast, forms: Forms, speakers: Sequence[Figure | None], document: Document) -> Listing:
    """Ids for everybody who speaks and for every person and organisation that is named. ``forms`` are the
    mentions that are no names; they count before a name at the same span."""
    names = {s: (MentionForm.NAME, f) for s, f in cast.of.items() if f.label is None}
    mentions = dict(sorted((names | dict(forms)).items()))
    shown = {f.number for f in speakers if f is not None}
    shown |= {f.number for f in cast.figures if f.kind in _LISTED and f.label is None}
    ids: dict[int, str] = {}
    figures: list[Figure] = []
    for _, figure in mentions.values():
        if figure.number in shown and figure.number not in ids:
            ids[figure.number] = f"e{len(ids) + 1}"
            figures.append(figure)
    listed = tuple(
        Mention(span, form, ids[figure.number])
        for span, (form, figure) in mentions.items()
        if figure.number in ids
    )
    return Listing(ids, listed, tuple(_entity(ids[f.number], f, document) for f in figures))


def carriers(text: str, medium: Medium, names: NameScan, cast: Cast) -> Iterator[Figure]:
    """The bodies whose name is a part of the medium by itself: "an op-ed for *the Daily Orb*". In that place
    even a name that nothing else tells is an outlet's; of "an interview with Ann Roe" it is a person's."""
    for span in medium.spans:
        for name in names.within(span):
            figure = cast.of.get(name.span)
            whole = name.span.end == span.end and _ARTICLE.fullmatch(text, span.start, name.span.start)
            if figure is None or not whole:
                continue
            asked = name.span.start == span.start and text.endswith(_ASKED, 0, span.start)
            known = name.key in PLACES or name.key in LONG_PLACES
            maybe = figure.kind is EntityKind.PLACE or (figure.kind is EntityKind.UNKNOWN and not asked)
            maybe = maybe and not known
            if maybe or figure.kind is EntityKind.ORGANISATION:
                yield figure


def with_outlet(
    text: str, medium: Medium, names: NameScan, cast: Cast, ids: Mapping[int, str], own: str | None
) -> Medium:
    """The medium with the entity that carried it, when its words name exactly one outlet. ``own`` is the
    outlet of the article itself."""
    if medium.outlet is not None:
        return medium
    named = {
        figure.number
        for span in medium.spans
        for name in names.within(span)
        if (figure := cast.of.get(name.span)) is not None and _is_outlet(name.key, own)
    }
    named |= {figure.number for figure in carriers(text, medium, names, cast)}
    outlet = ids.get(named.pop()) if len(named) == 1 else None
    return Medium(medium.kind, outlet, medium.spans) if outlet else medium


def _is_outlet(key: str, own: str | None) -> bool:
    words = key.split()
    if own is not None and fold(own) in (key, "the " + key):
        return True
    return bool(words) and (words[-1] in BODIES or words[0] in OPENING_BODIES)


# "Two engineers, who asked not to be named": what a comma sets off says more of them and does not name them.
_ASIDE = re.compile(r",\s+(?:who|which|whose)\b")


def _entity(id_: str, figure: Figure, document: Document) -> Entity:
    if figure.label is not None:
        return Entity(id_, figure.kind, _ASIDE.split(figure.label, maxsplit=1)[0], (figure.label,), None)
    ordered = sorted(figure.mentions, key=lambda m: m.span)
    names = tuple(dict.fromkeys(without_office(m.text) for m in ordered))
    best = best_role(figure.roles) if figure.kind is EntityKind.PERSON else None
    told = [role for _, role in figure.roles if role.head and figure.kind is EntityKind.PERSON]
    phrases = (_phrase(role, document) for role in sorted(told, key=lambda r: (r != best, r.start)))
    roles = tuple(dict.fromkeys(phrase for phrase in phrases if phrase is not None))
    return Entity(id_, figure.kind, _fullest(figure), names, description_of(best) if best else None, roles)


def _phrase(role: Role, document: Document) -> RolePhrase | None:
    """A role phrase where it stands in the text; None for one that is not found there as written."""
    at = document.text.find(role.phrase, role.start, role.start + len(role.phrase) + _SHIFT)
    if role.start < 0 or at < 0:
        return None
    return RolePhrase(Span(at, at + len(role.phrase)), document.published, role.former)


def _fullest(figure: Figure) -> str:
    """The fullest form seen, without titles; of equals one that is not all capitals, then the earliest."""
    ordered = sorted(figure.mentions, key=lambda m: m.span)
    best = max(
        ordered,
        key=lambda m: (len(m.key.split()), sum(len(w) > 1 for w in m.key.split()), not m.text.isupper()),
    )
    if len(best.key.split()) == 1 and figure.kind is EntityKind.PERSON:
        # "Mr Lind" says more than "Lind", and so does "Father Lino"; an office in a longer name does not
        # belong to it.
        titled = [m for m in ordered if parse_name(m.text).titles]
        for mention in sorted(titled, key=lambda m: not set(parse_name(m.text).titles) <= HONORIFICS.keys()):
            return " ".join(mention.text.split())
    return " ".join(without_office(best.text, honorifics=False).split())


def without_office(text: str, *, honorifics: bool = True) -> str:
    """A name as written without the offices in front of it; ``honorifics`` (Mr, Dr) stay unless told
    otherwise."""
    written = text.split()
    titles = parse_name(text).titles
    if not titles or len(titles) >= len(written) or (honorifics and all(t in HONORIFICS for t in titles)):
        return " ".join(written)
    return " ".join(written[len(titles) :])


def clip(words: str) -> str:
    """Words for a sentence of explanation: blanks collapsed, at most 60 characters."""
    plain = re.sub(r"\s+", " ", words).strip()
    return plain if len(plain) <= 60 else plain[:59] + "…"
