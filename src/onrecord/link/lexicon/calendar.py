"""Words that stand for days."""

from __future__ import annotations

import re

WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
MONTHS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ]
)
DAY = (
    WEEKDAYS
    | MONTHS
    | {"yesterday", "today", "tomorrow", "spring", "summer", "autumn", "winter", "christmas", "easter"}
)

YEAR = re.compile(r"(?:1[89]|20)\d\d")
FAR = re.compile(
    r"\b(last|next|this)\s+(year|month|week|night|spring|summer|autumn|winter|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b",
    re.I,
)
"""A day by its distance: "last week"."""
