"""A page as plain values, and its three forms: HTML, JSON, CSV."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from onrecord.model import Span
from onrecord.show.table import Row, as_csv, statement_row

__all__ = ["Elsewhere", "Page", "Row", "as_csv", "as_json", "plain", "statement_row"]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows: the ``template`` and its ``values``; ``data`` is what ``?format=json`` gives,
    bytes if it is JSON already; ``rows`` what ``?format=csv`` gives, None where the page is no table."""

    template: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    data: object = None
    rows: Sequence[Row] | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The answer is at another address."""

    address: str


def as_json(data: object) -> bytes:
    """``data`` as JSON in UTF-8 under the names of its fields; spans are pairs, days ISO 8601."""
    if isinstance(data, bytes):
        return data
    return json.dumps(plain(data), ensure_ascii=False, indent=1).encode("utf-8", "replace")


def plain(value: object) -> object:
    """``value`` as JSON has it."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value
