"""The timeline as a picture."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Kind, Polarity
from onrecord.show.timeline import COLUMNS, ROWS, STACKED, TALL, WIDTH, Bar, Point, columns, legend, timeline

DAY = date(2026, 4, 13)


def point(day: int = 0, row: str = "Echo", **more: object) -> Point:
    values = {"kind": Kind.DIRECT, "polarity": Polarity.AFFIRMS, **more}
    return Point(DAY + timedelta(days=day), row, **values)  # type: ignore[arg-type]


def elements(svg: str, name: str, **wanted: str) -> list[ElementTree.Element]:
    found = ElementTree.fromstring(svg).iter(name)
    return [e for e in found if all(w in e.get(n.rstrip("_"), "").split() for n, w in wanted.items())]


@given(
    st.lists(
        st.builds(
            point,
            st.integers(0, 4000),
            st.text(
                st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40
            ),
            kind=st.sampled_from(Kind),
            polarity=st.sampled_from(Polarity),
            count=st.integers(1, 40),
        ),
        max_size=30,
    )
)
def test_any_points_make_a_well_formed_picture_inside_its_frame(points: list[Point]) -> None:
    svg = timeline(points, title="What <somebody> said")
    if not points:
        assert svg == ""
        return
    root = ElementTree.fromstring(svg)
    high = float((root.get("viewBox") or "").split()[3])
    for rect in root.iter("rect"):
        if "column" in rect.get("class", ""):
            assert 0 <= float(rect.get("x", "0")) <= WIDTH
    for text in root.iter("text"):
        if text.get("class") != "more":
            assert 0 <= float(text.get("y", "0")) <= high


def test_each_statement_has_a_mark_and_leads_to_its_words() -> None:
    svg = timeline([point(0, href="/a/1", label="<one>"), point(3, "Post", href="/a/2")], title="t")
    assert [a.get("href") for a in elements(svg, "a")] == ["/a/1", "/a/2"]
    assert next(t.text for t in elements(svg, "title")) == "<one>"
    assert [t.text for t in elements(svg, "text", class_="row")] == ["Echo", "Post"]


def test_shape_tells_polarity_and_filling_kind() -> None:
    points = [
        point(0),
        point(1, kind=Kind.INDIRECT),
        point(2, polarity=Polarity.DENIES),
        point(3, polarity=Polarity.WITHHOLDS, kind=Kind.INDIRECT),
    ]
    svg = timeline(points, title="t")
    assert len(elements(svg, "circle", class_="full")) == 1
    assert len(elements(svg, "circle", class_="empty")) == 1
    assert len(elements(svg, "path", class_="denies")) == 1
    assert len(elements(svg, "rect", class_="withholds")) == 1
    assert len(list(legend())) == len(Kind) + 2


def test_a_high_stack_ends_in_a_number() -> None:
    svg = timeline([point(count=STACKED + 4)], title="t")
    assert len(elements(svg, "circle")) == STACKED - 1
    assert [t.text for t in elements(svg, "text", class_="more")] == ["+5"]


def test_many_statements_become_columns() -> None:
    bars = [
        Bar(DAY + timedelta(days=30 * month), f"Outlet {row}", polarity, month + 1)
        for month in range(COLUMNS)
        for row in range(ROWS + 1)
        for polarity in Polarity
    ]
    svg = columns(bars, days=timedelta(days=30), last="Outlet 0", title="t")
    assert elements(svg, "circle") == []
    classes = {path.get("class") for path in elements(svg, "path")}
    assert classes >= {"column affirms", "column denies", "column withholds"}
    rows = [t.text for t in elements(svg, "text", class_="row")]
    assert rows[-1] == f"Outlet 0 {sum(3 * (m + 1) for m in range(COLUMNS)):,}", "the others come last"
    assert len(rows) == ROWS + 1
    assert len(svg) < 100_000


def test_a_column_is_as_high_as_it_has_statements() -> None:
    bars = [Bar(DAY, "Echo", Polarity.AFFIRMS, 30), Bar(DAY + timedelta(7), "Post", Polarity.DENIES, 10)]
    svg = columns(bars, days=timedelta(days=7), last="", title="t")
    shapes = [str(path.get("d")) for path in elements(svg, "path", class_="column")]
    heights = [float(high) for shape in shapes for high in re.findall(r"v-([\d.]+)h", shape)]
    assert heights[0] == 3 * heights[1] == TALL
    assert [t.text for t in elements(svg, "title")] == ["30 affirmed", "10 denied"]


def test_the_axis_fits_days_months_and_years() -> None:
    def labels(days: int) -> list[str | None]:
        return [t.text for t in elements(timeline([point(0), point(days)], title="t"), "text", class_="day")]

    assert labels(0) == ["13 Apr 2026"]
    assert labels(9) == [
        "13 Apr 2026",
        "14 Apr",
        "15 Apr",
        "16 Apr",
        "17 Apr",
        "18 Apr",
        "19 Apr",
        "20 Apr",
        "21 Apr",
        "22 Apr",
    ]
    assert labels(200)[:2] == ["May 2026", "Jun 2026"]
    assert labels(2000) == ["2027", "2028", "2029", "2030", "2031"]
    assert all(2 <= len(labels(days)) <= 14 for days in (10, 40, 69, 71, 300, 900, 5000, 20_000))
