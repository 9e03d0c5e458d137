"""The word table of the models of meaning: it is the extractor's, read where it lies in `model.onnx`.

The extractor was fine-tuned with its word table frozen, so that the published encoder's table is in it as
int8 with a scale for each word (0.7 % from float in the mean square). Reading it there keeps 11.8 MB out of
each of our models. An ONNX file is a protocol buffer: field 7 is the graph, its field 5 the tensors, and of
those 8 is the name and 9 the raw data (onnx.proto). Only the tags on the way are read, not the data.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import BrokenModel
from onrecord.weights_file import FOLDER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 384
_ROWS, _SCALES = b"word_embeddings.rows", b"word_embeddings.scale"
_GRAPH, _TENSOR, _NAME, _RAW = 7, 5, 8, 9


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` [words, 384] int8 and ``scales`` [words, 1] float32, both mapped from the file."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    def look_up(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of some words, [len(ids), 384]."""
        found: NDArray[np.float32] = self.rows[ids] * self.scales[ids]
        return found


def open_table(path: Path = FOLDER / "model.onnx") -> Table:
    """Maps the table of an extractor's file. Raises BrokenModel where there is none."""
    import numpy as np

    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        places = dict(_tensors(data))
        rows, scales = (places[name] for name in (_ROWS, _SCALES))
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise BrokenModel(f"{path} holds no word table ({error!r}); install onrecord again") from error
    words = rows[1] // WIDTH
    return Table(
        np.frombuffer(data, np.int8, rows[1], rows[0]).reshape(words, WIDTH),
        np.frombuffer(data, "<f4", words, scales[0]).reshape(words, 1),
    )


def _tensors(data: mmap.mmap) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The places (offset, bytes) of the two tensors' data, by the ends of their names."""
    for field, start, end in _fields(data, 0, len(data)):
        if field != _GRAPH:
            continue
        for inner, first, last in _fields(data, start, end):
            if inner != _TENSOR:
                continue
            parts = {f: (a, b) for f, a, b in _fields(data, first, last) if f in (_NAME, _RAW)}
            name = data[slice(*parts[_NAME])] if _NAME in parts else b""
            for wanted in (_ROWS, _SCALES):
                if name.endswith(wanted) and _RAW in parts:
                    yield wanted, (parts[_RAW][0], parts[_RAW][1] - parts[_RAW][0])


def _fields(data: mmap.mmap, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The fields of a message that have a length: number, start and end of each."""
    while at < end:
        tag, at = _number(data, at)
        kind = tag & 7
        if kind == 0:
            _, at = _number(data, at)
        elif kind == 2:
            size, at = _number(data, at)
            yield tag >> 3, at, at + size
            at += size
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            raise ValueError(f"no protocol buffer: kind {kind} at byte {at}")


def _number(data: mmap.mmap, at: int) -> tuple[int, int]:
    """A variable-length number and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7
