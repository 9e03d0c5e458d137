"""Invented passages as training texts: labelled whole and content by content, never taken from the gold."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.errors import MalformedInput
from onrecord.evaluate.notation import parse_passages
from onrecord.extract.network.labels import TAGS
from onrecord.weights_file import FOLDER
from onrecord_train.invented import items, load
from onrecord_train.labelling import Labelled

PASSAGES = Path("train/invented/passages")


@pytest.fixture(scope="module")
def cut() -> Tokenizer:
    found = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def read(cut: Tokenizer, marked: str) -> list[str]:
    """Each text of one passage as its parts: role, number of the attribution, words."""
    (gold,) = parse_passages(f"### one\n{marked}\n")
    return [parts(gold.document.text, item) for item in items(gold, cut)]


def parts(text: str, item: Labelled) -> str:
    found: list[str] = []
    heads = np.flatnonzero(item.pieces.head)
    for at in heads:
        tag, owner = TAGS[item.tags[at]], item.owner[at]
        word = text[item.pieces.start[at] : item.pieces.end[at]]
        if tag == "O":
            continue
        if tag.startswith("B"):
            found.append(f"{tag[-1]}{owner}")
        found[-1] += f" {word}"
    return "; ".join(found)


def test_what_is_nested_is_content_of_the_whole_and_labelled_in_the_content(cut: Tokenizer) -> None:
    marked = (
        "<s1>Ana</s1> <k1>said</k1> <c1><s2>a man</s2> <k2>told</k2> her <c2>that the mill was not for sale"
        "</c2></c1>.\n===\n2: within=1"
    )
    whole, inside = read(cut, marked)
    assert whole == "S0 Ana; K0 said; C0 a man told her that the mill was not for sale"
    assert inside == "S0 a man; K0 told; C0 that the mill was not for sale"


def test_a_report_beside_its_content_is_reported_with_it(cut: Tokenizer) -> None:
    marked = (
        "<c1><c2>It was cold and dark in the hall</c2></c1>, <s2>she</s2> <k2>said</k2>, "
        "<k1>according to</k1> <s1>Ana</s1>.\n===\n2: within=1"
    )
    whole, *_ = read(cut, marked)
    assert whole == "C0 It was cold and dark in the hall; C0 she said; K0 according to; S0 Ana"


def test_a_shared_source_belongs_to_the_first_of_its_cues(cut: Tokenizer) -> None:
    marked = (
        "<s1><s2>Ana</s2></s1> <k1>said</k1> <c1>it rained</c1> but <k2>denied</k2> <c2>it was cold</c2>."
    )
    assert read(cut, marked)[0] == "S0 Ana; K0 said; C0 it rained; K1 denied; C1 it was cold"


def test_a_content_with_nothing_inside_teaches_restraint(cut: Tokenizer) -> None:
    marked = "<s1>Ana</s1> <k1>said</k1> <c1>the report that was due in May would be late again</c1>."
    assert read(cut, marked)[1:] == [""]


def test_a_content_that_its_own_cue_interrupts_is_not_read_alone(cut: Tokenizer) -> None:
    marked = (
        "<c1>The mill,</c1> <s1>Ana</s1> <k1>said</k1>, <c1>had told nobody of the claims it would make</c1>."
    )
    assert len(read(cut, marked)) == 1


def test_a_malformed_file_is_named(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == []
    (tmp_path / "bad.txt").write_text("### one\n<s1>Ana</s1> slept.\n", "utf-8")
    with pytest.raises(MalformedInput, match=r"bad\.txt: line 1"):
        load(tmp_path)


def test_the_passages_can_be_read_and_none_is_from_the_gold() -> None:
    passages = load(PASSAGES)
    assert len(passages) > 500
    assert len({p.document.text for p in passages}) == len(passages)
    gold = set().union(*(_grams(path.read_text("utf-8")) for path in Path("evals/gold").rglob("*.txt")))
    shared = [p.name for p in passages if len(_grams(p.document.text) & gold) > 2]
    assert gold
    assert shared == []


def _grams(text: str) -> set[tuple[str, ...]]:
    """Sequences of eight words, tags taken out."""
    words = re.findall(r"\w+", re.sub(r"</?[a-z]\d+>", "", text).lower())
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
