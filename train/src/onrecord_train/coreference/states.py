"""The frozen lower half: texts → word pieces and the states of the extractor's third layer, kept on disk.

The states are read as the product reads them, window by window with context, and joined; the branch cuts its
own windows out of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.extract.network.encode import encode, windows
from onrecord.protocols import Reading
from onrecord.resolve.coreference.flags import Gazetteer, flags
from onrecord.resolve.coreference.words import Words, words
from onrecord.segment import segment
from onrecord.weights_file import FOLDER
from onrecord_train.coreference.corpora import Example

LAYER = "/network/encoder/encoder/layer.2/output/LayerNorm/LayerNormalization_output_0"
INPUTS = ("ids", "quote", "breaks", "case")
LONGEST, CONTEXT = 254, 48


@dataclass(frozen=True, slots=True)
class Read:
    """An example as the network reads it: ``states`` [pieces, width] in half precision, ``flags`` [words,
    FLAGS]."""

    example: Example
    words: Words
    flags: NDArray[np.float32]
    states: NDArray[np.float16]


def lower_half(path: Path, target: Path) -> onnxruntime.InferenceSession:
    """The graph up to the third layer."""
    if not target.exists():
        onnx.utils.extract_model(str(path), str(target), list(INPUTS), [LAYER])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(target), options, providers=["CPUExecutionProvider"])


def read_all(examples: list[Example], folder: Path, name: str, gazetteer: Gazetteer) -> list[Read]:
    """The examples with their states, which are computed once and mapped from ``folder`` afterwards."""
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    pieces = [encode(e.text, segment(e.text), tokenizer) for e in examples]
    ends = np.cumsum([0, *map(len, pieces)])
    path = folder / f"{name}.npy"
    if not path.exists():
        session = lower_half(FOLDER / "model.onnx", folder / "lower.onnx")
        part = path.with_suffix(".part.npy")
        kept = np.lib.format.open_memmap(part, mode="w+", dtype=np.float16, shape=(int(ends[-1]), 384))
        for p, at in zip(pieces, ends[:-1], strict=True):
            for cut in windows(p, LONGEST, CONTEXT):
                full = {
                    "ids": np.concatenate([[101], p.ids[cut.start : cut.end], [102]]),
                    **{k: np.concatenate([[0], getattr(p, k)[cut.start : cut.end], [0]]) for k in INPUTS[1:]},
                }
                out = session.run(None, {k: v[None] for k, v in full.items()})[0][0]
                kept[at + cut.own_start : at + cut.own_end] = out[
                    cut.own_start - cut.start + 1 : cut.own_end - cut.start + 1
                ]
        kept.flush()
        part.rename(path)
    states = np.load(path, mmap_mode="r")
    assert len(states) == ends[-1], f"{path} was made from other texts; delete it"
    result = []
    for e, p, a, b in zip(examples, pieces, ends[:-1], ends[1:], strict=True):
        reading = Reading(p.start, p.end, p.head, p.sentence, p.quote, p.breaks, p.case, states[a:b])
        found = words(e.text, reading)
        result.append(Read(e, found, flags(found, gazetteer), states[a:b]))
    return result
