"""What people marked: attributions, and which of their features they stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import Attitude, Attribution, Document, Kind, Polarity, SourceType, Spans

UNDETERMINABLE = "?"
"""The speaker of an attribution whose source the article leaves open: the right answer is no speaker."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the feature line of one attribution states.

    None means: ``source_type``, ``kind``, ``speaker`` unstated; ``within``, ``medium`` none; ``said`` no
    known time, which is a statement only with ``said_stated``. ``speaker`` is a name or
    :data:`UNDETERMINABLE`. ``within`` is the number of the attribution whose content holds this one.
    ``shape`` names what is special about it; None means that it has the shape of its passage.
    """

    attitude: Attitude = Attitude.ASSERTION
    polarity: Polarity = Polarity.AFFIRMS
    source_type: SourceType | None = None
    kind: Kind | None = None
    speaker: str | None = None
    within: int | None = None
    medium: str | None = None
    said: tuple[date, date] | None = None
    said_stated: bool = False
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution of the gold under the number of its tags.

    ``attribution`` carries the spans and all that is stated; its speaker, outlet and confidence are None.
    ``stated`` is None without a feature line: then only spans are scored. ``time`` are the words of its
    time expression, also where no value is stated for them.
    """

    number: int
    attribution: Attribution
    stated: Stated | None = None
    time: Spans = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """One article or passage with all of its attributions, in the order of their numbers.

    ``name`` is the passage's slug or the file's stem, ``shape`` the passage's shape (None for articles), and
    ``hard`` whether it was written to be hard.
    """

    document: Document
    expected: tuple[Expected, ...] = ()
    name: str = ""
    shape: str | None = None
    hard: bool = False

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions alone."""
        return tuple(each.attribution for each in self.expected)
