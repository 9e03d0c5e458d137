"""The default backend: the shipped int8 model on ONNX Runtime.

Every window is run by itself, unpadded: the model is quantised with scales that are found at run time over
the whole input, so that a window in a batch would be read differently in other company. Several windows run
on several threads instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.extract.chains.second import SecondLook
from onrecord.extract.complete import complete
from onrecord.extract.found import Found, merged
from onrecord.extract.mend.adjusted import adjusted
from onrecord.extract.mend.floating import apart
from onrecord.extract.mend.lengthy import lengthy
from onrecord.extract.mend.nobody import somebody
from onrecord.extract.mend.relayed import relayed
from onrecord.extract.mend.sourceless import sourceless
from onrecord.extract.mend.subjects import complete_sources
from onrecord.extract.mend.unclaimed import unclaimed
from onrecord.extract.network.assemble import Part, Scores, Settings, Stretch, linked
from onrecord.extract.network.confidence import Calibration, features
from onrecord.extract.network.encode import Pieces, Window, encode, windows
from onrecord.extract.network.labels import TAGS
from onrecord.extract.words.layout import with_layouts
from onrecord.extract.words.reading import Reading as Words
from onrecord.model import Attribution, Document, Failure, Span, Spans
from onrecord.protocols import Reading
from onrecord.segment import Segments, segment
from onrecord.weights_file import FOLDER, Weights, graph_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]
    Halves = NDArray[np.float16]

_CLS, _SEP = 101, 102
_UNLIKELY = 0.02  # confidence from which what the model finds inside a content is evidence


def manifest() -> dict[str, Any]:
    """The manifest of the shipped weights. Raises BrokenModel."""
    return Weights().manifest


class NeuralExtractor:
    """The shipped model (MiniLM-L6, 22 M parameters, int8) as a protocols.Extractor.

    ``threads``: windows read at once; None takes ``ONRECORD_THREADS`` or the number of processors. Nothing
    is loaded before the first use; then BrokenModel is raised if the weights do not match their manifest.
    """

    name = "neural"

    def __init__(self, folder: Path = FOLDER, threads: int | None = None) -> None:
        self.weights = Weights(folder)
        self.threads = threads or int(os.environ.get("ONRECORD_THREADS") or os.cpu_count() or 1)
        self._states: dict[str, tuple[Pieces, Halves]] = {}

    @property
    def version(self) -> str:
        """Version and hash of the weights."""
        return self.weights.version

    def extract(self, documents: Sequence[Document]) -> list[tuple[Attribution, ...] | Failure]:
        """One result per document, in order. See protocols.Extractor."""
        self._states.clear()
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> tuple[Attribution, ...] | Failure:
        segments = segment(document.text)
        found, look = self.first_look(document, segments)
        return complete(document, segments, found, look)

    def first_look(self, document: Document, segments: Segments) -> tuple[list[Found], SecondLook]:
        """What stands in the text outside other reports, and what is needed to look inside these."""
        pieces = self.pieces(document.text, segments)
        scores, states = self._read(pieces)
        self._states[document.id] = (pieces, states)
        reading = Words.of_text(document.text, segments)
        found = self.decode(pieces, scores, reading)
        found = with_layouts(reading, found)
        found = sourceless(reading, found)
        found += unclaimed(reading, found)
        found = adjusted(document.text, segments, list(apart(document.text, segments, found)))
        found = lengthy(document.text, segments, found)
        found = list(somebody(document.text, relayed(reading, found)))

        def everything(part: Pieces, seen: Scores) -> list[Found]:
            return self.decode(part, seen, reading, _UNLIKELY)

        return found, SecondLook(document.text, pieces, scores, self.scores, everything)

    def pieces(self, text: str, segments: Segments) -> Pieces:
        """The word pieces of a text as this model reads them."""
        return encode(text, segments, self._tokenizer)

    def reading(self, document: Document) -> Reading | None:
        """How a document of the last batch was read, for stages that build on the encoder's states; None for
        any other. Kept until the next batch, in half precision."""
        kept = self._states.get(document.id)
        if kept is None:
            return None
        p, states = kept
        return Reading(p.start, p.end, p.head, p.sentence, p.quote, p.breaks, p.case, states)

    def scores(self, pieces: Pieces) -> Scores:
        """Label and link scores of a text: the model's forward passes and nothing else."""
        return self._scores(pieces, ["tags", "links"])[0]

    def _read(self, pieces: Pieces) -> tuple[Scores, Halves]:
        """The scores of a text, and the states of the third layer that the same passes went through."""
        import numpy as np

        scores, states = self._scores(pieces, ["tags", "links", "states"])
        return scores, np.concatenate(states) if states else np.zeros((0, 0), np.float16)

    def _scores(self, pieces: Pieces, outputs: list[str]) -> tuple[Scores, list[Halves]]:
        import numpy as np

        cuts = self.windows(pieces)
        read = list(self._map(lambda cut: self._forward(pieces, cut, outputs), cuts))
        stretches = (
            Stretch(cut.own_start, cut.own_end, cut.start, links)
            for cut, (_, links, _) in zip(cuts, read, strict=True)
        )
        tags = np.concatenate([tags for tags, _, _ in read]) if read else np.zeros((0, len(TAGS)), np.float32)
        return Scores(tags, tuple(stretches)), [half for _, _, states in read for half in states]

    def windows(self, pieces: Pieces) -> list[Window]:
        """The windows that a text is read in."""
        sizes = self.weights.manifest["windows"]
        return windows(pieces, sizes["longest"], sizes["context"])

    def forward(self, inputs: dict[str, NDArray[np.int64]]) -> tuple[Floats, Floats]:
        """One bare forward pass, for benchmarks: arrays [1, length] in, [1, length, 7] and [1, length,
        length] out."""
        tags, links = self._session.run(["tags", "links"], inputs)
        return tags, links

    def inputs(self, pieces: Pieces, cut: Window) -> dict[str, NDArray[np.int64]]:
        """What :meth:`forward` takes for one window."""
        import numpy as np

        part = slice(cut.start, cut.end)
        framed = {
            "ids": np.concatenate([[_CLS], pieces.ids[part], [_SEP]]),
            "quote": np.concatenate([[0], pieces.quote[part], [0]]),
            "breaks": np.concatenate([[0], pieces.breaks[part], [0]]),
            "case": np.concatenate([[0], pieces.case[part], [0]]),
        }
        return {name: values[None, :] for name, values in framed.items()}

    def decode(
        self, pieces: Pieces, scores: Scores, reading: Words, floor: float | None = None
    ) -> list[Found]:
        """Scores → linked spans of the text that are likely enough to be worth a reader's time, or to reach
        the given ``floor``; ``reading`` is of the whole text."""
        least = self._calibration.floor if floor is None else floor
        settings = Settings(**self.weights.manifest["decoding"])
        items = linked(pieces, scores, settings)
        complete_sources(reading, pieces, items)
        found = []
        for item in items:
            confidence = self._calibration.confidence(features(item, pieces, scores))
            if confidence is None or confidence >= least:
                source, cue, content = (_spans(pieces, p) for p in (item.sources, [item.cue], item.contents))
                found.append(Found(source, cue, content, confidence))
        return found

    def _forward(
        self, pieces: Pieces, cut: Window, outputs: list[str]
    ) -> tuple[Floats, Floats, list[Halves]]:
        """Labels, links, and the states if they are among the outputs."""
        tags, links, *states = self._session.run(outputs, self.inputs(pieces, cut))
        own = slice(cut.own_start - cut.start + 1, cut.own_end - cut.start + 1)
        halves = [each[0, own] for each in states]
        return _log_softmax(tags[0, own]), _log_softmax(links[0, own])[:, 1:-1], halves

    @cached_property
    def _calibration(self) -> Calibration:
        return Calibration.from_manifest(self.weights.manifest)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        found: Tokenizer = Tokenizer.from_str(self.weights.content("tokenizer.json").decode("utf-8"))
        found.no_truncation()
        found.no_padding()
        return found

    @cached_property
    def _session(self) -> Any:
        return graph_session(self.weights.content("model.onnx"))

    @property
    def _map(self) -> Callable[..., Iterable[Any]]:
        """`map`, on several threads where there are any."""
        return self._pool.map if self.threads > 1 else map

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        _ = self._session  # loaded once, before the threads
        return ThreadPoolExecutor(self.threads, thread_name_prefix="onrecord-window")


def _spans(pieces: Pieces, parts: Sequence[Part]) -> Spans:
    """The spans of a role; parts with nothing but blanks between them are one."""
    joined: list[Part] = []
    for part in sorted(parts, key=lambda p: p.start):
        if joined and joined[-1].end == part.start:
            joined[-1] = Part(part.role, joined[-1].start, part.end)
        else:
            joined.append(part)
    return merged([Span(int(pieces.start[p.start]), int(pieces.end[p.end - 1])) for p in joined])


def _log_softmax(scores: Floats) -> Floats:
    import numpy as np

    shifted: Floats = scores - scores.max(-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(-1, keepdims=True))
    return shifted
