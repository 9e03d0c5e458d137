"""The one place where an error of reading becomes a row."""

from __future__ import annotations

from onrecord.errors import OnRecordError
from onrecord.model import Failure


def failure(origin: str, error: OnRecordError) -> Failure:
    """``error`` as the failure of the input that ``origin`` names."""
    return Failure(printable(origin), "read", error.reason, printable(str(error)))


def printable(name: str) -> str:
    """``name`` with what is no character, such as the stray bytes of a file name, written as ``\\udcff``."""
    return name.encode(errors="backslashreplace").decode()
