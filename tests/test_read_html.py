from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Document, Failure
from onrecord.read import read_bytes, read_path
from onrecord.read.html import MAX_BYTES

DATA = Path(__file__).parent / "data"
BODY = "<article><p>The dam holds, said the engineer of the board, who had measured it.</p></article>"


def one(page: str | bytes, **options) -> Document | Failure:
    data = page.encode() if isinstance(page, str) else page
    (found,) = read_bytes(data, "a.html", **options)
    return found


def head(markup: str) -> Document:
    found = one(f"<html><head>{markup}</head><body>{BODY}</body></html>")
    assert isinstance(found, Document), found
    return found


def linked(markup: str) -> Document:
    return head(f'<script type="application/ld+json">{markup}</script>')


@pytest.mark.parametrize("page", sorted(DATA.glob("*.html")), ids=lambda path: path.stem)
def test_golden_pages(page):
    assert list(read_path(page)) == list(read_path(page.with_suffix(".md")))


def test_blocks_are_paragraphs_and_breaks_are_kept():
    found = one(
        "<html><body><article>"
        "<p>The dam\n  holds,&nbsp;said the <b>engineer</b>, <i>who</i> had measured it.</p>"
        "<ul><li>The first measurement was taken in May.</li><li>The second one came in June.</li></ul>"
        "<blockquote><p>“It will hold,<br>come what may.”</p><p>She left it at that.</p></blockquote>"
    )
    assert found.text.split("\n\n") == [
        "The dam holds, said the engineer, who had measured it.",
        "The first measurement was taken in May.",
        "The second one came in June.",
        "“It will hold,\ncome what may.”",
        "She left it at that.",
    ]


def test_a_heading_that_repeats_the_title_is_left_to_it_and_another_is_kept():
    page = "<html><head><title>{}</title></head><body><article><h1>{}</h1>{}</article></body></html>"
    paragraph = "<p>" + "The dam holds, said the engineer of the board, who had measured it. " * 5 + "</p>"
    assert one(page.format("Dam holds", "Dam holds", paragraph)).text.startswith("The dam")
    kept = one(page.format("x", "Dam holds", paragraph * 2))
    assert kept.title == "Dam holds"


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ('<meta property="article:published_time" content="2026-05-07T23:30:00-05:00">', date(2026, 5, 7)),
        ('<meta name="pubdate" content="Thu, 07 May 2026 18:00:00 +0200">', date(2026, 5, 7)),
        ('<meta itemprop="datePublished" content="2026-05-07">', date(2026, 5, 7)),
        ('<meta property="article:modified_time" content="2026-05-09">', None),
        ('<meta name="date" content="05/07/2026">', None),
        ('<meta name="date" content="0001-01-01T00:00:00Z">', None),
        ('<link rel="canonical" href="https://a.example/2026/05/07/dam">', date(2026, 5, 7)),
        ('<link rel="canonical" href="https://a.example/2026/15/47/dam">', None),
        # A stamp in UTC of an evening in America, and one that has nothing to do with the address.
        (
            '<link rel="canonical" href="https://a.example/2026/05/07/dam">'
            '<meta name="date" content="2026-05-08T02:10:00Z">',
            date(2026, 5, 7),
        ),
        (
            '<link rel="canonical" href="https://a.example/2026/05/07/dam">'
            '<meta name="date" content="2026-06-01">',
            date(2026, 6, 1),
        ),
    ],
)
def test_only_a_declared_day_of_publication_counts(markup, published):
    assert head(markup).published == published


def test_dates_and_names_in_the_visible_text_are_not_taken_for_metadata():
    found = one(
        "<html><body><article><p class='author'>By the ministries of two countries</p><time>5 May 2024</time>"
        "<p>Posted on 2024-05-05 by someone. The dam holds, said the engineer of the board.</p></article>"
    )
    assert (found.published, found.byline) == (None, ())


def test_linked_data_in_its_many_shapes():
    found = linked(
        '[{"@type": "WebSite", "datePublished": "2001-01-01"}, {"@type": ["NewsArticle", "Thing"],'
        ' "headline": "A &amp; B", "datePublished": "2026-05-07",'
        ' "author": ["By Ada Quist", {"name": "Per O\'Dell"}, {"name": "https://a.example/me"}, 5],'
        ' "publisher": {"@type": "Organization", "name": "The Varn Courier"}}]'
    )
    assert found.title == "A & B"
    assert found.byline == ("Ada Quist", "Per O'Dell")
    assert found.outlet == "The Varn Courier"
    assert found.published == date(2026, 5, 7)


@pytest.mark.parametrize(
    "markup", ["{broken", "[" * 5000, "null", '{"@type": 5, "@graph": {"@type": null}}', '"x"']
)
def test_linked_data_that_does_not_hold_is_passed_over(markup):
    found = linked(markup)
    assert (found.title, found.byline, found.published) == (None, (), None)


