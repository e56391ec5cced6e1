"""A timeline: what was said and done around an actor or an incident, to the scale of time, in lanes by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, date2num, num2date
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from api.networks.looks import CONTRA, NEITHER, PRO, node_color, shortened
from api.plots.figures import FAINT, GROUND, dot, legend, new_figure, text_size

WIDTH = 9.0
"""Inches of the scale of time."""
ROW, PADDING = 0.19, 0.08
GAP, BETWEEN = 0.07, 0.16
LONGEST = 64
FEWEST_DAYS = 4
"""Days that the scale has at least, so that one day isn't stretched to hours."""
LONGEST_IN_DAYS, LONGEST_IN_MONTHS = 120, 5 * 365
"""Up to so many days the scale is marked in days, and in months."""
LANES = ("Statement", "Incident", "Demand", "Position")
SIGNS = {1: PRO, -1: CONTRA, 0: NEITHER}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something dated: its class is its lane. `sign` is 1 for, -1 against, 0 neither, None where there is none."""

    day: date
    cls: str
    words: str
    sign: int | None = None

    @property
    def color(self) -> str:
        """By sign, or by class."""
        return node_color(self.cls) if self.sign is None else SIGNS[self.sign]


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry's mark at `x` inches on a row of its lane, its words to the right or, at the end, to the left."""

    entry: Entry
    x: float
    leftward: bool
    row: int


def draw_timeline(entries: Sequence[Entry]) -> Figure:
    """The timeline as a figure: as high as its entries need, so that no words overlap."""
    scale = Scale([entry.day for entry in entries])
    measure = new_figure(WIDTH, 1)[1]
    lanes = {
        lane: pack([e for e in entries if e.cls == lane], scale, measure)
        for lane in LANES
        if any(e.cls == lane for e in entries)
    }
    heights = {lane: (1 + max(p.row for p in placed)) * ROW + 2 * PADDING for lane, placed in lanes.items()}
    figure, axes = new_figure(WIDTH, sum(heights.values()))
    top = 0.0
    _grid(axes, scale, sum(heights.values()))
    for number, (lane, placed) in enumerate(lanes.items()):
        if number % 2 == 0:
            axes.add_patch(Rectangle((0, top), WIDTH, heights[lane], color=GROUND, linewidth=0, zorder=0))
        axes.text(-GAP, top + PADDING + ROW / 2, f"{lane}s", ha="right", va="center", weight="bold")
        for each in placed:
            _entry(axes, each, top + PADDING + (each.row + 0.5) * ROW)
        top += heights[lane]
    _legend(axes, entries)
    return figure


def pack(entries: Sequence[Entry], scale: Scale, measure: Axes) -> list[Placed]:
    """Each entry on the first row where it meets no other; words stand left of the mark where right is no room."""
    rows: list[list[tuple[float, float]]] = []
    placed: list[Placed] = []
    for entry in sorted(entries, key=lambda e: (e.day, e.words)):
        x = scale.inches(entry.day)
        width = text_size(measure, shortened(entry.words, LONGEST))[0]
        leftward = x + GAP + width > WIDTH
        span = (x - GAP - width - BETWEEN, x + GAP) if leftward else (x - GAP, x + GAP + width + BETWEEN)
        row = next(
            (n for n, taken in enumerate(rows) if all(_apart(span, other) for other in taken)), len(rows)
        )
        if row == len(rows):
            rows.append([])
        rows[row].append(span)
        placed.append(Placed(entry, x, leftward, row))
    return placed


class Scale:
    """From days to inches, with some room at both ends."""

    def __init__(self, days: Sequence[date]) -> None:
        first, last = float(date2num(min(days))), float(date2num(max(days)))
        room = max((last - first) * 0.03, 0.5, (FEWEST_DAYS - (last - first)) / 2)
        self.first, self.last = first - room, last + room

    @property
    def pattern(self) -> str:
        """How to write a day beside the scale: as exactly as lines can stand on it."""
        days = self.last - self.first
        return "%d %b %Y" if days < LONGEST_IN_DAYS else "%b %Y" if days < LONGEST_IN_MONTHS else "%Y"

    def inches(self, day: date | float) -> float:
        """Where a day, or matplotlib's number of one, lies."""
        number = day if isinstance(day, float) else float(date2num(day))
        return WIDTH * (number - self.first) / (self.last - self.first)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _entry(axes: Axes, placed: Placed, y: float) -> None:
    axes.plot(placed.x, y, "o", color=placed.entry.color, markersize=4.5, markeredgewidth=0, zorder=3)
    x, side = (placed.x - GAP, "right") if placed.leftward else (placed.x + GAP, "left")
    axes.text(x, y, shortened(placed.entry.words, LONGEST), ha=side, va="center_baseline", zorder=3)


def _grid(axes: Axes, scale: Scale, height: float) -> None:
    """Lines at round days, named below."""
    locator = AutoDateLocator(minticks=3, maxticks=8)
    for tick in locator.tick_values(num2date(scale.first), num2date(scale.last)):
        if tick == int(tick) and scale.first <= tick <= scale.last:
            x = scale.inches(float(tick))
            axes.plot([x, x], [0, height], color="#E2E2E2", linewidth=0.6, zorder=1)
            name = num2date(tick).strftime(scale.pattern).lstrip("0")
            axes.text(x, height + GAP, name, ha="center", va="top", color=FAINT)


def _legend(axes: Axes, entries: Sequence[Entry]) -> None:
    names = {1: "for, or to do", -1: "against, or not to do", 0: "neither"}
    there = {entry.sign for entry in entries}
    legend(
        axes, [dot(SIGNS[sign], name) for sign, name in names.items() if sign in there], below=ROW + 2 * GAP
    )
