"""The words in which findings are told: what the source does, through what, to whom and when."""

from __future__ import annotations

import re
from datetime import date

from onrecord.model import Attitude, Polarity, Said, Spans
from onrecord.show.terminal.number import several

_VERBS = {
    Attitude.ASSERTION: ("says", "denies"),
    Attitude.BELIEF: ("believes", "does not believe"),
    Attitude.FACT: ("knows", "does not know"),
    Attitude.INTENTION: ("wants", "does not want"),
}

_VERBS_OF_MANY = {
    Attitude.ASSERTION: ("say", "deny"),
    Attitude.BELIEF: ("believe", "do not believe"),
    Attitude.FACT: ("know", "do not know"),
    Attitude.INTENTION: ("want", "do not want"),
}

# Words that can follow a verb by themselves; of others ("a statement", "telephone") the kind is told instead.
_CARRIES = re.compile(r"(in|at|on|by|under|through|via|during|from|over|before|as|with)\b", re.IGNORECASE)

_MEDIA = {
    "interview": "in an interview",
    "press_conference": "at a press conference",
    "post": "in a post",
    "op_ed": "in an op-ed",
    "statement": "in a statement",
    "speech": "in a speech",
    "letter": "in a letter",
    "court": "in court",
    "report": "in a report",
    "broadcast": "in a broadcast",
    "call": "in a call",
    "testimony": "in testimony",
    "book": "in a book",
    "survey": "in a survey",
    "document": "in a document",
}


UNNAMED = "a source not named"
"""How somebody is called whom the article does not name: "no source says" would read as if nobody did."""


def verb(attitude: Attitude, polarity: Polarity, content: str = "", who: str = "") -> str:
    """What the source does with the content, so that it reads well after ``who`` and before the words of
    ``content``."""
    if polarity is Polarity.WITHHOLDS:
        if content.startswith("to "):
            return "decline" if several(who) else "declines"
        return "would not confirm" if content.startswith("that ") else "would not say"
    affirms, denies = (_VERBS_OF_MANY if several(who) else _VERBS)[attitude]
    return denies if polarity is Polarity.DENIES else affirms


def words_of(spans: Spans, text: str) -> str:
    """The words of a part on one line, with ``…`` where it is interrupted."""
    return " … ".join(" ".join(span.of(text).split()) for span in spans)


def channel(addressee: str, medium: str | None, words: str, outlet: str | None) -> str:
    """To whom and through what, each "" or None where unknown: the article's own words where it has them."""
    parts = []
    if addressee:
        parts.append(addressee if addressee.lower().startswith("to ") else f"to {addressee}")
    if medium is not None:
        own = words if _CARRIES.match(words) else ""
        parts.append(own or _MEDIA.get(medium, medium.replace("_", " ")))
        if outlet and outlet not in own:
            parts.append(outlet)
    return ", ".join(parts)


def day(value: date, *, year: bool = True) -> str:
    """``6 May 2024``."""
    return f"{value.day} {value:%b %Y}" if year else f"{value.day} {value:%b}"


def days(earliest: date, latest: date, between: str = " – ") -> str:
    """``6 May 2024``, or both ends with what they share said once."""
    if earliest == latest:
        return day(latest)
    if earliest.year != latest.year:
        return f"{day(earliest)}{between}{day(latest)}"
    if earliest.month == latest.month:
        return f"{earliest.day}{between.strip() if between == ' – ' else between}{day(latest)}"
    return f"{day(earliest, year=False)}{between}{day(latest)}"


def when(said: Said | None) -> str:
    """When it was said, as far as the article tells; empty otherwise."""
    if said is None:
        return ""
    if said.earliest == said.latest:
        return f"on {day(said.latest)}"
    return f"between {days(said.earliest, said.latest, ' and ')}"


def brackets(spans: Spans) -> str:
    """The offsets as they are defined: half-open, in code points."""
    return " ".join(f"[{span.start}, {span.end})" for span in spans)
