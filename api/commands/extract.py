"""`rostra extract`: what statements say, without any database."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.console import OUT, print_json, table
from api.commands.flags import READING, with_settings
from api.commands.reading import with_reading
from api.extraction import extractor_of
from api.settings import Settings
from loaders.extraction.gold_form import gold_form
from loaders.reading import ReadOptions, read_path
from ontology.errors import ReadingError
from ontology.facts import Facts


@with_settings(READING)
@with_reading
def run(
    settings: Settings,
    options: ReadOptions,
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON; one object, or a list for a table.")
    ] = False,
) -> None:
    """Print the entities, incidents, positions and demands of a statement. Needs no database."""
    extract = extractor_of(settings)()
    found: list[Facts] = []
    for document in read_path(file, options):
        if isinstance(document, ReadingError):
            raise document
        found.append(extract(document))
    if as_json:
        forms = [gold_form(facts) for facts in found]
        print_json(forms[0] if len(forms) == 1 else forms)
    else:
        for facts in found:
            show(facts)


def show(facts: Facts) -> None:
    """The facts of one statement as tables."""
    form = gold_form(facts)
    OUT.print(f"[bold]{facts.document.title}[/]\n{form['issuer']}, {form['date']}\n", highlight=False)
    entities = table("Entities", "name", "type", "surfaces")
    for entity in form["entities"]:
        entities.add_row(entity["name"], entity["type"], "; ".join(entity["surfaces"]))
    incidents = table("Incidents", "type", "trigger", "actors", "targets", "where", "when")
    for one in form["incidents"]:
        when = " to ".join(dict.fromkeys(one["time"].values()))
        people = (", ".join(one[role]) for role in ("actors", "targets", "locations"))
        incidents.add_row(one["type"], one["trigger"], *people, when)
    positions = table("Positions", "holder", "stance", "target")
    for one in form["positions"]:
        positions.add_row(one["holder"], one["stance"], one["target"])
    demands = table("Demands", "issuer", "of whom", "strength", "action")
    for one in form["demands"]:
        action = one["action"] if one["polarity"] == "do" else f"[not] {one['action']}"
        demands.add_row(one["issuer"], ", ".join(one["addressees"]), one["strength"], action)
    for listing in (entities, incidents, positions, demands):
        if listing.row_count:
            OUT.print(listing)
