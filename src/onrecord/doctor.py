"""Whether everything is in place: the interpreter and its SQLite, the model, the record."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from os import PathLike
from pathlib import Path

from onrecord.errors import NotFound, OnRecordError
from onrecord.verbs import RECORD

LIBRARIES = ("click", "msgspec", "numpy", "onnxruntime", "tokenizers", "trafilatura", "dateparser")
"""Those whose version decides over results."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``wrong`` says what to do about it, and is None when all is well."""

    name: str
    found: str
    wrong: str | None = None


def doctor(*, record: str | PathLike[str] = RECORD) -> tuple[Check, ...]:
    """What is installed, whether the model's files are the ones its manifest names, and the state of the
    record.

    Never raises: what is wrong is in the checks.
    """
    return (*_versions(), *_sqlite(), *_model(), *_record(Path(record)))


def _versions() -> Iterator[Check]:
    yield Check("onrecord", version("onrecord"))
    yield Check("python", f"{platform.python_version()} on {platform.platform(terse=True)}")
    for name in LIBRARIES:
        try:
            yield Check(name, version(name))
        except PackageNotFoundError:
            yield Check(name, "not installed", f"install it: pip install {name}")


def _sqlite() -> Iterator[Check]:
    from onrecord.store import features

    found = features()
    missing = [name for name, there in found.items() if there is False]
    advice = f"SQLite lacks {', '.join(missing)}; use a newer build of Python" if missing else None
    can = ", ".join(name for name, there in found.items() if there is True)
    yield Check("sqlite", f"{found['sqlite']} with {can}", advice)


def _model() -> Iterator[Check]:
    from onrecord.weights_file import Weights

    weights = Weights()
    try:
        found = weights.manifest
        for name in found["files"]:
            weights.content(name)
        digest = found["files"]["model.onnx"]["sha256"]
        yield Check("model", f"{found['name']} {weights.version}, SHA-256 {digest} as its manifest says")
    except OnRecordError as error:
        yield Check("model", "not usable", str(error))
    except (KeyError, TypeError) as error:
        yield Check("model", "not usable", f"its manifest lacks {error}; install onrecord again")


def _record(path: Path) -> Iterator[Check]:
    from onrecord.store import open_record

    try:
        with open_record(path, readonly=True) as record:
            holds = record.summary(most=0)
    except NotFound:
        yield Check("record", f"none at {path} (onrecord add makes it)")
        return
    except OnRecordError as error:
        yield Check("record", str(path), str(error))
        return
    size = path.stat().st_size / 1_000_000
    counts = (
        f"{holds.documents:,} documents, {holds.statements:,} statements, {holds.failures:,} open failures"
    )
    yield Check("record", f"{path}, {size:.1f} MB: {counts}")
    yield Check("findings by", ", ".join(holds.models) or "no model yet")
