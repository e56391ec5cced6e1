"""How nodes and edges look: colours that colour-blind people tell apart, sizes by degree, names that fit.

Classes have Paul Tol's bright and light qualitative colours, signs Okabe and Ito's blue and vermilion.
"""

from __future__ import annotations

import math
import textwrap

from api.networks.network import Edge
from graph.rows import Node

PRO, CONTRA, NEITHER, PLAIN = "#0072B2", "#D55E00", "#8A8A8A", "#B5B5B5"
CLASS_COLORS = {
    "Organization": "#4477AA",
    "Official": "#66CCEE",
    "Location": "#228833",
    "Incident": "#EE6677",
    "Report": "#FFAABB",
    "Position": "#AA3377",
    "Demand": "#CCBB44",
    "Statement": "#777777",
    "Topic": "#BBCC33",
    "Participation": "#BBBBBB",
    "Office": "#99DDFF",
    "Tenure": "#99DDFF",
}
BACKGROUND_COLOR = "#DDDDDD"
LONGEST_NAME = 60
NAMES = ("name", "title", "action", "words", "target", "trigger", "text", "extractor")
"""Properties that name a node, the first that it has."""


def node_color(cls: str) -> str:
    """`#rrggbb` by class."""
    return CLASS_COLORS.get(cls, BACKGROUND_COLOR)


def node_size(degree: int) -> float:
    """Diameter: 6 without a neighbour, 10 with one, 4 more with each doubling; so a hub stays on the screen."""
    return round(6 + 4 * math.log2(1 + degree), 1)


def edge_color(edge: Edge) -> str:
    """`#rrggbb`: by sign where there is one."""
    if edge.signed is None:
        return PLAIN
    return PRO if edge.signed > 0 else CONTRA if edge.signed < 0 else NEITHER


def edge_width(edge: Edge) -> float:
    """Width: 1 for one, 1 more with each doubling."""
    return round(1 + math.log2(max(edge.weight, 1)), 2)


def rgb(color: str) -> dict[str, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return {part: int(color[at : at + 2], 16) for part, at in (("r", 1), ("g", 3), ("b", 5))}


def name_of(node: Node, longest: int = LONGEST_NAME) -> str:
    """What to write beside a node: its name, title or words, on one line and cut at a word."""
    told = next((str(node.properties[each]) for each in NAMES if node.properties.get(each)), node.id)
    stance = node.properties.get("stance")
    return shortened(f"{stance} {told}" if stance else told, longest)


def shortened(text: str, longest: int) -> str:
    """Text on one line, cut at a word where it is longer."""
    if len(text.split()) < 2:
        return text if len(text) <= longest else text[: longest - 1] + "…"
    return textwrap.shorten(text, longest, placeholder=" …", break_on_hyphens=False)


def wrapped(text: str, width: int, lines: int) -> str:
    """Text on a few lines, cut at a word where it is longer."""
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder=" …", break_on_hyphens=False))
