"""Reading gold and predictions in each form, measuring them together, and what the command prints."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from onrecord.cli.evaluate import evaluate as command
from onrecord.errors import MalformedInput, NotFound, UsageError
from onrecord.evaluate.files import by_document, load_gold, load_predictions
from onrecord.evaluate.gold import Stated
from onrecord.evaluate.measure import evaluate
from onrecord.evaluate.notation import parse
from onrecord.evaluate.report import ROWS, as_json, report, shape_table
from onrecord.model import Document, Entity, EntityKind, Extraction, Failure, SourceType
from onrecord.wire import encode

MARKED = """\
---
published: 2026-05-07
---
<s1>Mara Lind</s1> <k1>said</k1> <c1>“no”</c1>. <s2>Two officials</s2> <k2>denied</k2> <c2>it rained</c2>.
===
1: type=specific speaker="Mara Lind" shape=direct
2: type=unnamed polarity=denies
"""


def gold():
    return parse(MARKED, name="a")


def extraction(**changes):
    first, second = gold().attributions
    entities = (Entity("e1", EntityKind.PERSON, "Mara Lind", ("Mara Lind",)),)
    found = (first.with_(speaker="e1", confidence=0.9), second.with_(confidence=0.6, **changes))
    return Extraction(gold().document, found, (), entities)


def plain(text=None, **changes):
    found = {"id": gold().document.id, "attributions": []}
    for each in gold().attributions:
        parts = {"source": each.source, "cue": each.cue, "content": each.content}
        found["attributions"].append({k: [[s.start, s.end] for s in v] for k, v in parts.items()})
    return {**found, **({"text": text} if text else {}), **changes}


def written(folder, name, *lines):
    path = folder / name
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


def test_gold_in_notation_is_read_from_files_and_folders(tmp_path):
    written(tmp_path, "b.gold.txt", MARKED)
    written(tmp_path, "a.txt", "### one shape=x\n<c1>no</c1>\n### two shape=y\nnothing")
    assert [each.name for each in load_gold(tmp_path)] == ["one", "two", "b"]
    assert [each.name for each in load_gold(tmp_path / "b.gold.txt")] == ["b"]


def test_gold_in_lines_keeps_the_first_annotator_and_states_nothing(tmp_path):
    text = gold().document.text
    second = plain(text, attributions=[])
    path = written(tmp_path, "g.jsonl", json.dumps(plain(text, date="2026-05-07")), json.dumps(second), "")
    (only,) = load_gold(path)
    assert only.document == Document(gold().document.id, text, published=date(2026, 5, 7))
    assert [each.content for each in only.attributions] == [each.content for each in gold().attributions]
    assert {each.stated for each in only.expected} == {None}


def test_gold_in_the_wire_format_states_what_is_not_null(tmp_path):
    path = written(tmp_path, "g.jsonl", encode(extraction()))
    (only,) = load_gold(path)
    first, second = only.expected
    assert first.stated == Stated(source_type=SourceType.SPECIFIC, kind="direct", speaker="Mara Lind")
    assert (second.stated.polarity, second.stated.speaker, second.stated.said_stated) == (
        "denies",
        None,
        False,
    )
    assert first.attribution.speaker is None


def test_predictions_are_matched_by_id_or_else_by_text(tmp_path):
    elsewhere = Extraction(Document("other", gold().document.text), extraction().attributions[:1])
    path = written(
        tmp_path,
        "p.jsonl",
        encode(Extraction(elsewhere.document)),
        json.dumps({"id": "x", "attributions": []}),
    )
    found, strays = by_document(load_predictions(path), [gold()])
    assert (found, strays) == ({0: Extraction(gold().document)}, 1)
    found, strays = by_document(load_predictions(written(tmp_path, "q.jsonl", json.dumps(plain()))), [gold()])
    assert [a.content for a in found[0].attributions] == [a.content for a in gold().attributions]


def test_predictions_for_another_text_or_twice_are_refused(tmp_path):
    path = written(tmp_path, "p.jsonl", json.dumps(plain(text=gold().document.text + " More.")))
    with pytest.raises(MalformedInput, match="is another than the gold's"):
        by_document(load_predictions(path), [gold()])
    path = written(tmp_path, "p.jsonl", encode(extraction()), encode(extraction()))
    with pytest.raises(MalformedInput, match="two predictions"):
        by_document(load_predictions(path), [gold()])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: expected an object"),
        ('{"id": "b", "attributions": []}', "line 2: gold needs the key text"),
        ('{"text": "b", "attributions": []}', "line 2: needs the key id"),
        ('{"id": "b", "text": "b"}', "line 2: needs the key attributions"),
        (
            '{"id": "b", "text": "b", "attributions": [{"content": [[0]]}]}',
            r"attributions\[0\].content: not a list",
        ),
        ('{"id": "b", "text": "b", "attributions": [{"content": [[0, 2]]}]}', "ends outside the text"),
        ('{"document": {}}', "line 2: Object missing"),
    ],
)
def test_a_bad_line_is_named_with_its_file(tmp_path, line, message):
    path = written(tmp_path, "g.jsonl", '{"id": "a", "text": "a", "attributions": []}', line)
    with pytest.raises(MalformedInput, match=message) as refused:
        load_gold(path)
    assert str(refused.value).startswith(str(path))


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(NotFound, match="no gold under"):
        load_gold(tmp_path)
    with pytest.raises(NotFound, match="there is no file"):
        load_predictions(tmp_path / "p.jsonl")
    with pytest.raises(MalformedInput, match="is not UTF-8"):
        load_gold(written(tmp_path, "g.txt", b"\xff"))
    with pytest.raises(MalformedInput, match=r"b\.txt, line 1: <c1> is never closed"):
        load_gold(written(tmp_path, "b.txt", "<c1>a"))


def test_measuring_counts_what_is_missing_and_what_failed():
    other = parse("<c1>No</c1>, they say.")
    failed = Extraction(other.document, failures=(Failure("a", "extract", "x", "y"),))
    evaluation = evaluate([gold(), other, gold()], {0: extraction(), 1: failed})
    assert (evaluation.missing, evaluation.failed) == (1, 1)
    assert (evaluation.total["attr"].hits, evaluation.total["attr"].gold) == (2, 5)
    assert evaluation.figures["attr"].precision == 1.0
    assert evaluation.reliability.error == pytest.approx((0.1 + 0.4) / 2)
    low, high = evaluation.interval("attr", rounds=50)
    assert low <= evaluation.figures["attr"].f1 <= high


def test_the_report_sets_scores_beside_people():
    lines = list(report(evaluate([gold()], {0: extraction(polarity="affirms")}), rounds=20))
    assert lines[0] == "1 documents, 2 attributions in the gold, 2 predicted"
    (linked,) = (line for line in lines if line.startswith("who said what"))
    assert linked.split()[4:] == ["100.0", "100.0", "100.0", "100.0–100.0", "75.2", "53.7", "Citron"]
    (polarity,) = (line for line in lines if line.startswith("polarity"))
    assert polarity.split() == ["polarity", "50.0", "2", "0.0"]
    assert not [line for line in lines if line.startswith("mixed")]
    assert [line for line in lines if line.startswith("expected calibration error")]
    assert all(len(line) <= 110 for line in lines)


def test_a_shape_table_has_a_line_for_each_shape():
    lines = list(shape_table(evaluate([gold()], {0: extraction()}).features))
    assert [line.split() for line in lines] == [
        ["shape", "gold", "found", "extra", "F1", "features"],
        ["direct", "1", "1", "0", "100.0", "100.0"],
    ]


def test_every_row_of_the_report_is_a_figure():
    assert set(ROWS) <= set(evaluate([gold()], {}).figures)


def test_the_command_scores_a_file_and_says_what_has_no_gold(tmp_path):
    marked = written(tmp_path, "g.txt", MARKED)
    stray = Extraction(Document("d", "Else."))
    found = written(tmp_path, "p.jsonl", encode(extraction()), encode(stray))
    result = CliRunner().invoke(command, [str(marked), str(found), "--boot", "0", "--shapes"])
    assert result.exit_code == 0, result.output
    assert "who said what (linked)" in result.stdout
    assert "\ndirect " in result.stdout
    assert "1 predicted for documents that the gold does not have" in result.stdout


def test_the_command_prints_json(tmp_path):
    marked, found = written(tmp_path, "g.txt", MARKED), written(tmp_path, "p.jsonl", encode(extraction()))
    result = CliRunner().invoke(command, [str(marked), str(found), "--json", "--boot", "10"])
    told = json.loads(result.stdout)
    assert told == json.loads(json.dumps(as_json(evaluate([gold()], {0: extraction()}), rounds=10)))
    assert told["figures"]["attr"]["f1"] == 1.0
    assert told["speakers"] == {"accuracy": 1.0, "answered": 1.0}


@pytest.mark.parametrize("more", [[], ["p.jsonl", "--backend", "rules"]])
def test_the_command_wants_predictions_or_a_backend(tmp_path, more):
    result = CliRunner().invoke(command, [str(written(tmp_path, "g.txt", MARKED)), *more])
    assert isinstance(result.exception, UsageError)
