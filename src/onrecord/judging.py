"""What a person decides about two attributions: one claim or two, and whether a relation between them holds.

A decision outranks every score, holds for all attributions that say the same in the same words, survives
re-runs of extraction and linking, and is undone by withdrawing it.
"""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.model import Relation, Verdict

if TYPE_CHECKING:
    from onrecord.store import Record
    from onrecord.store.judged import LinkJudgement


def judge(
    record: Record,
    verdict: Verdict,
    left: str,
    right: str,
    *,
    relation: Relation | None = None,
    by: str | None = None,
    why: str | None = None,
) -> LinkJudgement:
    """Keeps a decision about two attributions, each given by its id or a unique beginning.

    ``same`` and ``different`` say whether both make one claim. ``confirmed`` and ``rejected`` are of a
    ``relation``; without one, of the only relation that is shown between the two. Two that say the same in
    the same words cannot be parted. ``by`` is the user of this machine where nobody is named. Raises
    NotFound, or UsageError where it is not clear what is meant.
    """
    from onrecord.store import judged

    one, two = record.attribution(left), record.attribution(right)
    if one.id == two.id:
        raise UsageError(f"both sides are the attribution {one.id}; a judgement is about two")
    if verdict in (Verdict.SAME, Verdict.DIFFERENT):
        if relation is not None:
            raise UsageError(f"{verdict} is about a claim, not about {relation}; leave the relation out")
        stances = record.links().stances_of([one.id, two.id])
        if verdict is Verdict.DIFFERENT and len(set(stances.values())) < len(stances):
            raise UsageError(
                f"{one.id} and {two.id} say it in the same words, and what is decided holds for all that do; "
                "two of them cannot be parted"
            )
    elif relation is None:
        relation = _between(record, one.id, two.id)
    sides = (one.document, one.id), (two.document, two.id)
    key = judged.judge(record._db, verdict, *sides, relation=relation, by=by or _user(), note=why)
    return next(each for each in judgements(record) if each.key == key)


def withdraw(record: Record, key: int, *, by: str | None = None, why: str | None = None) -> None:
    """Takes the decision of this number back; what it was stays on record. NotFound if it does not stand."""
    from onrecord.store import judged

    judged.withdraw(record._db, key, by=by or _user(), note=why)


def judgements(record: Record) -> tuple[LinkJudgement, ...]:
    """All decisions, first to last, those that were withdrawn or followed by another one among them."""
    from onrecord.store import judged

    return judged.judgements(record._db)


def _between(record: Record, left: str, right: str) -> Relation:
    links = record.links()
    keys = [key for key in map(links.key_of, (left, right)) if key is not None]
    found = {
        link.relation for link in links.links(among=keys) if {link.left.id, link.right.id} == {left, right}
    }
    if len(found) != 1:
        shown = " and ".join(sorted(found)) or "no relation"
        raise UsageError(
            f"{shown} is shown between {left} and {right}; name the one that you mean: --relation"
        )
    return found.pop()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("a judgement needs somebody who makes it: --by NAME") from None
