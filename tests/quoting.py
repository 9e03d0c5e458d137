"""A backend for tests of what stands around the backends: finds only “…” said by a name right after it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from typing import IO

from onrecord.model import Attribution, Document, Extraction, Failure, Kind, Span, attribution_id

_SAID = re.compile(r"“[^”]*”(?:,)? (?P<source>(?:[A-Z][\w.]+ ?)+) (?P<cue>said)")


class Quoting:
    """Refuses a document that has the word REFUSE, and breaks its protocol on one that has CRASH."""

    name = "quoting"

    def __init__(self, version: str = "1", confidence: float | None = None) -> None:
        self.version = version
        self.confidence = confidence
        self.seen: list[str] = []

    def extract(self, documents: Sequence[Document]) -> list[tuple[Attribution, ...] | Failure]:
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> tuple[Attribution, ...] | Failure:
        self.seen.append(document.id)
        if "CRASH" in document.text:
            raise ZeroDivisionError("crashed")
        if "REFUSE" in document.text:
            return Failure(document.id, "extract", "refused", "this text is refused; leave it out")
        return tuple(self._found(document, match) for match in _SAID.finditer(document.text))

    def _found(self, document: Document, match: re.Match[str]) -> Attribution:
        content = (Span(match.start(), match.start("source") - 1),)
        source, cue = (Span(*match.span("source")),), (Span(*match.span("cue")),)
        id_ = attribution_id(document.id, source, cue, content)
        return Attribution(id_, source, cue, content, Kind.DIRECT, confidence=self.confidence)


class Slow(Quoting):
    """Takes its time, so that a test can interrupt it. Its findings are those of Quoting."""

    name = "slow"

    def extract(self, documents: Sequence[Document]) -> list[tuple[Attribution, ...] | Failure]:
        time.sleep(0.03 * len(documents))
        return super().extract(documents)


class Broken:
    """An exporter with a bug."""

    name = "broken"
    suffix = ".broken"

    def export(self, extractions: Iterable[Extraction], out: IO[str]) -> int:
        raise RuntimeError(f"a bug of the plug-in before {out} and {extractions}")
