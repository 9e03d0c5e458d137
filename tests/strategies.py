"""Hypothesis strategies for the nouns: texts, documents, spans, attributions, whole extractions.

Texts mix what breaks offsets: astral characters, combining marks, right-to-left script, every kind of
quotation mark, CR, NEL and line separators. Lone surrogates are left out, since readers refuse them.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from onrecord.model import (
    Attitude,
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Failure,
    Kind,
    Medium,
    Mention,
    MentionForm,
    Polarity,
    RolePhrase,
    Said,
    SourceType,
    Span,
    Spans,
    attribution_id,
)
from onrecord.wire import CONFIDENCE_DIGITS

WORDS = [
    "said", "Mara", "Lind", "according to", "that", "denied", "the dam", "would hold", "Dr.", "U.S.", "8.30",
    "😀", "👩🏽‍🚒", "𝔘nion", "é", "e\u0301", "مارا لند", "שלום", "\u200f", "日本", "ﬁ",
]  # fmt: skip
MARKS = ['"', "“", "”", "‘", "’", "'", "«", "»", "„", "‟", "—", "…", ".", ",", ":", "?", "<", "&", "\\"]
GAPS = [" ", " ", " ", "\n", "\n\n", "\r\n", "\u00a0", "\u2028", "\u0085", "\t"]


def newsy_texts(max_pieces: int = 60) -> st.SearchStrategy[str]:
    """Words, quotation marks and gaps in any order: text-like enough to reach the branches of a segmenter."""
    return st.lists(st.sampled_from([*WORDS, *MARKS, *GAPS]), max_size=max_pieces).map("".join)


def any_texts(max_size: int = 200) -> st.SearchStrategy[str]:
    """Any code points but surrogates, mixed with newsy text."""
    return st.text(st.characters(exclude_categories=("Cs",)), max_size=max_size) | newsy_texts()


def one_line(max_size: int = 20) -> st.SearchStrategy[str]:
    """A non-empty single-line value without outer white space, as metadata holds it."""
    return st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=max_size
    ).filter(lambda value: value == value.strip())


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> Document:
    """A document under its own id; ``texts`` defaults to any text."""
    return Document.new(
        draw(any_texts() if texts is None else texts),
        title=draw(st.none() | one_line()),
        url=draw(st.none() | one_line()),
        outlet=draw(st.none() | one_line()),
        byline=tuple(draw(st.lists(one_line().filter(lambda name: ";" not in name), max_size=3))),
        published=draw(st.none() | st.dates(min_value=date(1900, 1, 1))),
        language=draw(st.none() | st.sampled_from(["en", "en-GB", "ar"])),
    )


@st.composite
def spans_in(draw: st.DrawFn, text: str, min_size: int = 0, max_size: int = 3) -> Spans:
    """Sorted, disjoint spans of ``text``; touching ones allowed. The text must be non-empty if
    ``min_size``."""
    if not text:
        return ()
    most = min(max_size, len(text))
    count = draw(st.integers(min(min_size, most), most))
    cuts: list[int] = []
    if count:
        size = min(2 * count, len(text) + 1)
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=size, max_size=size)))
    spans = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    return spans or ((Span(0, len(text)),) if min_size else ())


@st.composite
def attributions_in(draw: st.DrawFn, document: Document, entities: tuple[str, ...] = ()) -> Attribution:
    """One attribution of a document with non-empty text; speaker and outlet are among ``entities`` or
    None."""
    text = document.text
    source, cue = draw(spans_in(text)), draw(spans_in(text))
    content = draw(spans_in(text, min_size=1))
    days = sorted(draw(st.tuples(st.dates(), st.dates())))
    entity = st.sampled_from([None, *entities])
    return Attribution(
        id=attribution_id(document.id, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        kind=draw(st.sampled_from(Kind)),
        attitude=draw(st.sampled_from(Attitude)),
        polarity=draw(st.sampled_from(Polarity)),
        source_type=draw(st.none() | st.sampled_from(SourceType)),
        speaker=draw(entity),
        addressee=draw(spans_in(text)),
        medium=draw(
            st.none() | st.builds(Medium, st.sampled_from(["interview", "post"]), entity, spans_in(text))
        ),
        said=draw(st.none() | st.builds(Said, st.just(days[0]), st.just(days[1]), spans_in(text))),
        confidence=draw(st.none() | st.floats(0, 1).map(lambda p: round(p, CONFIDENCE_DIGITS))),
        speaker_reason=draw(st.none() | one_line()),
    )


@st.composite
def attribution_lists(
    draw: st.DrawFn, document: Document, entities: tuple[str, ...] = (), max_size: int = 5
) -> tuple[Attribution, ...]:
    """Attributions of one document with distinct ids, some within an earlier one; () for an empty text."""
    if not document.text:
        return ()
    drawn = draw(
        st.lists(attributions_in(document, entities), max_size=max_size, unique_by=lambda each: each.id)
    )
    outer: list[str | None] = [
        draw(st.sampled_from([None, *(a.id for a in drawn[:i])])) for i in range(len(drawn))
    ]
    return tuple(each.with_(within=within) for each, within in zip(drawn, outer, strict=True))


@st.composite
def extractions(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> Extraction:
    """A whole extraction that holds together."""
    document = draw(documents(texts))
    ids = tuple(f"e{i + 1}" for i in range(draw(st.integers(0, 3))))
    entities = tuple(
        Entity(
            each,
            draw(st.sampled_from(EntityKind)),
            draw(one_line()),
            tuple(draw(st.lists(one_line(), max_size=2))),
            draw(st.none() | one_line()),
            tuple(
                RolePhrase(span, document.published, draw(st.booleans()))
                for span in draw(spans_in(document.text))
            ),
        )
        for each in ids
    )
    mentions = tuple(
        Mention(span, draw(st.sampled_from(MentionForm)), draw(st.sampled_from([None, *ids])))
        for span in draw(spans_in(document.text))
    )
    failures = tuple(
        draw(
            st.lists(
                st.builds(Failure, one_line(), st.just("read"), st.just("empty-input"), any_texts(20)),
                max_size=2,
            )
        )
    )
    return Extraction(document, draw(attribution_lists(document, ids)), mentions, entities, failures)
