"""`rostra validate`: whether the graph, or a file of RDF, is what the ontology says."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.console import OUT, print_json, progress, rows
from api.commands.flags import ENGINE, LINKED_DATA, with_settings
from api.engines import configured_store
from api.linked_data.triples import TripleWriter
from api.settings import Settings
from api.validation.faults import Faults, Kind
from api.validation.validate import Progress, validate_file, validate_graph
from ontology.vocabulary import load_vocabulary


@with_settings(ENGINE, LINKED_DATA)
def run(
    settings: Settings,
    file: Annotated[
        Path | None,
        typer.Argument(
            help="RDF to look at in place of the graph, compressed or not.", exists=True, dir_okay=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check the graph, or a file of RDF, against the ontology's shapes, and tell what is wrong. Exit code 1 if
    anything is.
    """
    with progress() as bar:
        task = bar.add_task("checking", total=None)

        def advance(nodes: int) -> None:
            bar.update(task, description=f"{nodes:,} nodes checked")

        found = validate_file(file, advance) if file else asyncio.run(_validate(settings, advance))
    if as_json:
        print_json(as_data(found))
    else:
        show(found)
    if found.total:
        raise typer.Exit(1)


async def _validate(settings: Settings, advance: Progress) -> Faults:
    async with configured_store(settings) as store:
        return await validate_graph(store, TripleWriter(load_vocabulary(), str(settings.base)), advance)


def as_data(found: Faults) -> dict[str, Any]:
    """The report as JSON: each kind of fault with its number and examples."""
    return {
        "nodes": found.nodes,
        "faults": found.total,
        "kinds": [
            {
                "class": kind.cls,
                "property": kind.property,
                "wrong": kind.wrong,
                "number": number,
                "examples": [{"node": each.node, "value": each.value} for each in found.examples[kind]],
            }
            for kind, number in found.by_number()
        ],
    }


def show(found: Faults) -> None:
    """The report for people: each kind of fault, how often it is there, and where for example."""
    if not found.total:
        OUT.print(f"{found.nodes:,} nodes, and nothing is wrong with them.", highlight=False)
        return
    OUT.print(
        rows(
            f"{found.total:,} faults in {found.nodes:,} nodes",
            [
                {
                    "what is wrong": f"{kind.cls} {kind.property} {kind.wrong}".strip(),
                    "how often": f"{number:,}",
                    "for example": _examples(found, kind),
                }
                for kind, number in found.by_number()
            ],
        )
    )


def _examples(found: Faults, kind: Kind) -> str:
    told = (f"{each.node} ({each.value})" if each.value else each.node for each in found.examples[kind])
    return "\n".join(told)