def test_declarations_that_contradict_each_other_are_none():
    found = linked(
        '[{"@type": "Article", "headline": "A", "datePublished": "2026-05-07", "author": "Ada Quist"},'
        ' {"@type": "Article", "headline": "B", "datePublished": "2026-05-05", "author": "Per O\'Dell"}]'
    )
    assert (found.title, found.byline, found.published) == (None, (), None)


def test_the_site_is_named_by_itself_or_by_its_host():
    address = '<link rel="canonical" href="https://www.courier.example/dam">'
    assert head(address).outlet == "courier.example"
    named = head(
        address
        + '<meta property="og:site_name" content="The Varn Courier"><title>Dam | The Varn Courier</title>'
    )
    assert (named.outlet, named.title) == ("The Varn Courier", "Dam")
    assert head("").outlet is None


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://courier.example/a?b=1", "https://courier.example/a?b=1"),
        ("/a", "https://courier.example/a"),
        ("http://[", "https://courier.example/x"),
        ("javascript:alert(1)", "https://courier.example/x"),
        ("ftp://courier.example/a", "https://courier.example/x"),
    ],
)
def test_the_canonical_address(address, url):
    found = head(
        f'<link rel="canonical" href="{address}"><meta property="og:url" content="https://courier.example/x">'
    )
    assert found.url == url


@pytest.mark.parametrize(
    ("lang", "language"), [("en-GB", "en-GB"), ("en_GB", "en-GB"), ("", None), ("x y", None)]
)
def test_the_language_of_the_page(lang, language):
    assert one(f'<html lang="{lang}"><body>{BODY}</body></html>').language == language


SENORA = "<p>The dam holds, said Señora Peña of the board – “come what may” – who had measured it.</p>"


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-2", "utf-8"),
        ("nonsense", "utf-8"),
    ],
)
def test_the_label_of_a_page_is_heard_unless_the_bytes_are_utf8(label, encoding):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    page = f"<html><head>{meta}</head><body><article>{SENORA}</article></body></html>"
    found = one(page.encode(encoding))
    if label == "utf-8":
        assert (found.reason, "--encoding" in found.message) == ("undecodable-input", True)
    else:
        assert "Señora Peña of the board – “come what may” –" in found.text


def test_a_page_of_escape_sequences_is_read_as_its_label_says():
    page = "<html><meta charset=iso-2022-jp><body><article><p>ダムは持つ、と技師は述べた。</p></article>"
    assert one(page.encode("iso-2022-jp")).text == "ダムは持つ、と技師は述べた。"


LINES = "".join(f"<p>Line {number}: the bus to Varn leaves at {number} o’clock.</p>" for number in range(24))
TEASERS = "".join(
    f'<div><h2><a href="/{word}">Minister visits the {word}</a></h2><p>A teaser of the {word} story.</p>'
    for word in ("dam", "harbour", "school", "market", "bridge", "tunnel", "station", "museum")
)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>A</title></head><body><p>Please enable JavaScript to view this page.</p></body>",
        "<html><body><h1>Not Found</h1><p>The requested address was not found on this server.</p></body>",
        f"<html><body><main>{TEASERS}</main></body></html>",
        "<html><frameset><frame src=a></frameset></html>",
        "words without any markup",
        "<html><body><div><p>We and our partners store information on your device, and process "
        "it. Click to consent, or read on to refuse.</p></div></body></html>",
        f"<html><body>{LINES}</body></html>",
        "<html><body>" + "<div>" * 5000 + "words" + "</div>" * 5000 + "</body></html>",
    ],
)
def test_a_page_without_an_article(page):
    found = one(page)
    assert isinstance(found, Failure), found
    assert found.reason == "no-article"
    assert "save its text" in found.message


def test_a_short_page_that_says_it_is_an_article_is_one():
    short = "<p>The Varn dam was closed on Monday, the ministry said.</p>"
    assert one(f"<html><body><div>{short}</div></body></html>").reason == "no-article"
    assert one(f"<html><body><article>{short}</article></body></html>").text.startswith("The Varn dam")


@pytest.mark.parametrize(
    ("page", "reason"), [("", "empty-input"), (" \n", "empty-input"), ("a" * (MAX_BYTES + 1), "too-large")]
)
def test_pages_that_are_refused_before_they_are_parsed(page, reason):
    assert one(page).reason == reason


def test_character_references_cannot_smuggle_in_what_no_text_may_have():
    found = one(
        f"<html><body><article><p>The dam &#xD83D; holds &#0; and &#x1F30A; holds.</p>{SENORA}</article>"
    )
    assert isinstance(found, Document)
    assert "🌊" in found.text
    assert not {"\0", "\ud83d"} & set(found.text)
