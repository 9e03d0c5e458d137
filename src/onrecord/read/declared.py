"""What a page declares about itself: schema.org linked data, Open Graph and meta elements.

Only declarations count, and only where they do not contradict each other. Searching the visible text for
names and dates finds more and is wrong too often for a record: of 44 pages with the day in their address
htmldate (as trafilatura calls it, without its extensive search) dates 5 to another day, two of them by years,
and trafilatura makes two ministries that a text names its authors (bench/read_html.py).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from onrecord.errors import MalformedInput
from onrecord.read.dates import parse_date
from onrecord.read.metadata import is_language

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Metas = Mapping[str, list[str]]
    Linked = Mapping[str, object]

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "dc.date",
    "date",
)
_AUTHOR = (
    "author",
    "byl",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
)
_OUTLET = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
_BY = re.compile(r"by[:\s]\s*", re.IGNORECASE)
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/-])")
# What publishing software writes where it has no date.
_NO_DATE = (date(1, 1, 1), date(1970, 1, 1))


def declared(tree: HtmlElement) -> dict[str, object]:
    """title, url, outlet, byline, published and language where the page declares them, else None or empty.

    The outlet is the declared name of the site, or its host name where there is an address and no name.
    """
    metas = _metas(tree)
    articles = list(_articles(tree))
    url = _url(tree, metas)
    outlet = _outlet(metas, articles, url)
    return {
        "title": _title(tree, metas, articles, outlet),
        "url": url,
        "outlet": outlet,
        "byline": _byline(metas, articles),
        "published": _published(tree, metas, articles, url),
        "language": _language(tree, metas),
    }


def is_marked_up(tree: HtmlElement) -> bool:
    """Whether the page says in some way that it is an article: in its linked data, to Open Graph, by a day of
    publication or by one single ``article`` element (lists of teasers have many)."""
    metas = _metas(tree)
    articles = list(_articles(tree))
    return (
        bool(articles)
        or any("article" in kind.lower() for kind in metas.get("og:type", []))
        or _published(tree, metas, articles, _url(tree, metas)) is not None
        or sum(1 for _ in tree.iter("article")) == 1
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta elements under their property, name or itemprop, in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _plain(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _articles(tree: HtmlElement) -> Iterator[Linked]:
    """The objects of the page's linked data (JSON-LD) that are an article of schema.org."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                value = json.loads(script.text_content(), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles_in(value)


def _articles_in(value: object) -> Iterator[Linked]:
    if isinstance(value, list):
        for element in value:
            yield from _articles_in(element)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        names = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
        if any(name.endswith(("Article", "Posting", "Report")) for name in names):
            yield value
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _articles_in(value.get(key))


def _agreed(values: Iterable[object]) -> object:
    """The one value that all declarations of a kind have, or None."""
    given = [value for value in values if value]
    return given[0] if given and all(value == given[0] for value in given) else None


def _title(tree: HtmlElement, metas: Metas, articles: list[Linked], outlet: str | None) -> str | None:
    headline = _agreed(_plain(article.get("headline")) for article in articles)
    if isinstance(headline, str) and headline.endswith(("…", "...")):  # cut to what a search engine shows
        headline = None
    headings = [text for element in tree.iter("h1") if (text := _plain(element.text_content()))]
    titles = [text for element in tree.iter("title") if (text := _plain(element.text_content()))]
    candidates = (headline, *metas.get("og:title", []), *(headings if len(headings) == 1 else []), *titles)
    title = next((str(candidate) for candidate in candidates if candidate), None)
    for mark in (" - ", " | ", " – ", " — ") if title and outlet else ():
        title = str(title).removesuffix(f"{mark}{outlet}").removeprefix(f"{outlet}{mark}")
    return title


def _url(tree: HtmlElement, metas: Metas) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    known = metas.get("og:url", [])
    for address in (*links, *known):
        try:
            whole = urljoin(known[0] if known else "", str(address or "").strip())
            if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname:
                return str(whole)
        except ValueError:  # such as http://[
            continue
    return None


def _outlet(metas: Metas, articles: list[Linked], url: str | None) -> str | None:
    named = [metas[name][0] for name in _OUTLET if name in metas]
    publisher = _agreed(tuple(_names(article.get("publisher"))) for article in articles)
    for name in (*named[:1], *(publisher if isinstance(publisher, tuple) else ())):
        if "://" not in name:
            return str(name)
    return str(urlsplit(url).hostname or "").removeprefix("www.") if url else None


def _byline(metas: Metas, articles: list[Linked]) -> list[str]:
    linked = _agreed(tuple(_names(article.get("author"))) for article in articles)
    if isinstance(linked, tuple):
        return list(linked)
    for key in _AUTHOR:
        names = [_BY.sub("", name, count=1) if _BY.match(name) else name for name in metas.get(key, [])]
        if people := [name for name in dict.fromkeys(names) if "://" not in name]:
            return people
    return []


def _names(value: object) -> Iterator[str]:
    """The names in a value of schema.org that is a name, a thing with a name, or a list of these."""
    if isinstance(value, list):
        for element in value:
            yield from _names(element)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif (name := _plain(value)) and "://" not in name:
        yield _BY.sub("", name, count=1) if _BY.match(name) else name


def _published(tree: HtmlElement, metas: Metas, articles: list[Linked], url: str | None) -> date | None:
    """The declared day of publication.

    Stamps are often in UTC and then name the next day for an evening in America. Where the address of the
    page names a day, which is the outlet's own, and a stamp lies a day from it, the address is followed.
    """
    stamps: list[object] = [_day(article.get("datePublished")) for article in articles]
    found = _agreed(stamps) or next(
        (day for key in _PUBLISHED if (day := _day(metas.get(key, [""])[0]))), None
    )
    if found is None:
        marked = tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]")
        found = _agreed(_day(element.get("datetime") or element.get("content")) for element in marked)
    in_path = _day_in_path(url)
    if not isinstance(found, date):
        return in_path
    return in_path if in_path and abs((found - in_path).days) <= 1 else found


def _day(value: object) -> date | None:
    try:
        day = parse_date(value) if isinstance(value, str) else None
    except MalformedInput:
        return None
    return None if day in _NO_DATE else day


def _day_in_path(url: str | None) -> date | None:
    match = _DAY_IN_PATH.search(urlsplit(url).path) if url else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _language(tree: HtmlElement, metas: Metas) -> str | None:
    root = next(tree.iter("html"), tree)
    tags = (
        str(tag or "").strip()
        for tag in (root.get("lang"), root.get("xml:lang"), *metas.get("og:locale", []))
    )
    return next((tag for tag in tags if is_language(tag)), None)


def _plain(value: object) -> str | None:
    """A string without entities and with single blanks, or None."""
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None
