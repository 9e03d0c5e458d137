"""What somebody said over time, as an SVG picture. Pure: values in, a string out.

Outlets are rows and days run from left to right. The shape of a mark says what the speaker does with the
content (circle affirms, cross denies, bar withholds), its filling how it is reported (full direct, half
mixed, empty indirect), so that neither needs colour. Where there are more statements than a reader can tell
apart, `columns` draws how many there are. All colours come from the style sheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from onrecord.model import Kind, Polarity

SINGLE = 160
"""Most statements that are drawn one by one: beyond, marks of a row as wide as a page touch each other."""

COLUMNS, ROWS = 70, 11
"""Columns side by side at 10 px each, and outlets with a row of their own."""

STACKED = 5
"""Most marks above each other; a higher stack ends in a number."""

WIDTH, LEFT, RIGHT = 920, 190, 16
TALL = 36
"""Pixels of the highest column."""

STEP, MARK = 13, 5
"""Pixels from one mark to the next in a stack, and a mark's radius: 12.5 px between centres keep 2 px of
paper."""


@dataclass(frozen=True, slots=True)
class Point:
    """Statements of one day, row, kind and polarity. ``label`` is what pointing at it says; ``href`` may be
    empty."""

    day: date
    row: str
    kind: Kind
    polarity: Polarity
    count: int = 1
    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many statements of a row and polarity lie in the days from ``day`` on."""

    day: date
    row: str
    polarity: Polarity
    count: int


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    days: int

    def x(self, day: date) -> float:
        room = WIDTH - LEFT - RIGHT - 2 * MARK
        return LEFT + MARK + room * ((day - self.first).days / max(self.days, 1) if self.days else 0.5)


_DOES = {Polarity.AFFIRMS: "affirmed", Polarity.DENIES: "denied", Polarity.WITHHOLDS: "withheld"}


def timeline(points: Sequence[Point], *, title: str) -> str:
    """The picture; empty without points. Rows come in the order in which they first speak."""
    if not points:
        return ""
    ordered = sorted(points, key=lambda p: (p.day, p.row))
    scale = _Scale(ordered[0].day, (ordered[-1].day - ordered[0].day).days)
    rows: dict[str, list[Point]] = {}
    for point in ordered:
        rows.setdefault(point.row, []).append(point)
    return _picture({name: _stacks(mine, scale) for name, mine in rows.items()}, scale, title)


