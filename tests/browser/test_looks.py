"""Every page, light and dark, wide and narrow: readable for everybody (axe-core, WCAG 2.2 AA), within its
width, and kept as a picture in build/pages for people to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import SHOTS, broken  # type: ignore[attr-defined]
from onrecord.store import open_record
from page_samples import sample

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "wide": {"viewport": {"width": 1760, "height": 1000}},
}
PICTURES = {
    "phone": (
        *("start", "article", "statement", "person", "search", "compare", "claim", "claims", "clashes"),
        *("drift", "question", "articles", "review"),
    ),
    "wide": ("start", "article", "person", "claim"),
}
"""Of these looks only some pages are taken, without axe: what it checks differs by colour, not by width."""

ARTICLE = sample("08")


@pytest.fixture(scope="module")
def addresses(valley: Path) -> dict[str, str]:
    with open_record(valley, readonly=True) as record:
        renn = next(s.id for s in record.speakers() if "Renn" in s.name)
        link = record.links().links("contradicts")[0]  # type: ignore[arg-type]
    within = next(a for a in ARTICLE.attributions if a.within)
    return {
        "start": "/",
        "article": f"/d/{ARTICLE.document.id}",
        "statement": f"/a/{within.id}",
        "person": f"/p/{renn}",
        "compare": f"/compare?a={link.left.id}&a={link.right.id}",
        "claim": f"/claim/{link.left.id}",
        "claims": "/claims",
        "clashes": "/clashes",
        "changes": "/changes?name=renn",
        "drift": "/drift",
        "decided": "/decided",
        "question": "/compare?q=gate",
        "outlet": "/o/Lorvane%20Press%20Association",
        "search": "/search?q=gate",
        "articles": "/articles",
        "people": "/people",
        "outlets": "/outlets",
        "review": "/review",
        "failures": "/failures",
        "gone": "/nowhere",
    }


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible_and_fits(
    look: str, opened: Callable[..., Any], site: str, addresses: dict[str, str]
) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page = opened(f"{site}/failures", expected="404", **LOOKS[look])
    for name, address in addresses.items():
        if look in PICTURES and name not in PICTURES[look]:
            continue
        page.goto(site + address)
        page.evaluate("document.fonts.ready")
        if look not in PICTURES:
            assert broken(page) == [], f"{name}, {look}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{name}, {look}"
        whole = name not in ("article", "statement")
        page.screenshot(path=SHOTS / f"{name}-{look}.png", full_page=whole)


def test_dark_is_dark_and_light_is_light(opened: Callable[..., Any], site: str) -> None:
    paper = (
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"
    )
    assert opened(site, color_scheme="light").evaluate(paper) > 700
    assert opened(site, color_scheme="dark").evaluate(paper) < 100


def test_suggestions_are_accessible(opened: Callable[..., Any], site: str) -> None:
    page = opened(site)
    page.fill("#q", "ren")
    page.wait_for_selector("#suggestions a")
    assert broken(page) == []
