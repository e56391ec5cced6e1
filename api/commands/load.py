"""`rostra load`: statements become a graph."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.text import Text

from api.commands import validate
from api.commands.console import ERR, OUT, print_json, progress, table
from api.commands.flags import ENGINE, LOADING, READING, with_settings
from api.commands.reading import with_reading
from api.engines import configured_store
from api.linked_data.triples import TripleWriter
from api.loading import LoadReport, load
from api.settings import Settings
from api.validation.faults import Faults
from api.validation.validate import check_statements
from graph.store import Store
from loaders.reading import Extent, ReadOptions, read_path, size_of
from ontology.errors import ReadingError
from ontology.facts import Document
from ontology.vocabulary import load_vocabulary

SHOWN_REFUSALS = 20


@with_settings(ENGINE, READING, LOADING)
@with_reading
def run(
    settings: Settings,
    options: ReadOptions,
    paths: Annotated[
        list[str],
        typer.Argument(help="Files, folders, patterns, addresses (https://…), or - for standard input."),
    ],
    resume: Annotated[
        bool, typer.Option(help="Pass over texts that were read before by this version.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write what was refused, and why, to this JSON file.")
    ] = None,
    check: Annotated[
        bool, typer.Option(help="Check what is written, as `rostra validate` does, but faster.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Load statements into the graph. Loading twice changes nothing; what is refused is told, the rest loads."""
    faults = Faults() if check else None
    outcome = asyncio.run(_load(settings, paths, options, faults, resume=resume))
    if report:
        report.write_bytes(orjson.dumps(summary(outcome, faults), option=orjson.OPT_INDENT_2))
    if as_json:
        print_json(summary(outcome, faults))
    else:
        show(outcome)
        if faults:
            validate.show(faults)
    if outcome.refused or (faults and faults.total):
        raise typer.Exit(1)


async def _load(
    settings: Settings, paths: list[str], options: ReadOptions, faults: Faults | None, *, resume: bool
) -> LoadReport:
    async with configured_store(settings) as store:
        return await load_paths(store, settings, paths, options, faults, resume=resume)


async def load_paths(
    store: Store,
    settings: Settings,
    paths: list[str],
    options: ReadOptions,
    faults: Faults | None = None,
    *,
    resume: bool = False,
) -> LoadReport:
    """Load all documents that the paths lead to, with a progress bar on standard error.

    Where `faults` are given, what is written is checked, and what is wrong with it is added to them.
    """
    writer = TripleWriter(load_vocabulary(), str(settings.base))
    check = partial(check_statements, store, writer, faults) if faults else None
    extent = Extent(size_of(paths))
    with progress() as bar:
        task = bar.add_task("reading", total=extent.total or None)

        def advance(report: LoadReport) -> None:
            told = f"{report.statements:,} loaded, {len(report.refused):,} refused"
            bar.update(task, completed=report.extent.read, description=told)

        documents = _documents(paths, options, extent)
        return await load(store, documents, settings, advance, resume=resume, extent=extent, check=check)


def _documents(paths: list[str], options: ReadOptions, extent: Extent) -> Iterator[Document | ReadingError]:
    for path in paths:
        yield from read_path(path, options, extent)


def summary(outcome: LoadReport, faults: Faults | None = None) -> dict[str, Any]:
    """The report as JSON: statements by outcome, what was found, every refusal; faults where there was a check."""
    return {
        "statements": dict(outcome.outcomes),
        "found": dict(outcome.found),
        "words": outcome.words,
        "seconds": round(outcome.seconds, 3),
        "refused": [{"source": e.source, "message": e.message, "advice": e.advice} for e in outcome.refused],
        **({"check": validate.as_data(faults)} if faults else {}),
    }


def show(outcome: LoadReport) -> None:
    """The summary table, and the refusals as far as they fit."""
    listing = table("Loaded", "what", "how many")
    for kind, number in [*outcome.outcomes.items(), *outcome.found.items()]:
        listing.add_row(kind, f"{number:,}")
    listing.add_row("refused", f"{len(outcome.refused):,}")
    listing.add_row("seconds", f"{outcome.seconds:.1f}")
    OUT.print(listing)
    for error in outcome.refused[:SHOWN_REFUSALS]:
        told = str(error) if str(error).startswith(error.source) else f"{error.source}: {error}"
        ERR.print(Text.assemble(("refused ", "red"), told), soft_wrap=True)
    if len(outcome.refused) > SHOWN_REFUSALS:
        ERR.print(f"… and {len(outcome.refused) - SHOWN_REFUSALS} more; --report FILE lists all.")
