"""The ``rules`` backend: attribution without a model, as a baseline and where speed is all.

What it finds is read off the words (:mod:`onrecord.extract.words.finding`)."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.complete import complete
from onrecord.extract.mend.adjusted import adjusted
from onrecord.extract.words.finding import find
from onrecord.model import Attribution, Document, Failure
from onrecord.segment import segment


class RulesExtractor:
    """No model and no confidence: every attribution has ``confidence`` None."""

    name = "rules"
    version = "rules-1"

    def extract(self, documents: Sequence[Document]) -> list[tuple[Attribution, ...] | Failure]:
        """The attributions of each document, in the order of the text."""
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> tuple[Attribution, ...]:
        segments = segment(document.text)
        found = adjusted(document.text, segments, find(document.text, segments))
        return complete(document, segments, found)
