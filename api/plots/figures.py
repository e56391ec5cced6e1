"""What all pictures have in common: type, colours, and how they become files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ontology.errors import QuestionError

SUFFIXES = (".svg", ".png", ".pdf")
DPI = 200
INK, FAINT, GROUND = "#222222", "#767676", "#F4F4F4"
STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.linewidth": 0.6,
    "svg.fonttype": "none",  # text stays text: it can be found, and edited
    "svg.hashsalt": "rostra",
    "pdf.fonttype": 42,
}


@contextmanager
def style() -> Iterator[None]:
    """The house's look, for as long as the block lasts; draw and save within it."""
    with matplotlib.rc_context(STYLE):
        yield


def new_figure(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure of so many inches whose axes fill it, measured in inches from the upper left; nothing is drawn yet."""
    figure = Figure(figsize=(width, height), dpi=DPI)  # so that text is measured as it will be drawn
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def text_size(axes: Axes, words: str, **look: object) -> tuple[float, float]:
    """Width and height in inches that words take."""
    text = Text(0, 0, words, figure=axes.get_figure(root=True), **look)  # type: ignore[arg-type]
    figure = axes.get_figure(root=True)
    assert figure is not None
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    box = text.get_window_extent(canvas.get_renderer())
    return box.width / figure.dpi, box.height / figure.dpi


def dot(color: str, label: str) -> Line2D:
    """A round mark in a legend."""
    return Line2D([], [], marker="o", linestyle="", markersize=6, color=color, markeredgewidth=0, label=label)


def square(color: str, label: str) -> Line2D:
    """A square mark in a legend."""
    return Line2D([], [], marker="s", linestyle="", markersize=7, color=color, markeredgewidth=0, label=label)


def line(color: str, label: str) -> Line2D:
    """A line in a legend."""
    return Line2D([], [], color=color, linewidth=2, label=label)


def legend(axes: Axes, marks: Sequence[Line2D], below: float = 0.06) -> None:
    """A legend so many inches below everything; none where it would be empty."""
    if not marks:
        return
    height = axes.get_ylim()[0]
    axes.legend(
        handles=list(marks),
        loc="upper left",
        bbox_to_anchor=(0, -below / height),
        ncols=min(len(marks), 6),
        frameon=False,
        borderaxespad=0,
        borderpad=0.4,
        handletextpad=0.5,
        columnspacing=1.2,
    )


def suffix_of(output: Path) -> str:
    """The kind of picture that a file's name asks for. Raises QuestionError where there is none."""
    suffix = output.suffix.lower()
    if suffix not in SUFFIXES:
        raise QuestionError(f"{output.name} tells no kind of picture.", f"End it in {', '.join(SUFFIXES)}.")
    return suffix.removeprefix(".")


def save(figure: Figure, stream: IO[bytes], kind: str) -> None:
    """Write the figure, cut to what is drawn; the same picture gives the same bytes."""
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind)
    figure.savefig(stream, format=kind, dpi=DPI, bbox_inches="tight", pad_inches=0.08, metadata=metadata)
