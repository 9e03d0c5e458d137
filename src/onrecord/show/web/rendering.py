"""Pages → HTML: the templates, and the few words and numbers that they form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord import __version__
from onrecord.model import EntityKind, Relation, Span, Spans
from onrecord.show import markup
from onrecord.show.terminal.matters import dated, does, surety
from onrecord.show.terminal.words import channel, days, when
from onrecord.show.terminal.words import day as plain_day
from onrecord.show.web.addresses import Addresses
from onrecord.show.web.answers import Page
from onrecord.store import Statement
from onrecord.store.links import Link


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every page says besides its own: which record, whose findings, what can be done here, and the
    address."""

    record: str
    models: tuple[str, ...]
    token: str = ""
    writable: bool = False
    here: str = ""


def html(page: Page, to: Addresses, around: Surroundings) -> str:
    """The page as a whole document, or as the part that its template is."""
    template = _environment().get_template(page.template)
    return template.render(page=page, to=to, around=around, version=__version__, **page.values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": _day,
        "bdi": bdi,
        "runs": runs,
        "count": lambda number: f"{number:,}",
        "plural": plural,
        "percent": lambda number: f"{number:.0%}",
        "snippet": _snippet,
        "spans": _spans,
        "marked": _marked,
        "unquoted": unquoted,
        "begun": begun,
        "medium": lambda kind: kind.replace("_", " "),
    }
    environment.globals |= {
        "does": does,
        "spokes": spokes,
        "surety": surety,
        "dated": dated,
        "source_of": source_of,
        "circumstances": circumstances,
        "interval": lambda said: days(said.earliest, said.latest),
    }
    return environment


def bdi(text: object) -> Markup:
    """Words from an article or a name, escaped, with a direction of their own."""
    return Markup(markup.isolated(markup.safe(str(text))))


_QUOTES = "\"“”„‟«»‘’'"


def unquoted(words: str) -> str:
    """Words without the quotation marks and the comma around all of them, to be put into others."""
    words = " ".join(words.split()).rstrip(",; ")
    inner = words.strip(_QUOTES).strip(" ,;")
    # Marks of which one side stands further in belong to the words: “We heard,” he said, “nothing.”
    return words if not inner or any(mark in inner for mark in '"“”«»') else inner


def begun(words: str, most: int = 32) -> str:
    """The first words of many, as a heading has them."""
    found = words.split()
    return words if len(found) <= most else " ".join(found[:most]) + " …"


def plural(number: int, noun: str, many: str = "") -> str:
    """``1 article``, ``1,200 articles``, ``2 copies``."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def spokes(link: Link) -> tuple[str, str]:
    """The body whose position changed and the person who speaks for it, where a change is told of both; two
    empty names otherwise."""
    if link.left.speaker == link.right.speaker or link.left.name == link.right.name:
        return "", ""
    sides = {s.speaker_kind: s.name for s in (link.left, link.right) if s.name}
    body = sides.get(EntityKind.ORGANISATION) or sides.get(EntityKind.GROUP)
    voice = sides.get(EntityKind.PERSON) or sides.get(EntityKind.UNKNOWN)
    return (body, voice) if link.relation is Relation.UPDATES and body and voice else ("", "")


def runs(found: Iterable[Any], *names: str) -> list[tuple[object, list[Any]]]:
    """Neighbours that agree in an attribute, together: ``("a.b" …)`` names the first path that is there."""

    def value(each: object) -> object:
        for name in names:
            at: Any = each
            for step in name.split("."):
                at = getattr(at, step, None)
            if at is not None:
                return at
        return None

    return [(key, list(group)) for key, group in groupby(found, value)]


def source_of(s: Statement) -> Markup:
    """The speaker's name; else the source's words in quotation marks; else that there is none."""
    if s.name:
        return bdi(s.name)
    return Markup("“{}”").format(bdi(_one_line(s.source.words))) if s.source else Markup("A source not named")


def circumstances(s: Statement) -> str:
    """When, to whom and through what, as far as the article tells; empty otherwise."""
    through = channel(
        _one_line(s.addressee.words), s.medium, _one_line(s.medium_words.words), s.medium_outlet
    )
    return ", ".join(part for part in (when(s.said), through) if part)


def _one_line(words: tuple[str, ...]) -> str:
    return " … ".join(" ".join(each.split()) for each in words)


def _day(value: date | None) -> Markup:
    """``21 Apr 2026`` for people and, in the markup, for machines."""
    if value is None:
        return Markup('<span class="unknown">undated</span>')
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), plain_day(value))


def _snippet(hit: Any) -> Markup:
    start = hit.snippet.start
    inside: Spans = tuple(type(m)(m.start - start, m.end - start) for m in hit.marks)
    return Markup(markup.snippet(hit.words, inside))


def _marked(s: Statement, spans: Spans) -> Markup:
    """The words of a statement with those in ``spans`` of its document marked."""
    parts = []
    for span, words in zip(s.content.spans, s.content.words, strict=True):
        inside = [Span(max(m.start, span.start), min(m.end, span.end)) for m in spans if m.overlaps(span)]
        shifted = tuple(Span(m.start - span.start, m.end - span.start) for m in inside)
        parts.append(Markup(markup.snippet(words, shifted)))
    return Markup(" … ").join(parts)


def _spans(spans: Spans) -> str:
    return " ".join(f"{span.start}–{span.end}" for span in spans)


def asked_words(asked: Mapping[str, object]) -> dict[str, object]:
    """Filters as they stand in an address: without what is not asked for."""
    return {name: value for name, value in asked.items() if value not in (None, "")}
