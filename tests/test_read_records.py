from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import extractions

from onrecord.model import Document, Failure
from onrecord.read import read_bytes, read_path
from onrecord.read.records import MAX_LINE, RecordsReader
from onrecord.wire import encode

FULL = {
    "id": "7",
    "text": " The dam.\r\n\nIt holds. ",
    "title": "Dam\nholds",
    "url": "https://courier.example/dam",
    "publisher": "The Varn Courier",
    "authors": ["Ada Quist", "Per O'Dell"],
    "date": "2026-05-07T23:30:00-05:00",
    "language": "en",
    "section": {"name": "Home"},
}
DOCUMENT = Document.new(
    FULL["text"],
    title="Dam holds",
    url=FULL["url"],
    outlet="The Varn Courier",
    byline=("Ada Quist", "Per O'Dell"),
    published=date(2026, 5, 7),
    language="en",
)


def read(data: str | bytes, origin: str = "a.jsonl", **options) -> list[Document | Failure]:
    return list(read_bytes(data.encode() if isinstance(data, str) else data, origin, **options))


def test_a_record_with_all_its_keys():
    assert read(json.dumps(FULL)) == [DOCUMENT]


@pytest.mark.parametrize("origin", ["a.jsonl", "a.json", "a.ndjson", "-"])
def test_lines_an_array_and_printed_objects_give_the_same(origin):
    one, two = json.dumps(FULL), json.dumps({"text": "b", "title": None, "outlet": "", "byline": []})
    expected = [DOCUMENT, Document.new("b")]
    assert read(f"{one}\n\n  {two}\r\n", origin) == expected
    assert read(f"\n[{one},\n{two}]", origin) == expected
    assert read(json.dumps(FULL, indent=2), origin) == expected[:1]
    assert read(f"\ufeff{one}\n{two}".encode("utf-16-le"), origin) == expected


@given(extractions())
def test_the_wire_format_is_read_for_its_documents(extraction):
    (found,) = read(encode(extraction))
    if isinstance(found, Document):
        assert found.text == extraction.document.text
    else:
        document = extraction.document
        nul = any(
            "\0" in str(each) for each in (document.text, document.title, document.outlet, *document.byline)
        )
        assert nul or not any(map(str.isalpha, document.text)), found


def test_bad_lines_fail_alone_with_their_place():
    lines = [
        b'{"text": "a"}',
        b'{"text": "b"',
        b'{"text": "\\ud83d"}',
        b'{"text": "c", "title": "\\udc00"}',
        b'{"text": "\\u0000d"}',
        b'{"text": "caf\xe9"}',
        b'{"text": 5}',
        b'{"body": "e", "k": 1}',
        b'["text"]',
        b'{"text": "12:30"}',
        b'{"text": "f", "published": "05/07/2026"}',
        b'{"text": "f", "published": 1778104800}',
        b'{"text": "f", "author": {"name": "Ada"}}',
        b'{"text": "f", "language": "English language"}',
        b"[" * 100_000,
        b'{"text": "f", "n": ' + b"9" * 5000 + b"}",
        b"nul \x00 byte",
        b'{"text": "z"}',
    ]
    found = read(b"\n".join(lines))
    assert [document.text for document in found if isinstance(document, Document)] == ["a", "z"]
    failures = [failure for failure in found if isinstance(failure, Failure)]
    assert [failure.origin for failure in failures] == [f"a.jsonl:{number}" for number in range(2, 18)]
    wanted = [
        "column 13",
        "\\ud83d",
        "\\udc00",
        "NUL",
        "not UTF-8",
        "text is no string",
        "its keys are 'body', 'k'",
    ]
    wanted += ["no record", "no letter", "05/07/2026", "a number", "an object", "English language", "nested"]
    wanted += ["4300", "not valid JSON"]
    for failure, words in zip(failures, wanted, strict=True):
        assert words in failure.message
    assert {failure.reason for failure in failures} == {"malformed-input", "undecodable-input", "empty-input"}


def test_bad_elements_of_an_array_fail_alone_and_a_broken_array_as_a_whole():
    first, failure, last = read('[{"text": "a"}, 3, {"text": "b"}]', "a.json")
    assert (first.text, last.text) == ("a", "b")
    assert (failure.origin, failure.reason) == ("a.json[1]", "malformed-input")
    (failure,) = read('[{"text": "a"},\n {"text": "b"]', "a.json")
    assert (failure.origin, failure.reason) == ("a.json", "malformed-input")
    assert "line 2, column 14" in failure.message


@pytest.mark.parametrize("data", ["", "\n \n", "[]", "\ufeff"])
def test_no_record_at_all_is_a_failure(data):
    (failure,) = read(data)
    assert (failure.origin, failure.reason) == ("a.jsonl", "empty-input")


def test_one_line_of_five_megabytes_is_read_and_one_over_the_limit_is_not():
    long = json.dumps({"text": "a" * 4_999_000})
    over = b'{"text": "' + b"a" * MAX_LINE + b'"}'
    found = read(long.encode() + b"\n" + over + b'\n{"text": "b"}')
    assert [getattr(each, "reason", None) for each in found] == [None, "too-large", None]
    assert found[1].origin == "a.jsonl:2"
    assert found[2].text == "b"


def test_an_array_may_stand_on_one_line_of_any_length():
    texts = [letter * 4_000_000 for letter in "abcdefgh"]
    data = json.dumps([{"text": text} for text in texts])
    assert len(data) > MAX_LINE
    assert [found.text for found in read(data, "a.json")] == texts


class Endless(io.RawIOBase):
    """One record after the other, without end, and a count of what was taken."""

    taken = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        line = b'{"text": "the dam will hold"}\n'
        buffer[: len(line)] = line
        self.taken += len(line)
        return len(line)


def test_lines_are_read_as_they_are_asked_for():
    stream = Endless()
    found = RecordsReader().read_stream(io.BufferedReader(stream), "-")
    assert [next(found).text for _ in range(3)] == ["the dam will hold"] * 3
    assert stream.taken < 1_000_000


def test_a_file_is_streamed_too(tmp_path):
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "a"}\n')
        out.truncate(150_000_000)  # a hole: no bytes on the disk
    found = read_path(file)
    assert next(found).text == "a"
    assert [failure.reason for failure in found] == ["too-large"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_every_line_gives_one_value(texts):
    found = read("".join(json.dumps({"text": text}) + "\n" for text in texts))
    assert [each.text if isinstance(each, Document) else None for each in found] == [
        text if any(map(str.isalpha, text)) else None for text in texts
    ] or (not texts and found[0].reason == "empty-input")
