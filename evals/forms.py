"""How the speakers of gold are named in the text, and the table of counts in a folder's README.

usage: python -m evals.forms evals/gold/speakers
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from onrecord.evaluate.files import load_gold
from onrecord.evaluate.gold import UNDETERMINABLE, Expected, Gold

FORMS = ("name", "pronoun", "description", "none", "open")
"""A part of the speaker's name, a pronoun, any other words ("the striker", an acronym), no source at all; and
``open`` for the speakers that the article leaves open, whatever stands there."""

PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "you",
        "who",
        "which",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "him",
        "them",
        "one",
    ]
)

_WORD = re.compile(r"\w+")


def form(expected: Expected, text: str) -> str | None:
    """One of :data:`FORMS`; None where the gold states no speaker."""
    speaker = expected.stated.speaker if expected.stated else None
    if speaker is None:
        return None
    if speaker == UNDETERMINABLE:
        return "open"
    source = " ".join(span.of(text) for span in expected.attribution.source)
    if not source:
        return "none"
    if source.casefold() in PRONOUNS:
        return "pronoun"
    names = {word.casefold() for word in _WORD.findall(speaker) if word[0].isupper() and len(word) > 1}
    return "description" if names.isdisjoint(_WORD.findall(source.casefold())) else "name"


def counts(golds: Sequence[Gold]) -> Counter[str]:
    """Articles, attributions, links of chains, stated speakers, and speakers by form."""
    found = Counter(articles=len(golds))
    for gold in golds:
        for each in gold.expected:
            how = form(each, gold.document.text)
            found["attributions"] += 1
            found["chains"] += each.attribution.within is not None
            found["speakers"] += how is not None
            if how is not None:
                found[how] += 1
    return found


def table(folder: Path) -> str:
    """One row for each folder below ``folder``."""
    columns = ("articles", "attributions", "chains", "speakers", *FORMS)
    rows = ["| folder | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = counts(load_gold(part))
        rows.append(f"| `{part.name}/` | " + " | ".join(str(found[name]) for name in columns) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(Path(sys.argv[1])))
