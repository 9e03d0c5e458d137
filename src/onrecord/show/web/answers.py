"""A page as plain values, and its three forms: HTML, JSON, CSV."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from onrecord.model import Span
from onrecord.store import Statement

Row = Mapping[str, object]


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


def as_csv(rows: Iterable[Row]) -> bytes:
    """The rows as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to read it as
    such."""
    out = io.StringIO()
    writer = csv.writer(out)
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row)
        writer.writerow([_cell(value) for value in row.values()])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    """Spreadsheets run a cell that starts like a formula; an apostrophe in front makes it text (OWASP, CSV
    injection). Numbers stay numbers."""
    if isinstance(value, str) and value[:1] in tuple("=+-@\t\r"):
        return "'" + value
    return "" if value is None else value


def statement_row(s: Statement) -> Row:
    """A statement as one row; spans as ``start-end``, half-open, several divided by blanks."""
    spans = " ".join(f"{span.start}-{span.end}" for span in s.content.spans)
    return {
        "id": s.id,
        "document": s.document,
        "outlet": s.outlet,
        "published": s.published,
        "title": s.title,
        "speaker": s.speaker,
        "name": s.name,
        "source": str(s.source),
        "cue": str(s.cue),
        "content": str(s.content),
        "content_spans": spans,
        "kind": s.kind,
        "attitude": s.attitude,
        "polarity": s.polarity,
        "source_type": s.source_type,
        "addressee": str(s.addressee),
        "medium": s.medium,
        "said_earliest": s.said.earliest if s.said else None,
        "said_latest": s.said.latest if s.said else None,
        "within": s.within,
        "confidence": s.confidence,
        "model": s.model,
    }
