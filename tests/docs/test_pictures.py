"""docs/pictures.md lists the formats and projections that there are, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from api.networks.formats import FORMATS
from graph.projections import PROJECTIONS

TEXT = (Path(__file__).parents[2] / "docs" / "pictures.md").read_text("utf-8")


def listed(head: str) -> list[str]:
    """The names in the first column of the table whose head begins with these words."""
    table = TEXT.split(f"| {head} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)


def test_every_format_is_listed() -> None:
    assert listed("format") == list(FORMATS)


def test_every_projection_is_listed() -> None:
    assert listed("`--projection`") == list(PROJECTIONS)
