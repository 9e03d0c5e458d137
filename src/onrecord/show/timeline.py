"""What somebody said over time, as an SVG picture. Pure: values in, a string out.

Outlets are rows and days run from left to right. The shape of a mark says what the speaker does with the
content (circle affirms, cross denies, bar withholds), its filling how it is reported (full direct, half
mixed, empty indirect), so that neither needs colour. Where there are more statements than a reader can tell
apart, a row shows columns of their number instead. All colours come from the style sheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from onrecord.model import Kind, Polarity

SINGLE = 160
"""Most statements that are drawn one by one: beyond, marks of a row as wide as a page touch each other."""

STACKED = 5
"""Most marks above each other; a higher stack ends in a number."""

WIDTH, LEFT, RIGHT = 920, 190, 16
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
class _Scale:
    first: date
    days: int

    def x(self, day: date) -> float:
        room = WIDTH - LEFT - RIGHT - 2 * MARK
        return LEFT + MARK + room * ((day - self.first).days / max(self.days, 1) if self.days else 0.5)


def timeline(points: Sequence[Point], *, title: str) -> str:
    """The picture; empty without points. Rows come in the order in which they first speak."""
    if not points:
        return ""
    ordered = sorted(points, key=lambda p: (p.day, p.row))
    scale = _Scale(ordered[0].day, (ordered[-1].day - ordered[0].day).days)
    single = sum(point.count for point in ordered) <= SINGLE
    rows: dict[str, list[Point]] = {}
    for point in ordered:
        rows.setdefault(point.row, []).append(point)
    body, top = [], 10.0
    for name, mine in rows.items():
        drawn, height = _stacks(mine, scale) if single else _columns(mine, scale)
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


def _columns(points: list[Point], scale: _Scale) -> tuple[list[str], float]:
    """Columns as high as there are statements in some days, denials and refusals on top of the rest."""
    height, wide = 40, 10
    counted: dict[int, Counter[Polarity]] = defaultdict(Counter)
    first: dict[int, Point] = {}
    for point in points:
        place = int((scale.x(point.day) - LEFT) / wide)
        counted[place][point.polarity] += point.count
        first.setdefault(place, point)
    most = max(counts.total() for counts in counted.values())
    drawn = []
    for place, counts in counted.items():
        label = f"{counts.total()} from {first[place].day.isoformat()}: " + ", ".join(
            f"{n} {polarity}" for polarity, n in sorted(counts.items())
        )
        y, bars = 6.0, []
        for polarity in Polarity:
            tall = height * counts[polarity] / most
            y -= tall
            if tall:
                where = f'x="{LEFT + place * wide}" y="{y:.0f}" width="{wide - 2}"'
                bars.append(f'<rect class="column {polarity}" {where} height="{max(tall, 1):.0f}"/>')
        drawn.append(f"<g><title>{escape(label)}</title>{''.join(bars)}</g>")
    return drawn, float(height)


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


def _short(name: str) -> str:
    return name if len(name) <= 26 else name[:25].rstrip() + "…"
