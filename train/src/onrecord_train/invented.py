"""Our own invented passages as training windows: what PolNeAR's annotation cannot teach.

PolNeAR gives each word to one attribution, so that a network taught on it alone has never seen a report
inside a content. Each passage is therefore labelled twice over:

- the whole text with its outermost attributions, the words of what is nested in them being content, as
  PolNeAR has it ("“…,” Grayson said" is what is reported in "“…,” Grayson said, according to Frankel": so in
  47 of the 57 sentences of its train articles with both);
- every content by itself, as the product reads it again, with the outermost of what is nested in it; without
  labels where nothing is. A content that its own cue interrupts would be read as the same report once more
  and is left out.

A passage without attributions teaches restraint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.errors import MalformedInput
from onrecord.evaluate.gold import Expected, Gold
from onrecord.evaluate.notation import parse_passages
from onrecord.extract.chains.inside import bridged, content_pieces
from onrecord.extract.network.encode import encode
from onrecord.model import Span
from onrecord.segment import segment
from onrecord_train.labelling import Labelled, labelled

Nested = dict[str | None, list[Expected]]
"""Identifier of an attribution → those directly within it; None → the outermost."""

Parts = dict[str, list[list[int]]]


def load(folder: Path) -> list[Gold]:
    """The passages of every file in ``folder``, in order of the files' names; none when there is no folder.

    Raises MalformedInput naming the file and the line.
    """
    found: list[Gold] = []
    for path in sorted(folder.glob("*.txt")):
        try:
            found.extend(parse_passages(path.read_text("utf-8")))
        except MalformedInput as error:
            raise MalformedInput(f"{path}: {error}") from error
    return found


def items(gold: Gold, tokenizer: Tokenizer) -> Iterator[Labelled]:
    """The labelled texts of one passage: the whole first, then the contents that the product reads again."""
    text = gold.document.text
    pieces = encode(text, segment(text), tokenizer)
    nested: Nested = defaultdict(list)
    for each in gold.expected:
        nested[each.attribution.within].append(each)
    yield labelled(pieces, text, _univocal(nested[None], nested))
    for each in gold.expected:
        within = _univocal(nested[each.attribution.id], nested)
        for span in bridged(text, _content(each, nested)):
            part = content_pieces(text, pieces, span)
            if part is not None and not any(_overlap(span, cue) for cue in each.attribution.cue):
                yield labelled(part, text, [parts for parts in within if _in(parts, span)])


def _univocal(level: Sequence[Expected], nested: Nested) -> list[Parts]:
    """Attributions of one level as PolNeAR's lines have them: each word belongs to one, a shared source to
    the first of its cues, and no source or cue to another's content."""
    ordered = sorted(level, key=lambda e: (e.attribution.cue or e.attribution.content)[0].start)
    heads: list[Span] = []
    sources = []
    for each in ordered:
        sources.append(_without(each.attribution.source, heads))
        heads += [*each.attribution.source, *each.attribution.cue]
    return [
        {
            "source": _lists(source),
            "cue": _lists(each.attribution.cue),
            "content": _lists(_without(_content(each, nested), heads)),
        }
        for each, source in zip(ordered, sources, strict=True)
    ]


def _content(each: Expected, nested: Nested) -> list[Span]:
    """The content with all words of what is nested in it, also where those stand beside it."""
    spans = list(each.attribution.content)
    for inner in nested[each.attribution.id]:
        told = inner.attribution
        medium = told.medium.spans if told.medium else ()
        spans += [*told.source, *told.cue, *told.addressee, *medium, *inner.time, *_content(inner, nested)]
    return _union(spans)


def _union(spans: Sequence[Span]) -> list[Span]:
    """The same code points as spans that neither overlap nor touch, in order."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def _without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """``spans`` less the code points of ``others``."""
    left = list(spans)
    for other in others:
        cut: list[Span] = []
        for span in left:
            if not _overlap(span, other):
                cut.append(span)
                continue
            if span.start < other.start:
                cut.append(Span(span.start, other.start))
            if other.end < span.end:
                cut.append(Span(other.end, span.end))
        left = cut
    return left


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _in(parts: Parts, span: Span) -> bool:
    """Whether what reports stands in ``span``: the cue, or the source of an attribution without one."""
    head = parts["cue"] or parts["source"] or parts["content"]
    return all(span.start <= start and end <= span.end for start, end in head)


def _lists(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def describe(golds: Sequence[Gold], labels: Sequence[Sequence[Labelled]]) -> str:
    """How much there is, in words for the log."""
    texts = [item for group in labels for item in group]
    empty = sum(not item.cue.any() for item in texts)
    return (
        f"{len(golds)} invented passages, {sum(len(g.expected) for g in golds)} attributions, "
        f"{len(texts)} texts of {sum(len(t.pieces) for t in texts)} pieces, {empty} of them without a cue"
    )
