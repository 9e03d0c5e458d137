"""The same quotation across outlets, on BASIL: ours beside Quotebank's rule.

    python bench/basil.py ../shared/data/basil_dev/basil.jsonl

Three outlets report each of 50 events. A quotation is a direct quotation run of at least 25 characters. The
pairs looked for are those of one event and two outlets whose words, lower-cased and without punctuation, are
equal (identical) or contain each other (contained). Quotebank (Vaucher, Spitz, Catasta and West, WSDM 2021)
joins equal ones. What else we join in one event is printed with ``--show``; anything joined across events
counts as false.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

from onrecord.link.quotes import STORY_DAYS, Wording, grams, same, wording
from onrecord.segment import segment

LEAST_CHARACTERS = 25


class Quotation(NamedTuple):
    event: str
    outlet: str
    published: date
    plain: str
    wording: Wording


def quotations(path: Path) -> list[Quotation]:
    found = []
    for line in path.open(encoding="utf-8"):
        article = json.loads(line)
        text, published = article["text"], date.fromisoformat(article["date"])
        for run in segment(text).runs:
            if run.depth == 0 and run.inner and len(run.inner) >= LEAST_CHARACTERS:
                words = run.inner.of(text).lower()
                plain = " ".join(re.sub(r"[^\w\s]", "", words).split())
                found.append(
                    Quotation(
                        article["triplet"], article["source"], published, plain, wording(text, (run.inner,))
                    )
                )
    return found


def relation(one: Quotation, other: Quotation) -> str:
    """identical, contained or other."""
    if one.plain == other.plain:
        return "identical"
    short, long = sorted((one.plain, other.plain), key=len)
    return "contained" if f" {short} " in f" {long} " else "other"


def join(one: Quotation, other: Quotation) -> bool:
    near = abs((one.published - other.published).days) <= STORY_DAYS
    return same(one.wording, other.wording, one_story=near) is not None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument(
        "--show", action="store_true", help="print what is joined beyond the pairs looked for"
    )
    asked = parser.parse_args()
    all_ = quotations(asked.path)
    wanted: dict[tuple[int, int], str] = {}
    for i, j in itertools.combinations(range(len(all_)), 2):
        one, other = all_[i], all_[j]
        if one.event == other.event and one.outlet != other.outlet and relation(one, other) != "other":
            wanted[i, j] = relation(one, other)
    index: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(all_):
        for gram in grams(each.wording.folded):
            index[gram].append(i)
    candidates = {
        pair
        for members in index.values()
        for pair in itertools.combinations(members, 2)
        if all_[pair[0]].outlet != all_[pair[1]].outlet or all_[pair[0]].event != all_[pair[1]].event
    }
    joined = {pair for pair in candidates if join(all_[pair[0]], all_[pair[1]])}
    here = {p for p in joined if all_[p[0]].event == all_[p[1]].event}
    extra, false = here - set(wanted), joined - here
    equal = {p for p, kind in wanted.items() if kind == "identical"}
    kinds = {kind: {p for p, k in wanted.items() if k == kind} for kind in ("identical", "contained")}
    print(f"{len(all_)} quotations; {len(candidates)} candidates by shared words")
    print(f"{'':<26}{'identical':>12}{'contained':>12}{'recall':>9}{'false':>7}{'precision':>11}")
    for name, found, wrong in (
        ("equal words (Quotebank)", equal, set()),
        ("onrecord.link.quotes", here, false),
    ):
        by_kind = [f"{len(found & pairs)}/{len(pairs)}" for pairs in kinds.values()]
        right = len(found & set(wanted))
        print(
            f"{name:<26}{by_kind[0]:>12}{by_kind[1]:>12}{right / len(wanted):>9.3f}{len(wrong):>7}"
            f"{right / max(1, right + len(wrong)):>11.3f}"
        )
    print(f"joined beyond these, within one event: {len(extra)}")
    if asked.show:
        for kind, pairs in (("missed", set(wanted) - here), ("beyond", extra), ("false", false)):
            for i, j in sorted(pairs):
                print(f"\n[{kind}]\n  {all_[i].plain}\n  {all_[j].plain}")


if __name__ == "__main__":
    main()
