"""Words that stand for days, times and numbers."""

from __future__ import annotations

import re

from onrecord.link.numbers import FRACTION_WORDS, NUMBER_WORDS

DAY = frozenset(
    [
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
        *("yesterday", "today", "tomorrow", "spring", "summer", "autumn", "winter", "christmas", "easter"),
    ]
)
TELLING_WHEN_OR_HOW_MANY = DAY | NUMBER_WORDS | FRACTION_WORDS | {"midnight", "noon", "midday"}
"""Words that stand for a day, a time or a number."""

YEAR = re.compile(r"(?:1[89]|20)\d\d")
FAR = re.compile(
    r"\b(last|next|this)\s+(year|month|week|night|spring|summer|autumn|winter|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b",
    re.I,
)
"""A day by its distance: "last week"."""
