"""Pages → HTML: the templates, and the few words and numbers that they form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord import __version__
from onrecord.model import Attitude, Polarity, Span, Spans
from onrecord.show import markup
from onrecord.show.terminal.words import channel, days, verb, when
from onrecord.show.terminal.words import day as plain_day
from onrecord.show.web.addresses import Addresses
from onrecord.show.web.answers import Page
from onrecord.store import Statement


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every page says besides its own: which record, whose findings, and what can be done here."""

    record: str
    models: tuple[str, ...]
    token: str = ""
    writable: bool = False


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
        "count": lambda number: f"{number:,}",
        "plural": lambda number, noun: f"{number:,} {noun}{'' if number == 1 else 's'}",
        "percent": lambda number: f"{number:.0%}",
        "snippet": _snippet,
        "spans": _spans,
        "marked": _marked,
        "medium": lambda kind: kind.replace("_", " "),
    }
    environment.globals |= {
        "does": does,
        "source_of": source_of,
        "circumstances": circumstances,
        "interval": lambda said: days(said.earliest, said.latest),
    }
    return environment


def bdi(text: object) -> Markup:
    """Words from an article or a name, escaped, with a direction of their own."""
    return Markup(markup.isolated(markup.safe(str(text))))


def does(attitude: Attitude, polarity: Polarity) -> str:
    """The verb of a finding: says, denies, believes, would not say …"""
    return verb(attitude, polarity)


def source_of(s: Statement) -> Markup:
    """The speaker's name; else the source's words in quotation marks; else that there is none."""
    if s.name:
        return bdi(s.name)
    return Markup("“{}”").format(bdi(_one_line(s.source.words))) if s.source else Markup("No source named")


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
