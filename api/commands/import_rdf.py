"""`rostra import`: RDF in the terms of the ontology into an empty graph, or of other vocabularies into any."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.commands.console import ERR
from api.commands.flags import ENGINE, with_settings
from api.commands.reading import Issued, Issuer
from api.engines import configured_store
from api.extraction import register_of
from api.linked_data.foreign.actors import described_in
from api.linked_data.foreign.dataset import Dataset, is_foreign, shortened
from api.linked_data.foreign.loading import known_to, load_foreign
from api.linked_data.foreign.records import Records, records_of
from api.linked_data.foreign.telling import Publication, facts_of
from api.linked_data.importing import Imported, imported
from api.linked_data.parsing import quads_of
from api.settings import Settings
from ontology.errors import RestoreError


@with_settings(ENGINE, ("register_dir",))
def run(
    settings: Settings,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="RDF: .ttl .nt .trig .nq .jsonld .rdf, also .gz .zst.", exists=True, dir_okay=False
        ),
    ],
    issuer: Issuer = None,
    date: Issued = None,
) -> None:
    """Put RDF that `rostra export` wrote, together all of a graph, into an empty one.

    Everything is checked first: terms, shapes, and that nothing leads nowhere. Where that fails nothing is written.

    RDF in ORG, FOAF, schema.org, SEM or Popolo is added to what there is, as a statement of who publishes it.
    """
    if is_foreign(quads_of(files)):
        _import_foreign(settings, files, issuer, date)
        return
    with imported(quads_of(files)) as content:
        asyncio.run(_fill(settings, content))
        ERR.print(f"imported {content.count:,} nodes", highlight=False)


async def _fill(settings: Settings, content: Imported) -> None:
    async with configured_store(settings, filling=True) as store:
        await store.fill(content)


def _import_foreign(
    settings: Settings, files: list[Path], issuer: list[str] | None, day: datetime | None
) -> None:
    publication = None
    if issuer and day:
        name = files[0].name.partition(".")[0]
        publication = Publication(name, tuple(issuer), day.date(), files[0].name)
    records = asyncio.run(_add(settings, Dataset(quads_of(files)), publication))
    ERR.print(
        f"imported {len(records.entries):,} actors and places, {len(records.held):,} tenures, "
        f"{len(records.happened):,} reports; {records.untyped:,} events left out, having no PLOVER type",
        highlight=False,
    )
    if records.left_out:
        told = ", ".join(
            f"{shortened(name)} ({number:,})" for name, number in sorted(records.left_out.items())
        )
        ERR.print(f"not taken, having no place in the ontology: {told}", highlight=False, markup=False)


async def _add(settings: Settings, dataset: Dataset, publication: Publication | None) -> Records:
    register = register_of(settings)
    async with configured_store(settings) as store:
        described = described_in(dataset)
        records = records_of(dataset, described, await known_to(store, register, described))
        if not publication and (records.held or records.happened):
            told = "It is not told who published the dataset, and when."
            raise RestoreError(told, "Give it with --issuer and --date; nothing was imported.")
        facts = facts_of(records, publication, register) if publication else []
        await load_foreign(store, records, facts, register)
    return records
