"""Attributions of the news that the judge was not trained on, as accounts that are weighed against each
other: what is made of its verdicts is learnt on them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from onrecord.evaluate.pairs import Pair
from onrecord.link.account import Account, sign
from onrecord.link.clauses import Reading
from onrecord.model import Attitude, Polarity, Span
from onrecord_train.meaning import sets
from onrecord_train.meaning.news import is_trained

_DENIALS = re.compile(r"\b(?:den[iy]|reject|refut|disput)")


def reported(path: Path) -> list[tuple[date, Account]]:
    """The attributions of those of PolNeAR's articles that the judge was not trained on, and when the article
    appeared."""
    told = []
    for row in sets.rows(path):
        if is_trained(row["id"]):
            continue
        for each in row["attributions"]:
            spans = tuple(Span(a, b) for a, b in each["content"])
            denied = _DENIALS.search(" ".join(row["text"][a:b] for a, b in each["cue"]))
            if spans and not denied and row["n_annotators"] == 1 and sum(map(len, spans)) > 40:
                reading = Reading(row["text"], spans)
                name = " ".join(row["text"][a:b] for a, b in each["source"])
                account = Account(
                    each["id"], row["id"], reading, Polarity.AFFIRMS, Attitude.ASSERTION, name, name.lower()
                )
                told.append((date.fromisoformat(row["date"]), account))
    return told


def comparable(pair: Pair) -> bool:
    """Whether two accounts can clash or agree by what they are: neither leaves it open, and who wants
    something clashes with himself alone."""
    if sign(pair.left) is None or sign(pair.right) is None:
        return False
    wants = Attitude.INTENTION in (pair.left.attitude, pair.right.attitude)
    return not wants or pair.left.is_of(pair.right)
