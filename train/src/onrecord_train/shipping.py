"""The manifest and the model card beside weights in the product."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnxruntime
import torch


def signed(path: Path) -> dict[str, Any]:
    """Hash and size of a file, by which the product knows it again."""
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def made_with() -> dict[str, str]:
    """The versions that a training is to be repeated with."""
    return {
        "torch": torch.__version__,
        "onnxruntime": onnxruntime.__version__,
        "python": platform.python_version(),
    }


def write(target: Path, manifest: Mapping[str, Any], card: str) -> None:
    """``manifest.json`` and ``MODEL_CARD.md`` in ``target``."""
    (target / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    (target / "MODEL_CARD.md").write_text(card, "utf-8")
