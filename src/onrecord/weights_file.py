"""The shipped weights and the manifests that vouch for them. Several stages have some, each in a folder."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import BrokenModel

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

# ONNX Runtime's fused kernel for "add, then normalise" takes 0.40 ms for [256, 384], the two by themselves
# 0.05: a window of the extractor costs 14.9 ms of a processor without it and 16.8 with it.
_SLOWER = ["SkipLayerNormFusion"]

FOLDER = Path(__file__).parent / "extract" / "weights"
"""The extractor's."""


@dataclass(frozen=True)
class Weights:
    """A folder with ``manifest.json`` and the files it names."""

    folder: Path = FOLDER

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the weights are: name, version, hashes, data, config, scores, decoding values.

        Raises BrokenModel when it is missing or is not JSON.
        """
        path = self.folder / "manifest.json"
        try:
            found = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise BrokenModel(
                f"{path} cannot be read ({error}); install onrecord again, or run `make train`"
            ) from error
        if not isinstance(found, dict):
            raise BrokenModel(f"{path} holds no JSON object; install onrecord again, or run `make train`")
        return found

    @property
    def version(self) -> str:
        """The name findings are kept under: the model's version and the first digits of its weights' hash."""
        return f"{self.manifest['version']}+{self.manifest['files']['model.onnx']['sha256'][:8]}"

    def content(self, name: str) -> bytes:
        """The bytes of one file, after its hash was checked. Raises BrokenModel when it does not hold."""
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BrokenModel(
                f"{path} cannot be read ({error}); install onrecord again, or run `make train`"
            ) from error
        wanted, got = self.manifest["files"][name]["sha256"], hashlib.sha256(data).hexdigest()
        if wanted != got:
            raise BrokenModel(
                f"{path} has SHA-256 {got[:12]}…, its manifest says {wanted[:12]}…; install onrecord again"
            )
        return data


def graph_session(model: bytes) -> InferenceSession:
    """A serialised graph, to be run on the thread that asks: several texts are read on several threads."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER)
