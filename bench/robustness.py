"""How far scores move when a text is written differently; writes docs/robustness.md.

usage: python -m bench.robustness [--backend NAME]

PolNeAR's development articles (see DATA.md) are rewritten in ways that change no word: marks, line breaks,
case, full stops. The gold moves along with the characters, so that every score is of the same attributions.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from bench.compare import ROOT, machine
from evals.sets import data_folder

from onrecord.evaluate.files import load_gold
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.measure import Evaluation, evaluate
from onrecord.model import Document, Span, Spans
from onrecord.pipeline import backend_named, extract
from onrecord.protocols import Extractor

PAGE = ROOT / "docs" / "robustness.md"
OPENING, CLOSING = "“", "”"

Rewrite = Callable[[str], Iterator[str]]
"""A text → one replacement for each of its characters."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.robustness", description="Scores on rewritten texts."
    )
    parser.add_argument("--backend", default="neural")
    backend = parser.parse_args().backend
    path = data_folder() / "polnear" / "dev.jsonl"
    if not path.exists():
        print(f"no articles to rewrite: {path.name} of PolNeAR is not on this machine (see DATA.md)")
        return 1
    gold, extractor = load_gold(path), backend_named(backend)
    lines = []
    base = None
    for name, rewrite in REWRITES.items():
        linked = _score(gold, rewrite, extractor).figures["attr"].f1
        base = linked if base is None else base
        lines.append(f"| {name} | {100 * linked:.1f} | {100 * (linked - base):+.1f} |")
        print(lines[-1], flush=True)
    PAGE.write_text("\n".join(_page(backend, lines, len(gold))), "utf-8")
    return 0


def _score(gold: list[Gold], rewrite: Rewrite, extractor: Extractor) -> Evaluation:
    changed = [rewritten(each, list(rewrite(each.document.text))) for each in gold]
    found = extract((each.document for each in changed), backend=extractor)
    return evaluate(changed, dict(enumerate(found)))


def rewritten(gold: Gold, characters: list[str]) -> Gold:
    """The gold over the text that the replacements of its characters make."""
    starts = [0]
    for character in characters:
        starts.append(starts[-1] + len(character))

    def moved(spans: Spans) -> Spans:
        places = ((starts[span.start], starts[span.end]) for span in spans)
        return tuple(Span(start, end) for start, end in places if start < end)

    text = "".join(characters)
    expected = tuple(
        replace(
            each,
            attribution=each.attribution.with_(
                source=moved(each.attribution.source),
                cue=moved(each.attribution.cue),
                content=moved(each.attribution.content),
            ),
        )
        for each in gold.expected
    )
    document = Document(gold.document.id, text, published=gold.document.published)
    return replace(gold, document=document, expected=expected)


def _as_it_is(text: str) -> Iterator[str]:
    return iter(text)


def _marks(opening: str, closing: str) -> Rewrite:
    """Double marks in another style. Straight ones open after white space or a bracket, else close."""

    def rewrite(text: str) -> Iterator[str]:
        before = " "
        for character in text:
            opens = character == OPENING or (character == '"' and (before.isspace() or before in "([—"))
            marks = opens or character in (CLOSING, '"')
            yield (opening if opens else closing) if marks else character
            before = character

    return rewrite


def _each(change: Callable[[str], str]) -> Rewrite:
    return lambda text: (change(character) for character in text)


def _upper(character: str) -> str:
    raised = character.upper()
    return raised if len(raised) == 1 else character


REWRITES: dict[str, Rewrite] = {
    "as published": _as_it_is,
    'straight marks " "': _marks('"', '"'),
    "curly marks “ ”": _marks("“", "”"),
    "guillemets « »": _marks("«", "»"),
    "low and high marks „ “": _marks("„", "“"),
    "single marks ‘ ’": _marks("‘", "’"),
    "line breaks CR LF": _each(lambda c: "\r\n" if c == "\n" else c),
    "one line break between paragraphs": lambda text: (
        "" if c == "\n" and text[i - 1 : i] == "\n" else c for i, c in enumerate(text)
    ),
    "no-break spaces": _each(lambda c: "\u00a0" if c == " " else c),
    "upper case": _each(_upper),
    "lower case": _each(lambda c: c.lower() if len(c.lower()) == 1 else c),
    "no punctuation but marks": _each(lambda c: " " if c in ".,;:?!" else c),
}


def _page(backend: str, lines: list[str], articles: int) -> Iterator[str]:
    yield "# Scores on texts that are written differently"
    yield ""
    yield f"Linked F1 of the backend `{backend}` on {articles} PolNeAR development articles, rewritten"
    yield "without changing a word. Lower case and missing punctuation take away what a reader needs as well."
    yield ""
    yield "| the same articles with | linked F1 | change |"
    yield "|---|---|---|"
    yield from lines
    yield ""
    yield f"Measured on {date.today()} with `python -m bench.robustness --backend {backend}`: {machine()}."
    yield ""
    yield "This page is generated."
    yield ""


if __name__ == "__main__":
    sys.exit(main())
