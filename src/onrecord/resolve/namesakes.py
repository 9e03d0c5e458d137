"""Several bearers of one surname: which of them a bare "Lind" means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Spans
from onrecord.resolve.cast import Figure
from onrecord.resolve.names import parse_name
from onrecord.resolve.roles import ELDER, YOUNGER, by_age
from onrecord.resolve.tokens import NameMention
from onrecord.segment import Segments


def told_apart(
    text: str, segments: Segments, mention: NameMention, bearers: Sequence[Figure], content: Spans
) -> tuple[Figure, str] | None:
    """The elder, the only one not spoken about in ``content``, or the one whom the paragraph names in full,
    and the reason; None where none of these tells."""
    told = parse_name(mention.text).gender
    fitting = [f for f in bearers if not (told and f.gender and f.gender != told)]
    before = text[max(0, mention.span.start - 12) : mention.span.start].casefold().split()
    if before and before[-1] in ELDER | YOUNGER:
        figure = by_age(fitting, elder=before[-1] in ELDER)
        return (figure, f"The {before[-1]} of those who bear the name.") if figure else None
    spoken_about = {f.number for f in fitting for m in f.mentions if any(c.covers(m.span) for c in content)}
    fitting = [f for f in fitting if f.number not in spoken_about]
    if len(fitting) == 1 and len(bearers) == 2:
        return fitting[0], "The other bearer of the name is spoken about."
    start = _paragraph(segments, mention.span.start)
    here = [
        f
        for f in fitting
        if any(start <= m.span.start < mention.span.start and " " in m.key for m in f.mentions)
    ]
    return (here[0], "The paragraph gives the full name.") if len(here) == 1 else None


def _paragraph(segments: Segments, offset: int) -> int:
    """Where the paragraph around an offset begins."""
    at = bisect_right(segments.paragraphs, offset, key=lambda p: p.start) - 1
    return segments.paragraphs[at].start if at >= 0 else 0
