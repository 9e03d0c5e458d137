"""The wire format: round trips, exact keys, refusals that name the JSON path, and the published schema."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from onrecord.errors import MalformedInput
from onrecord.model import (
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Kind,
    Medium,
    Mention,
    MentionForm,
    Said,
    SourceType,
    Span,
)
from onrecord.wire import JsonLinesExporter, decode, decode_lines, encode, schema
from strategies import extractions

TEXT = "Mara Lind told Radio Nord on Monday: “The dam 😀 holds.”"
SCHEMA = Path(__file__).parent.parent / "docs" / "wire.schema.json"


def example() -> Extraction:
    document = Document("d1", TEXT, title="The dam", outlet="Nord", published=date(2026, 5, 7), language="en")
    attribution = Attribution(
        id="a1",
        source=(Span(0, 9),),
        cue=(Span(10, 14),),
        content=(Span(37, 55),),
        kind=Kind.DIRECT,
        source_type=SourceType.SPECIFIC,
        speaker="e1",
        addressee=(Span(15, 25),),
        medium=Medium("interview", "e2", (Span(15, 25),)),
        said=Said(date(2026, 5, 4), date(2026, 5, 4), (Span(26, 35),)),
        confidence=0.931249,
    )
    return Extraction(
        document,
        (attribution,),
        (Mention(Span(0, 9), MentionForm.NAME, "e1"),),
        (
            Entity("e1", EntityKind.PERSON, "Mara Lind", ("Mara Lind",), None),
            Entity("e2", EntityKind.ORGANISATION, "Radio Nord", ("Radio Nord",)),
        ),
    )


def line_with(path: str, value: object) -> bytes:
    """The example's line with one place changed; ``path`` as in ``attributions.0.content``."""
    shape = json.loads(encode(example()))
    *steps, last = path.split(".")
    place = shape
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return json.dumps(shape).encode()


@given(extractions())
def test_decoding_gives_back_what_was_encoded(extraction):
    line = encode(extraction)
    assert b"\n" not in line
    assert decode(line) == extraction


def test_the_line_has_the_published_keys_in_order_and_escapes_nothing():
    assert encode(example()).decode() == "".join(
        [
            '{"document":{"id":"d1","text":"Mara Lind told Radio Nord on Monday: “The dam 😀 holds.”",',
            '"title":"The dam","url":null,"outlet":"Nord","byline":[],',
            '"published":"2026-05-07","language":"en"},',
            '"attributions":[{"id":"a1","source":[[0,9]],"cue":[[10,14]],"content":[[37,55]],',
            '"kind":"direct","attitude":"assertion","polarity":"affirms","source_type":"specific",',
            '"speaker":"e1","addressee":[[15,25]],',
            '"medium":{"kind":"interview","outlet":"e2","spans":[[15,25]]},',
            '"said":{"earliest":"2026-05-04","latest":"2026-05-04","spans":[[26,35]]},',
            '"within":null,"confidence":0.9312,"speaker_reason":null}],',
            '"mentions":[{"span":[0,9],"form":"name","entity":"e1"}],',
            '"entities":[{"id":"e1","kind":"person","name":"Mara Lind","names":["Mara Lind"],',
            '"description":null,"roles":[]},',
            '{"id":"e2","kind":"organisation","name":"Radio Nord","names":["Radio Nord"],',
            '"description":null,"roles":[]}],',
            '"failures":[]}',
        ]
    )


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("attributions.0.content", [], "$.attributions[0].content"),
        ("attributions.0.content", [[37, 56]], "$.attributions[0].content[0]"),
        ("attributions.0.content", [[-1, 5]], "$.attributions[0].content[0]"),
        ("attributions.0.content", [[5, 5]], "$.attributions[0].content[0]"),
        ("attributions.0.content", [[37, 55], [0, 4]], "$.attributions[0].content[1]"),
        ("attributions.0.source", [[0, 5], [4, 9]], "$.attributions[0].source[1]"),
        ("attributions.0.cue", [[10, "14"]], "$.attributions[0].cue[0][1]"),
        ("attributions.0.cue", [[10, 10**30]], "$.attributions[0].cue[0]"),
        ("attributions.0.addressee", [[0, 10, 20]], "$.attributions[0].addressee[0]"),
        ("attributions.0.medium.spans", [[90, 99]], "$.attributions[0].medium.spans[0]"),
        ("attributions.0.medium.outlet", "e7", "$.attributions[0].medium.outlet"),
        ("attributions.0.said.latest", "2026-05-03", "$.attributions[0].said"),
        ("attributions.0.said.spans", [[90, 99]], "$.attributions[0].said.spans[0]"),
        ("attributions.0.speaker", "e7", "$.attributions[0].speaker"),
        ("attributions.0.within", "a7", "$.attributions[0].within"),
        ("attributions.0.within", "a1", "$.attributions[0].within"),
        ("attributions.0.kind", "verbatim", "$.attributions[0].kind"),
        ("attributions.0.confidence", 1.5, "$.attributions[0].confidence"),
        ("mentions.0.span", [50, 70], "$.mentions[0].span"),
        ("mentions.0.entity", "e7", "$.mentions[0].entity"),
        ("entities.1.id", "e1", "$.entities[1].id"),
        ("document.id", "", "$.document.id"),
        ("document.published", "7 May", "$.document.published"),
        ("document.text", None, "$.document.text"),
    ],
)
def test_an_unsound_line_is_refused_with_its_path(path, value, named):
    with pytest.raises(MalformedInput) as refused:
        decode(line_with(path, value), number=12)
    assert str(refused.value).startswith("line 12: ")
    assert f"{named}:" in str(refused.value) or f"`{named}`" in str(refused.value)


