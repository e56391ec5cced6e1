"""The flags of `rostra export`: what to write, where to, and which part of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.compression import COMPRESSIONS
from api.graphql.questions.neighborhood import DEEPEST
from api.linked_data.formats import FORMATS as RDF_FORMATS
from api.networks.formats import FORMATS as NETWORK_FORMATS
from graph.projections import PROJECTIONS

Kind = Annotated[
    str | None,
    typer.Option(
        "--format",
        help=f"RDF: {', '.join(RDF_FORMATS)}. A network: {', '.join(NETWORK_FORMATS)}. "
        "Left out, what the name of the output ends in, else ttl.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        help="Write to this file, or tables into this folder, instead of standard output. "
        "A name that ends in .gz or .zst is compressed."
    ),
]
Compress = Annotated[
    str | None, typer.Option(help=f"Compress, whatever the name: {', '.join(COMPRESSIONS)}.")
]
TripleTerms = Annotated[
    bool,
    typer.Option("--triple-terms", help="RDF: also which run asserted a triple, by triple terms of RDF 1.2."),
]
Projection = Annotated[
    str | None, typer.Option(help=f"Of a network: {', '.join(PROJECTIONS)}.", show_default=False)
]
Around = Annotated[str | None, typer.Option(help="Only what is around the node of this id.")]
Depth = Annotated[int | None, typer.Option(help=f"How many steps around it, 1 to {DEEPEST}.")]
Classes = Annotated[str | None, typer.Option(help="Classes, separated by commas, or all.")]
Statements = Annotated[
    list[str] | None, typer.Option(help="RDF: the statement of this id. May be given again.")
]
Issuers = Annotated[
    list[str] | None, typer.Option(help="RDF: statements of the issuer of this id. May be given again.")
]
Topics = Annotated[
    list[str] | None,
    typer.Option(help="RDF: statements with a position or demand on it. May be given again."),
]
Ids = Annotated[
    list[str] | None,
    typer.Option(help="RDF: statements that tell of the node of this id. May be given again."),
]
Since = Annotated[str | None, typer.Option("--from", help="Only what was told on this day or later.")]
Until = Annotated[str | None, typer.Option("--to", help="Only what was told on this day or earlier.")]
OverTime = Annotated[bool, typer.Option("--over-time", help="With the days on which what is there.")]
