from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import Document, Failure
from onrecord.read import read_bytes

ARTICLE = (
    "“We’ll hold,” Ilse Maren said. “It isn’t our dam,” said O’Dell – the café’s owner – for £30 or €35."
)


def one(data: bytes, origin: str = "a.txt", **options) -> Document | Failure:
    (found,) = read_bytes(data, origin, **options)
    return found


def refused(data: bytes, origin: str = "a.txt", **options) -> tuple[str, str]:
    found = one(data, origin, **options)
    assert isinstance(found, Failure), found
    assert (found.origin, found.stage) == (origin, "read")
    return found.reason, found.message


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
    lambda text: any(map(str.isalpha, text)) and not text.startswith(("---", "\ufeff"))
)


@given(texts)
@example("a\r\nb\r\n")
@example("  a\u2028\x85\x0c ")
@example("e\u0301 \u00e9 👩🏽‍🚒 שלום")
@example("GIF8 is how the letters of an image file begin")
@example("PK is not a ZIP archive")
def test_plain_text_is_kept_to_the_character(text):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        found = one(text.encode(encoding))
        assert isinstance(found, Document), found
        assert found.text == text


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a", "-"]))
@example(b"\xff\xfe\x00", "a.txt")
@example(b"\xff\xfe\x00\xd8", "a.txt")
@example(b"\xef\xbb\xbf", "a.jsonl")
@example(b"<html><body>\x00<p>\xff", "a.html")
@example(b'{"text": "a\\ud83d"}\n[[', "a.json")
@example(b"---\ntitle: a", "a.txt")
def test_no_bytes_raise_and_every_document_can_be_stored(data, origin):
    for found in read_bytes(data, origin):
        assert isinstance(found, Document | Failure)
        if isinstance(found, Document):
            assert any(map(str.isalpha, found.text))
            assert "\0" not in found.text
            found.text.encode()
        else:
            assert found.reason in {
                "empty-input", "binary-input", "undecodable-input", "malformed-input", "no-article",
            }  # fmt: skip
            assert found.message.isprintable()
            assert len(found.message) > 20


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254", "cp1258"])
def test_western_text_without_a_label_is_read_where_code_pages_agree(encoding):
    assert one(ARTICLE.encode(encoding)).text == ARTICLE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Příběh paní Novákové ze Lhoty", "cp1250"),
        ("Señor Peña said it would hold", "cp1252"),
        ("Привет из города Варна", "cp1251"),
        ("Привет из города Варна", "koi8-r"),
        ("ダムは持つ、と技師は述べた", "shift_jis"),
        ("댐은 견딜 것이라고 말했다", "euc-kr"),
        ("It’s said that “it’ll hold”", "mac_roman"),
        ("It’s said that “it’ll hold”", "gb18030"),
        ("José García said it would hold", "mac_roman"),
        ("the café said it would hold", "cp850"),
        ("León hold", "mac_roman"),
        ("The Škoda will hold", "iso8859-2"),
        ("The Žatec chuť will hold", "iso8859-2"),
        ("The chuť will hold", "iso8859-2"),
        ("The święta will hold", "iso8859-2"),
    ],
)
def test_text_that_could_be_read_in_two_ways_is_refused_with_advice_and_read_when_told(text, encoding):
    data = text.encode(encoding)
    reason, message = refused(data)
    assert reason == "undecodable-input"
    assert "--encoding" in message
    assert one(data, encoding=encoding).text == text


def test_broken_utf8_is_not_taken_for_another_encoding():
    data = "“It’ll hold,” said Ilse – the engineer.".encode()
    reason, message = refused(data.replace("’".encode(), b"\xe2\x80", 1))
    assert reason == "undecodable-input"
    assert "UTF-8 but for 1 place(s), the first at byte 5" in message


@pytest.mark.parametrize(
    "data", [b"\xff\xfea\0b", b"\xfe\xff\xd8\0\0a", b"\xef\xbb\xbfcaf\xe9", b"\xff\xfe\0\0a\0"]
)
def test_a_byte_order_mark_that_the_rest_does_not_keep_is_refused(data):
    reason, message = refused(data)
    assert reason == "undecodable-input"
    assert "mark of UTF-" in message


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"GIF89a\x01\x00\x01", "GIF"),
        (b"The dam\x00 will hold", "NUL byte at offset 7"),
        ("The dam will hold".encode("utf-16-le"), "--encoding utf-16-le"),
    ],
)
@pytest.mark.parametrize("origin", ["a.txt", "a.html", "a.jsonl", "a.unknown"])
def test_binary_content_is_named(data, name, origin):
    reason, message = refused(data, origin)
    assert reason == "binary-input"
    assert name in message


def test_utf16_without_a_mark_is_read_when_told():
    assert one("The dam".encode("utf-16-le"), encoding="utf-16-le").text == "The dam"


def test_a_stated_encoding_that_does_not_hold_is_refused():
    assert refused(b"caf\xe9", encoding="utf-8")[0] == "undecodable-input"
    assert refused("café".encode("utf-16-be") + b"\xd8", encoding="utf-16-be")[0] == "undecodable-input"


def test_a_stated_encoding_outweighs_every_other_hint():
    page = "<html><head><meta charset='iso-8859-2'></head><body><article><p>Señor Peña said</p></article>"
    assert "Peña" in one(page.encode("cp1252"), "a.html", encoding="cp1252").text
    assert one('{"text": "Peña"}'.encode("cp1252"), "a.jsonl", encoding="cp1252").text == "Peña"
    assert one("\ufeffPeña".encode(), encoding="utf-8").text == "Peña"
