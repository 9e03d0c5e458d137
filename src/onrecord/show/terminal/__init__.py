"""Findings as text for a terminal: every function yields lines for a :class:`Paper` of some width."""

from onrecord.show.terminal.article import article
from onrecord.show.terminal.claims import claim, claims, comparison, matters
from onrecord.show.terminal.lists import failures, hits, overview, people, remainder
from onrecord.show.terminal.matters import listed, meetings, statement
from onrecord.show.terminal.paper import NARROWEST, WIDEST, Paper
from onrecord.show.terminal.saying import Saying
from onrecord.show.terminal.sayings import SPEAKERS, Speaker, plural, source_of, summary, told, who

__all__ = [
    "NARROWEST",
    "SPEAKERS",
    "WIDEST",
    "Paper",
    "Saying",
    "Speaker",
    "article",
    "claim",
    "claims",
    "comparison",
    "failures",
    "hits",
    "listed",
    "matters",
    "meetings",
    "overview",
    "people",
    "plural",
    "remainder",
    "source_of",
    "statement",
    "summary",
    "told",
    "who",
]