def test_an_attribution_id_used_twice_is_refused():
    shape = json.loads(encode(example()))
    shape["attributions"] *= 2
    with pytest.raises(MalformedInput, match=r"^\$\.attributions\[1\]\.id: 'a1' is already"):
        decode(json.dumps(shape))


def test_a_chain_that_closes_on_itself_is_refused():
    shape = json.loads(encode(example()))
    first, second = shape["attributions"][0], dict(shape["attributions"][0])
    second["id"], second["within"], first["within"] = "a2", "a1", "a2"
    shape["attributions"] = [first, second]
    with pytest.raises(MalformedInput, match="comes back to 'a1'"):
        decode(json.dumps(shape))


@pytest.mark.parametrize("key", ["document", "attributions", "mentions", "entities", "failures"])
def test_a_missing_key_is_refused_by_name(key):
    shape = json.loads(encode(example()))
    del shape[key]
    with pytest.raises(MalformedInput, match=f"missing required field `{key}`"):
        decode(json.dumps(shape))


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]", b"\xff", b'{"document":' + b"[" * 100_000, b'{"document":{"id":"\\ud800"}}']
)
def test_a_line_that_is_no_json_of_ours_is_refused(line):
    with pytest.raises(MalformedInput):
        decode(line)


def test_a_lone_surrogate_cannot_be_written():
    with pytest.raises(MalformedInput, match="lone surrogate"):
        encode(Extraction(Document("d1", "a \ud800 b")))


def test_unknown_keys_are_ignored_so_that_later_versions_can_add_some():
    shape = json.loads(encode(example()))
    shape["new"] = shape["document"]["new"] = shape["attributions"][0]["new"] = 1
    shape["failures"] = [{"origin": "a", "stage": "read", "reason": "x", "message": "y", "new": 1}]
    assert decode(json.dumps(shape)).failures[0].origin == "a"


def test_lines_are_numbered_and_blank_ones_passed_over():
    good = encode(example()) + b"\n"
    assert len(list(decode_lines([good, b"\n", good]))) == 2
    with pytest.raises(MalformedInput, match=r"^line 3: "):
        list(decode_lines([good, b"\n", b"{}\n"]))


def test_the_exporter_writes_one_line_a_document_and_counts_them():
    out = io.StringIO()
    assert JsonLinesExporter().export(iter([example(), Extraction(Document("d2", "x\u2028y"))]), out) == 2
    lines = out.getvalue().split("\n")
    assert [json.loads(line)["document"]["id"] for line in lines[:-1]] == ["d1", "d2"]
    assert lines[-1] == ""


def test_the_committed_schema_is_the_one_of_the_code():
    assert json.loads(SCHEMA.read_text("utf-8")) == schema(), (
        "docs/wire.schema.json is stale; write it anew with "
        "python -c 'import json; from onrecord.wire import schema; "
        "print(json.dumps(schema(), indent=2, ensure_ascii=False))'"
    )


def test_the_schema_requires_every_key_that_is_written():
    described = schema()
    shapes = described["$defs"]
    written = json.loads(encode(example()))
    assert set(shapes["Extraction"]["required"]) == set(written)
    assert set(shapes["Attribution"]["required"]) == set(written["attributions"][0])
    assert set(shapes["Document"]["required"]) == set(written["document"])
    assert not [name for name in json.dumps(described).split('"') if name.endswith("Shape")]


def test_importing_the_wire_does_not_import_the_codec():
    code = "import sys, onrecord.wire; print('msgspec' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
