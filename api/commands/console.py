"""What commands print: answers on standard output, everything else on standard error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

OUT = Console()
if not OUT.is_terminal:
    OUT = Console(width=160)  # nobody's window: room for tables
ERR = Console(stderr=True)
WORD, GAP = 14, 3
"""Characters of a word that a column has room for unbroken, and between two columns."""


def print_json(value: Any) -> None:  # noqa: ANN401  (any JSON)
    """One JSON value, indented, with a line end; byte for byte, whatever the terminal is."""
    OUT.file.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())


def print_error(message: str, advice: str = "") -> None:
    """One clear line: what is wrong, and what to do."""
    hint = f" [dim]{_plain(advice)}[/]" if advice else ""
    ERR.print(f"[bold red]error:[/] {_plain(message)}{hint}", soft_wrap=True)


def table(title: str, *columns: str) -> Table:
    """An empty table in the house's look."""
    made = Table(title=title, box=SIMPLE_HEAD, title_justify="left", title_style="bold", header_style="dim")
    for place, column in enumerate(columns):
        made.add_column(column, overflow="fold", no_wrap=place == 0)
    return made


def rows(title: str, found: Sequence[Mapping[str, str]]) -> RenderableType:
    """Rows as a table; where the window is too narrow for one, each row as a list of its own."""
    names = list(found[0])
    least = {
        name: min(max(map(_longest_word, [name, *(row[name] for row in found)])), WORD) for name in names
    }
    if sum(least.values()) + GAP * len(names) > OUT.width:
        return Group(f"[bold]{title}[/]", *(_listed(row) for row in found))
    made = table(title)
    for name in names:
        made.add_column(name, min_width=least[name], overflow="fold")
    for row in found:
        made.add_row(*map(_plain, row.values()))
    return made


def _listed(row: Mapping[str, str]) -> Table:
    made = Table.grid(padding=(0, 2, 0, 0))
    made.add_column(style="dim", no_wrap=True)
    made.add_column(overflow="fold")
    for name, value in row.items():
        if value:
            made.add_row(name, _plain(value))
    made.add_row()
    return made


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def progress() -> Progress:
    """A progress bar on standard error, with the time that is left; nothing of it stays, nor where no one looks."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        console=ERR,
        transient=True,
        disable=not ERR.is_terminal,
    )


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
