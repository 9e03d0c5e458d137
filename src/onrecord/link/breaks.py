"""Where a content falls into clauses, and which of them are not told but taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.link.words import has_words
from onrecord.model import Span, Spans

_VERB = r"(?:is|are|was|were|had|has|have|did|[^\W\d_]{3,}ed)\b"
_BREAK = re.compile(
    r"[.;!?…:](?=\s|$|[\"'”’»])|\s[—–-]+\s|,?\s(?=(?:but|although|though|while|whereas|when)\s)"
    r"|\s(?=(?:before|after|because|since)\s(?:the|a|an|any|her|his|their|its|it|he|she|they|we|i)\b)"
    r"|,\s(?=(?:and|or|nor)\s+(?:that|he|she|it|they|we|i|the|a|no|not|his|her|their|even)\b)|\s(?=and\s+(?:that|had|was|were|is|has)\b)|\s(?=or\s+that\s)|,\s(?=(?:if|unless)\s)",
    re.I,
)
_AFTERTHOUGHT = re.compile(rf"\s(?:before|after|because|since)\s(?:[^\W\d_]+\s){{1,4}}?{_VERB}", re.I)
"""What stands in one sentence with what it came before or after: no clause by itself, but not what is said
either."""

_SUBORDINATE = re.compile(r"\s*(?:before|after|because|since|when|while|although|though|whereas)\b", re.I)
_NONE_OF = frozenset(["no", "none", "nobody", "nothing", "never", "neither"])
_UP_TO = re.compile(rf"\s*(?:before|until|till|since)\s(?:[^\W\d_]+\s){{1,8}}?{_VERB}", re.I)


def pieces(text: str, span: Span) -> Iterator[Span]:
    """The clauses of a stretch of text."""
    start = span.start
    for match in _BREAK.finditer(text, span.start, span.end):
        if match.start() > start and _ends(text, match, span):
            yield Span(start, match.start())
            start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _ends(text: str, match: re.Match[str], span: Span) -> bool:
    if match.group() == "." and re.search(
        r"\b[ap]\.?\s?m$|\b(?:Mr|Mrs|Ms|Dr|St)$|\b[A-Z]$", text[span.start : match.start()], re.I
    ):
        return False
    if match.group() == ":" and text[match.end() : match.end() + 1].isdigit():
        return False
    return match.start() < span.end and has_words(text, Span(match.start(), span.end), 2)


def is_granted(text: str, piece: Span) -> bool:
    """Whether a clause is taken for granted: what came before or after what is told."""
    return _SUBORDINATE.match(text, piece.start) is not None


def before_afterthought(text: str, piece: Span) -> Span | None:
    """The part of a clause before what it came before or after; None where there is no such thing."""
    later = _AFTERTHOUGHT.search(text, piece.start, piece.end)
    return None if later is None or later.start() == piece.start else Span(piece.start, later.start())


def holds_up_to(text: str, piece: Span, negations: Spans) -> bool:
    """Whether a clause holds only up to what follows: "no gate was opened before the sirens sounded" does not
    say that none was."""
    words = {span.of(text).lower() for span in negations}
    return bool(words & _NONE_OF) and _UP_TO.match(text, piece.end) is not None
