"""The conformance check catches extractors that are broken in each of the ways it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.model import Attribution, Document, Failure, Kind, Medium, Span, attribution_id
from onrecord.testing import ORDINARY, check_extractor


def quotations(document: Document) -> tuple[Attribution, ...]:
    """Everything between curly marks, without source or cue: the least that keeps all promises."""
    found = []
    for match in re.finditer("“[^“”]+”", document.text):
        content = (Span(*match.span()),)
        found.append(Attribution(attribution_id(document.id, (), (), content), (), (), content, Kind.DIRECT))
    return tuple(found)


class Sound:
    name = "sound"
    version = "1"

    def extract(self, documents):
        return [self.one(document) for document in documents]

    def one(self, document):
        return quotations(document)


def changing(change: Callable[[Attribution], Attribution]) -> type[Sound]:
    class Changed(Sound):
        def one(self, document):
            return tuple(change(each) for each in quotations(document))

    return Changed


class InUnits(Sound):
    """Counts code units of an encoding where code points are due."""

    def __init__(self, encoding: str, size: int) -> None:
        self.encoding, self.size = encoding, size

    def one(self, document):
        def units(at):
            return len(document.text[:at].encode(self.encoding, "surrogatepass")) // self.size

        found = quotations(document)
        return tuple(
            replace(a, content=(Span(units(a.content[0].start), units(a.content[0].end)),)) for a in found
        )


def in_bytes():
    return InUnits("utf-8", 1)


def in_utf16():
    return InUnits("utf-16-le", 2)


class Raises(Sound):
    def one(self, document):
        document.text.encode("utf-8")
        return quotations(document)


class FailsOnOrdinary(Sound):
    def one(self, document):
        return (
            Failure(document.id, "extract", "broken-model", "no weights") if "Lind" in document.text else ()
        )


class SkipsEmpty(Sound):
    def extract(self, documents):
        return [self.one(document) for document in documents if document.text]


class Generates(Sound):
    def extract(self, documents):
        return (self.one(document) for document in documents)


class ReturnsLists(Sound):
    def one(self, document):
        return list(quotations(document))


class Counts(Sound):
    runs = 0

    def extract(self, documents):
        self.runs += 1
        return [() if self.runs > 40 else self.one(document) for document in documents]


class DependsOnBatch(Sound):
    def extract(self, documents):
        return [() if len(documents) > 8 else self.one(document) for document in documents]


class DependsOnNeighbour(Sound):
    def extract(self, documents):
        before = ["", *(document.text for document in documents)]
        return [() if before[i].startswith("“") else self.one(each) for i, each in enumerate(documents)]


class DependsOnOrder(Sound):
    """Goes wrong only where a long document stands before a short one with the same start."""

    def extract(self, documents):
        seen = ""
        results = []
        for document in documents:
            results.append(() if document.text and seen.startswith(document.text * 2) else self.one(document))
            seen = max(seen, document.text, key=len) if document.text.startswith(ORDINARY[2]) else seen
        return results


class NeedsSome(Sound):
    def extract(self, documents):
        return super().extract(documents) or [()]


class NoVersion(Sound):
    version = ""


def test_an_extractor_that_keeps_all_promises_passes():
    assert check_extractor(Sound()) is None


def test_a_failure_on_a_hostile_text_is_a_right_answer():
    class Refuses(Sound):
        def one(self, document):
            try:
                document.text.encode("utf-8")
            except UnicodeEncodeError:
                return Failure(document.id, "extract", "malformed-input", "lone surrogates")
            return quotations(document)

    assert check_extractor(Refuses()) is None


BROKEN = [
    (in_bytes, r"content \[\d+, \d+\) ends outside a text"),
    (in_utf16, r"content \[\d+, \d+\) ends outside a text"),
    (changing(lambda a: replace(a, content=())), "the content is empty"),
    (
        changing(lambda a: replace(a, content=(a.content[0], a.content[0]))),
        "content are not sorted and disjoint",
    ),
    (changing(lambda a: replace(a, source=(Span(5, 6), Span(1, 2)))), "source are not sorted and disjoint"),
    (
        changing(lambda a: replace(a, medium=Medium("post", None, (Span(0, 10**9),)))),
        "medium .* ends outside",
    ),
    (changing(lambda a: replace(a, id="same")), "is already the id of"),
    (changing(lambda a: replace(a, within=a.id)), "comes back to"),
    (changing(lambda a: replace(a, within="elsewhere")), "is no attribution of this line"),
    (changing(lambda a: replace(a, confidence=85.0)), "is no probability"),
    (Raises, "raised UnicodeEncodeError.* must return a Failure"),
    (FailsOnOrdinary, "is an ordinary article, but failed: no weights"),
    (SkipsEmpty, "gave 0 results for 1 documents"),
    (Generates, "gave generator for 1 documents"),
    (ReturnsLists, "a result is a tuple of Attribution"),
    (Counts, "a second run gives another result"),
    (DependsOnBatch, "a batch of 32 gives another result"),
    (DependsOnNeighbour, "gives another result"),
    (DependsOnOrder, "in reverse order gives another result"),
    (NeedsSome, "gave 1 results for 0 documents"),
    (NoVersion, "needs a non-empty version"),
]


@pytest.mark.parametrize(("broken", "message"), BROKEN)
def test_a_broken_extractor_is_caught(broken, message):
    with pytest.raises(AssertionError, match=message):
        check_extractor(broken())


def test_our_rules_keep_all_promises():
    from onrecord.extract.rules import RulesExtractor

    assert check_extractor(RulesExtractor()) is None
