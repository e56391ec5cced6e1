"""Pictures as text: what an SVG says."""

from __future__ import annotations

import io

from lxml import etree
from matplotlib.figure import Figure

from api.plots.figures import save, style

SVG = "{http://www.w3.org/2000/svg}"


def drawn(figure: Figure, kind: str = "svg") -> bytes:
    """The figure as a file."""
    output = io.BytesIO()
    with style():
        save(figure, output, kind)
    return output.getvalue()


def words(svg: bytes) -> list[str]:
    """The texts of a picture, in the order in which they are drawn; lines of one text are texts of their own."""
    return [
        "".join(map(str, element.itertext())).strip() for element in etree.fromstring(svg).iter(f"{SVG}text")
    ]
