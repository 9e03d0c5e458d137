"""An account as one line of JSON, and back: the form in which a shelf keeps it."""

from __future__ import annotations

import json
from datetime import date

from onrecord.link.account import Account
from onrecord.link.clauses import Reading
from onrecord.model import Attitude, Polarity, Span, Spans


def pack(account: Account) -> str:
    """The account as JSON; what its attribution and document say by themselves is left out."""
    reading = account.reading
    return json.dumps(
        [
            reading.text,
            _pairs(reading.content),
            sorted(reading.speaker),
            [[s.start, s.end, term] for s, term in reading.resolved],
            _pairs(reading.context),
            account.polarity,
            account.attitude,
            account.name,
            account.voice,
            account.said.isoformat() if account.said else None,
            _pairs(account.own),
            account.within,
            account.refers,
            account.speaks_for,
            account.offset,
            account.conceded,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpack(packed: str, *, id: str, document: str) -> Account:
    """The account that was packed."""
    text, content, speaker, resolved, context, polarity, attitude, name, voice, said, own, *rest = json.loads(
        packed
    )
    within, refers, speaks_for, offset, conceded = rest
    reading = Reading(
        text,
        _spans(content),
        frozenset(speaker),
        tuple((Span(start, end), term) for start, end, term in resolved),
        _spans(context),
    )
    return Account(
        id=id,
        document=document,
        reading=reading,
        polarity=Polarity(polarity),
        attitude=Attitude(attitude),
        name=name,
        voice=voice,
        said=date.fromisoformat(said) if said else None,
        own=_spans(own),
        within=within,
        refers=refers,
        speaks_for=speaks_for,
        offset=offset,
        conceded=conceded,
    )


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)
