"""The verbs over accounts: claims, who says yes and who no, what clashes and changed, what drifted, and every
link.

Each takes an open record whose documents have been linked (see `linked`), and gives values that the command
line and the pages show.
"""

from onrecord.accounts.claims import Claim, claim, claims, counted, how_many
from onrecord.accounts.comparing import Comparison, Position, compare
from onrecord.accounts.counts import Counts, counts
from onrecord.accounts.linked import linked
from onrecord.accounts.meetings import (
    Drift,
    Matter,
    Matters,
    changes,
    clashes,
    drift,
    drifted,
    links,
    listed,
    matters,
    speakers,
    surest,
    two_speakers,
    when,
)

__all__ = [
    "Claim",
    "Comparison",
    "Counts",
    "Drift",
    "Matter",
    "Matters",
    "Position",
    "changes",
    "claim",
    "claims",
    "clashes",
    "compare",
    "counted",
    "counts",
    "drift",
    "drifted",
    "how_many",
    "linked",
    "links",
    "listed",
    "matters",
    "speakers",
    "surest",
    "two_speakers",
    "when",
]
