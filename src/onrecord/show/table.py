"""Findings as rows of a table, and tables as CSV."""
# ruff: noqa: D102 - each property means what the field of that name means in onrecord.store.Statement

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from onrecord.model import SourceType
from onrecord.show.terminal.claims import Spread, Voiced
from onrecord.show.terminal.matters import Meeting as Met

Row = Mapping[str, object]


class Telling(Voiced, Protocol):
    """A finding with all that a row of it says."""

    @property
    def source_type(self) -> SourceType | None: ...
    @property
    def model(self) -> str: ...


class Position(Spread, Protocol):
    """What one speaker holds on a claim."""

    @property
    def answer(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def statements(self) -> Sequence[Telling]: ...


class Meeting(Met, Protocol):
    """A relation between two findings."""

    @property
    def relation(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def left(self) -> Telling: ...
    @property
    def right(self) -> Telling: ...


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


def statement_row(s: Telling) -> Row:
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


def position_rows(positions: Iterable[Position]) -> Iterator[Row]:
    """Who holds what, a row for each statement: the answer, the speaker with the independent texts that carry
    it and its first and last day, then the statement."""
    for each in positions:
        held = {
            "answer": each.answer,
            "held_by": each.name,
            "origins": each.origins,
            "first": each.first,
            "last": each.last,
        }
        for s in each.statements:
            yield {**held, "when": s.when, **statement_row(s)}


def meeting_row(found: Meeting) -> Row:
    """A relation as one row: what it is, how sure, why, and both sides."""
    row: dict[str, object] = {
        "relation": found.relation,
        "score": found.score,
        "sure": found.sure,
        "reason": found.reason,
    }
    for name, side in (("left", found.left), ("right", found.right)):
        row[f"{name}_when"] = side.when
        row |= {f"{name}_{key}": value for key, value in statement_row(side).items()}
    return row
