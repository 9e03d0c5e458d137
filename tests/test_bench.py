"""The benchmarks measure what they say: rewritten gold keeps its words, systems run, plots are drawn."""

from __future__ import annotations

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from bench.dependencies import attributions
from bench.reliability import EDGE, SIDE, plot
from bench.robustness import REWRITES, rewritten
from bench.systems import measure

from onrecord.evaluate.calibration import Outcome, reliability
from onrecord.evaluate.notation import parse

MARKED = """\
<s1>Mara Lind</s1> <k1>said</k1>: <c1>“We won’t go, 😀 ever.”</c1>

<c2>"It held,"</c2> <s2>Rusk</s2> <k2>wrote</k2>. <c2>"It will."</c2>
"""


def words(gold):
    text = gold.document.text
    return [
        [span.of(text) for part in (each.source, each.cue, each.content) for span in part]
        for each in gold.attributions
    ]


@pytest.mark.parametrize(
    ("rewrite", "first", "second"),
    [
        ("as published", "“We won’t go, 😀 ever.”", ['"It held,"', '"It will."']),
        ('straight marks " "', '"We won’t go, 😀 ever."', ['"It held,"', '"It will."']),
        ("guillemets « »", "«We won’t go, 😀 ever.»", ["«It held,»", "«It will.»"]),
        ("low and high marks „ “", "„We won’t go, 😀 ever.“", ["„It held,“", "„It will.“"]),
        ("line breaks CR LF", "“We won’t go, 😀 ever.”", ['"It held,"', '"It will."']),
        ("upper case", "“WE WON’T GO, 😀 EVER.”", ['"IT HELD,"', '"IT WILL."']),
    ],
)
def test_gold_moves_along_with_a_rewritten_text(rewrite, first, second):
    gold = parse(MARKED)
    found = words(rewritten(gold, list(REWRITES[rewrite](gold.document.text))))
    assert found[0][2] == first
    assert found[1][2:] == second


def test_every_rewriting_gives_one_piece_for_each_character_and_changes_something():
    text = parse(MARKED).document.text
    pieces = {name: list(rewrite(text)) for name, rewrite in REWRITES.items()}
    assert {len(each) for each in pieces.values()} == {len(text)}
    assert [name for name, each in pieces.items() if "".join(each) == text] == ["as published"]


def test_a_system_is_timed_and_answers_in_offsets():
    text = "“We will not go,” said Mara Lind.\n"
    answers, told = measure("rules", [{"id": "a", "text": text, "date": "2026-05-07"}])
    (found,) = answers[0]
    assert [text[start:end] for start, end in found["source"]] == ["Mara Lind"]
    assert told["seconds"] > 0
    assert told["failed"] == 0


def test_a_point_of_the_plot_stands_where_its_bin_is():
    outcomes = [Outcome(0.25, False)] * 4 + [Outcome(0.75, i < 3) for i in range(4)]
    drawn = ElementTree.fromstring("\n".join(plot(reliability(outcomes, bins=2))))
    points = [each for each in drawn.iter() if each.tag.endswith("circle")]
    places = [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in points]
    assert places == [
        (EDGE + 0.25 * SIDE, EDGE + SIDE),
        (EDGE + 0.75 * SIDE, EDGE + 0.25 * SIDE),
    ]


class Word:
    """As much of a spaCy token as the rules over a parse look at; the parse is written by hand."""

    def __init__(self, doc, i, text, pos, dep, head, idx):
        self.doc, self.i, self.text, self.pos_, self.dep_, self._head, self.idx = (
            doc,
            i,
            text,
            pos,
            dep,
            head,
            idx,
        )
        self.lower_ = self.lemma_ = text.lower()
        self.is_space = text.isspace()

    def __len__(self):
        return len(self.text)

    @property
    def head(self):
        return self.doc[self._head]

    @property
    def children(self):
        return [w for w in self.doc if w._head == self.i and w.i != self.i]

    @property
    def left_edge(self):
        return min([self, *(c.left_edge for c in self.children)], key=lambda w: w.i)

    @property
    def right_edge(self):
        return max([self, *(c.right_edge for c in self.children)], key=lambda w: w.i)

    @property
    def sent(self):
        return SimpleNamespace(start=0, end=len(self.doc))


def parsed(*rows):
    """A document of one sentence of (word, part of speech, relation, number of the head)."""
    doc, at = [], 0
    for i, (text, pos, dep, head) in enumerate(rows):
        doc.append(Word(doc, i, text, pos, dep, head, at))
        at += len(text) + 1
    return doc, " ".join(row[0] for row in rows)


def told(doc, text):
    return [
        {role: [text[a:b] for a, b in spans] for role, spans in found.items()} for found in attributions(doc)
    ]


def test_rules_over_a_parse_take_the_complement_of_a_reporting_verb_and_its_subject():
    doc, text = parsed(
        ("Mara", "PROPN", "compound", 1), ("Lind", "PROPN", "nsubj", 3), ("did", "AUX", "aux", 3),
        ("say", "VERB", "ROOT", 3), ("gates", "NOUN", "nsubj", 5), ("leak", "VERB", "ccomp", 3),
    )  # fmt: skip
    assert told(doc, text) == [{"source": ["Mara Lind"], "cue": ["did say"], "content": ["gates leak"]}]


def test_rules_over_a_parse_give_a_quotation_to_the_verb_beside_it_and_nothing_without_one():
    quotation = [
        ("“", "PUNCT", "punct", 1),
        ("We", "PRON", "dep", 1),
        ("go", "VERB", "dep", 1),
        ("”", "PUNCT", "punct", 1),
    ]
    doc, text = parsed(*quotation, ("Rusk", "PROPN", "nsubj", 5), ("say", "VERB", "ROOT", 5))
    assert told(doc, text) == [{"source": ["Rusk"], "cue": ["say"], "content": ["“ We go ”"]}]
    assert told(*parsed(*quotation, ("Rusk", "PROPN", "ROOT", 4))) == []