def columns(bars: Sequence[Bar], *, days: timedelta, last: str, title: str) -> str:
    """The picture of many statements: in each row columns as high as there are statements in so many days,
    denials and refusals on top of the rest. The row with most comes first, that called ``last`` at the end;
    all have one measure. Empty without bars."""
    if not bars:
        return ""
    first = min(bar.day for bar in bars)
    places = 1 + max((bar.day - first) // days for bar in bars)
    scale = _Scale(first, (days * places).days - 1)
    rows: dict[str, dict[int, Counter[Polarity]]] = defaultdict(lambda: defaultdict(Counter))
    for bar in bars:
        rows[bar.row][(bar.day - first) // days][bar.polarity] += bar.count
    totals = {name: sum(c.total() for c in places.values()) for name, places in rows.items()}
    most = max(c.total() for places in rows.values() for c in places.values())
    order = sorted(rows, key=lambda name: (name == last, -totals[name], name))
    drawn = {f"{_short(name, 20)} {totals[name]:,}": _columns(rows[name], most, places) for name in order}
    return _picture(drawn, scale, title)


def _picture(rows: Mapping[str, tuple[Sequence[str], float]], scale: _Scale, title: str) -> str:
    """The rows, each as what is drawn in it above its base line and how high that is, under one axis."""
    body, top = [], 10.0
    for name, (drawn, height) in rows.items():
        base = top + height
        body.append(f'<text class="row" x="{LEFT - 14}" y="{base - 1:g}">{escape(_short(name))}</text>')
        body.append(f'<path class="rule" d="M{LEFT} {base + 8:g}H{WIDTH - RIGHT}"/>')
        body.append(f'<g transform="translate(0 {base:g})">{"".join(drawn)}</g>')
        top = base + 18
    axis = "".join(_axis(scale, top))
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {top + 26:g}" width="{WIDTH}" height="{top + 26:g}" '
        f'role="group" aria-label="{escape(title)}">{axis}{"".join(body)}</svg>'
    )


def legend() -> Iterator[tuple[str, str]]:
    """The marks and what they mean, as (SVG, words)."""
    for kind in Kind:
        yield _alone(kind, Polarity.AFFIRMS), str(kind)
    yield _alone(Kind.DIRECT, Polarity.DENIES), "denies"
    yield _alone(Kind.DIRECT, Polarity.WITHHOLDS), "would not say"


def _alone(kind: Kind, polarity: Polarity) -> str:
    box = 'viewBox="-7 -7 14 14" width="14" height="14"'
    return f'<svg class="key" {box} aria-hidden="true">{_shape(kind, polarity)}</svg>'


def _stacks(points: list[Point], scale: _Scale) -> tuple[list[str], float]:
    """One mark for each statement, those of neighbouring days that would touch above each other."""
    columns: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        columns[round(scale.x(point.day) / (STEP - 1))] += [point] * point.count
    drawn, tallest = [], 1
    for mine in columns.values():
        x = scale.x(mine[0].day)
        shown = mine if len(mine) <= STACKED else mine[: STACKED - 1]
        tallest = max(tallest, len(shown) + (len(mine) > len(shown)))
        drawn += [_mark(point, x, -level * STEP) for level, point in enumerate(shown)]
        if len(mine) > len(shown):
            y = -len(shown) * STEP + 4
            drawn.append(f'<text class="more" x="{x:.1f}" y="{y}">+{len(mine) - len(shown)}</text>')
    return drawn, tallest * STEP


def _mark(point: Point, x: float, y: float) -> str:
    shape = f'<g transform="translate({x:.1f} {y:g})">{_shape(point.kind, point.polarity)}</g>'
    if not point.href:
        return f"{shape[:-4]}<title>{escape(point.label)}</title></g>"
    return (
        f'<a href="{escape(point.href)}" aria-label="{escape(point.label)}">'
        f"<title>{escape(point.label)}</title>{shape}</a>"
    )


def _shape(kind: Kind, polarity: Polarity) -> str:
    filling = {Kind.DIRECT: "full", Kind.MIXED: "half", Kind.INDIRECT: "empty"}[kind]
    classes = f'class="mark {polarity} {filling}"'
    r = MARK
    if polarity is Polarity.DENIES:
        return f'<path {classes} d="M-{r} -{r}L{r} {r}M{r} -{r}L-{r} {r}"/>'
    if polarity is Polarity.WITHHOLDS:
        return f'<rect {classes} x="-{r}" y="-2" width="{2 * r}" height="4"/>'
    half = f'<path class="mark affirms full" d="M0 -{r}A{r} {r} 0 0 0 0 {r}Z"/>' if filling == "half" else ""
    return f'<circle {classes} r="{r - 0.5}"/>{half}'


def _columns(counted: Mapping[int, Counter[Polarity]], most: int, places: int) -> tuple[list[str], float]:
    """One shape for each polarity; a column is as wide as the row has places."""
    wide = (WIDTH - LEFT - RIGHT) / places
    shapes: dict[Polarity, list[str]] = {polarity: [] for polarity in Polarity}
    for place, counts in sorted(counted.items()):
        y = 6.0
        for polarity in Polarity:
            if counts[polarity]:
                tall = max(TALL * counts[polarity] / most, 1)
                x = LEFT + place * wide
                shapes[polarity].append(f"M{x:.1f} {y:.1f}v{-tall:.1f}h{max(wide - 2, 1):.1f}v{tall:.1f}z")
                y -= tall
    total: Counter[Polarity] = sum(counted.values(), Counter())
    label = ", ".join(f"{n:,} {_DOES[polarity]}" for polarity, n in sorted(total.items()))
    drawn = [f'<path class="column {p}" d="{"".join(d)}"/>' for p, d in shapes.items() if d]
    return [f"<g><title>{label}</title>", *drawn, "</g>"], float(TALL if total else 0)


def _axis(scale: _Scale, bottom: float) -> Iterator[str]:
    yield f'<path class="axis" d="M{LEFT} {bottom:g}H{WIDTH - RIGHT}"/>'
    for day, label in _ticks(scale):
        x = scale.x(day)
        yield f'<path class="tick" d="M{x:.1f} 2V{bottom + 4:g}"/>'
        yield f'<text class="day" x="{x:.1f}" y="{bottom + 18:g}">{label}</text>'


def _ticks(scale: _Scale) -> Iterator[tuple[date, str]]:
    """At most about ten days with their labels: days, weeks, months or years, whatever fits."""
    last = scale.first + timedelta(days=scale.days)
    if scale.days <= 70:
        step = max(1, -(-scale.days // 9))
        step = next(nice for nice in (1, 2, 3, 7, 14) if nice >= min(step, 14))
        for number in range(0, scale.days + 1, step):
            day = scale.first + timedelta(days=number)
            yield day, f"{day.day} {day:%b}" + (f" {day.year}" if number == 0 else "")
        return
    months = (last.year - scale.first.year) * 12 + last.month - scale.first.month
    step = next(nice for nice in (1, 2, 3, 6, 12, 24, 60, 120, 600) if nice * 10 >= months or nice == 600)
    start = scale.first.year * 12 + scale.first.month
    for number in range(start - start % step, start + months + 1, step):
        day = date(max(number // 12, 1), number % 12 + 1, 1) if number >= 12 else scale.first
        if scale.first <= day <= last:
            yield day, f"{day:%b} {day.year}" if step < 12 or day.month != 1 else str(day.year)


def _short(name: str, most: int = 24) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
