"""What every extractor must keep, as one call: ``onrecord.testing.check_extractor(mine)``.

For the tests of third parties that register an extractor of their own; ours go through the same check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.errors import MalformedInput
from onrecord.model import Attribution, Document, Extraction, Failure, Spans
from onrecord.protocols import Extractor

Result = tuple[Attribution, ...] | Failure

ORDINARY = (
    "Mara Lind said the dam would hold. “It always has,” she told Radio Nord on Monday.\n",
    "According to two officials, the ministry denied that any siren had failed.\n\nIt would not say why.",
    "LIND: We will not go.\nRUSK: You will, “all of you”, he said.\n",
    "‘They knew,’ Rusk wrote, ‘and they said nothing.’ A spokesman for the authority declined to comment.",
    "« On verra », a dit le maire. The mayor of Brannet, Ruben Marrick, believes that the gate was open.",
    "Rain, rain, rain 🌧🌧🌧🌧🌧🌧🌧🌧🌧🌧🌧🌧. Greta Lomax said: “We lost it all.”",
    "😀 “Nobody 👩🏽‍🚒 told us,” said يونس بلقاضي, whose cousin — “my only one” — is missing.",
)
"""Articles of our own in which an extractor may find something. In the one with the rain, offsets in bytes
or in UTF-16 units run over the end of the text."""

HOSTILE = (
    "",
    " \n\t\u00a0\u2028",
    "“" * 300,
    "“”" * 200 + "\n",
    "said " * 2000,
    "a" * 20_000,
    ")(*&^%$#@!~`{}[]|\\:;'<>?/" * 40,
    "\x00\x01\x02 said \x7f that\x00",
    "\ufeffLind said\r\n\r\nthat\r the dam\u0085held\u2029.",
    "e\u0301\u0301\u0301 “\u202eno\u202c” said \U0001f3f4\U000e0067\U000e007f",
    "Lind said \ud800 that \udfff.",
    "\n\n\n".join(["“An open paragraph"] * 60),
)
"""Texts that break extractors; the one with lone surrogates is no valid document and may be refused."""

BATCH = 32


def check_extractor(extractor: Extractor) -> None:
    """Runs ``extractor`` over ordinary and hostile documents and checks what it promises:

    a name and a version; one result per document, in order; spans in range, sorted and disjoint, contents
    not empty, ids unique, ``within`` an attribution of the same document and never itself; confidences
    from 0 to 1; the same results on a second run and for batches of 1 and of 32; a Failure instead of an
    exception.

    Raises AssertionError saying which document and which promise; returns None when all hold.
    """
    _check_signs(extractor)
    documents = _documents()
    one_by_one = [_run(extractor, [document])[0] for document in documents]
    for document, result in zip(documents, one_by_one, strict=True):
        _check_result(document, result)
    again = [_run(extractor, [document])[0] for document in documents]
    _check_same(documents, one_by_one, again, "a second run")
    together = _run(extractor, documents)
    _check_same(documents, one_by_one, together, f"a batch of {len(documents)}")
    backwards = _run(extractor, documents[::-1])[::-1]
    _check_same(documents, one_by_one, backwards, f"a batch of {len(documents)} in reverse order")
    _run(extractor, [])


def _documents() -> list[Document]:
    """:data:`BATCH` documents, ordinary and hostile ones mixed, some of them twice."""
    texts = [text for pair in zip(HOSTILE, ORDINARY * 2, strict=False) for text in pair]
    texts += [ORDINARY[i % len(ORDINARY)] * (i + 1) for i in range(BATCH - len(texts))]
    # ids of our own: a text with lone surrogates has no hash, and extractors must not care
    return [Document(f"check-{i}", text, published=date(2026, 5, 7)) for i, text in enumerate(texts)]


def _check_signs(extractor: Extractor) -> None:
    for sign in ("name", "version"):
        value = getattr(extractor, sign, None)
        if not isinstance(value, str) or not value:
            raise AssertionError(f"an extractor needs a non-empty {sign}; it keys its findings in a record")


def _run(extractor: Extractor, documents: Sequence[Document]) -> list[Result]:
    try:
        results = extractor.extract(documents)
    except Exception as error:
        names = ", ".join(_called(document) for document in documents[:3])
        raise AssertionError(
            f"extract raised {type(error).__name__}: {error} on {names}"
            f"{' …' if len(documents) > 3 else ''}; it must return a Failure for that document instead"
        ) from error
    if not isinstance(results, list) or len(results) != len(documents):
        found = f"{len(results)} results" if isinstance(results, list) else type(results).__name__
        raise AssertionError(
            f"extract gave {found} for {len(documents)} documents; it needs a list of one each"
        )
    return results


def _check_result(document: Document, result: Result) -> None:
    if isinstance(result, Failure):
        if document.text in ORDINARY:
            raise AssertionError(f"{_called(document)} is an ordinary article, but failed: {result.message}")
        return
    if not isinstance(result, tuple) or not all(isinstance(each, Attribution) for each in result):
        raise AssertionError(f"{_called(document)}: a result is a tuple of Attribution, or a Failure")
    for each in result:
        _check_attribution(document, each)
    _check_wire(document, result)


def _check_attribution(document: Document, attribution: Attribution) -> None:
    """The spans, with the words they stand for; all else is checked by the wire format."""
    where = f"{_called(document)}, attribution {attribution.id}"
    if not attribution.content:
        raise AssertionError(f"{where}: the content is empty; an attribution without content is none")
    parts: dict[str, Spans] = {
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "addressee": attribution.addressee,
        "medium": attribution.medium.spans if attribution.medium else (),
        "said": attribution.said.spans if attribution.said else (),
    }
    for name, spans in parts.items():
        previous = 0
        for span in spans:
            if span.end > len(document.text):
                raise AssertionError(
                    f"{where}: {name} [{span.start}, {span.end}) ends outside a text of {len(document.text)} "
                    f"code points; are these bytes, tokens or UTF-16 units?"
                )
            if span.start < previous:
                raise AssertionError(f"{where}: the spans of {name} are not sorted and disjoint: {spans}")
            previous = span.end


def _check_wire(document: Document, attributions: tuple[Attribution, ...]) -> None:
    """Everything else that a line of the wire format must keep, by writing and reading one."""
    from onrecord.wire import decode, encode

    # speaker and outlet name entities, which are found later
    bare = tuple(
        each.with_(speaker=None, medium=replace(each.medium, outlet=None) if each.medium else None)
        for each in attributions
    )
    try:
        decode(encode(Extraction(document, bare)))
    except MalformedInput as error:
        if not _has_surrogates(document.text):
            raise AssertionError(f"{_called(document)}: {error}") from error


def _check_same(documents: Sequence[Document], first: list[Result], second: list[Result], what: str) -> None:
    for document, one, other in zip(documents, first, second, strict=True):
        if one != other:
            raise AssertionError(
                f"{_called(document)}: {what} gives another result than the document alone; "
                f"first {_summary(one)}, then {_summary(other)}"
            )


def _summary(result: Result) -> str:
    return result.reason if isinstance(result, Failure) else str([each.id for each in result])


def _called(document: Document) -> str:
    more = " …" if len(document.text) > 40 else ""
    return f"document {document.id} ({document.text[:40]!a}{more})"


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
