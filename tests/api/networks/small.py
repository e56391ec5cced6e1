"""A network small enough to know by heart, with what is hard to write: markup, quotes, several values, no value."""

from __future__ import annotations

import io
from dataclasses import replace

from api.networks.formats import FORMATS
from api.networks.network import Column, Edge, Network, Vertex

COLUMNS = (
    Column("name", "string"),
    Column("aliases", "strings"),
    Column("provisional", "boolean"),
    Column("latitude", "double"),
    Column("killedMin", "integer"),
)
HARBOUR, GUARD, CAMP = "organization/harbour-watch", "organization/coast-guard", "location/dovna-camp"
NODES = (
    Vertex(
        HARBOUR,
        "Harbour & <Watch>",
        "Organization",
        2,
        {"name": "Harbour & <Watch>", "aliases": ["HW", 'The "Watch"'], "provisional": False},
        ("2023-01-10", "2023-02-05"),
    ),
    Vertex(GUARD, "Coast Guard", "Organization", 3, {"name": "Coast Guard", "killedMin": 3}, ("2023-01-10",)),
    Vertex(
        CAMP, "Dovna camp, Zürich\x0b", "Location", 1, {"name": "Dovna camp, Zürich\x0b", "latitude": 47.5}
    ),
)
EDGES = (
    Edge(HARBOUR, GUARD, "JUDGES", 4, -3, ("2023-01-10", "2023-02-05")),
    Edge(GUARD, HARBOUR, "JUDGES", 1, 1, ("2023-01-10",)),
    Edge(GUARD, CAMP, "JUDGES", 2, 0),
)


def small(*, directed: bool = True, over_time: bool = False) -> Network:
    """The network, to be written once."""
    return Network("A <small> network", directed, COLUMNS, iter(NODES), iter(EDGES), True, over_time)


def without_nodes() -> Network:
    """One without anything in it."""
    return replace(small(), nodes=(), edges=())


def written(form: str, network: Network | None = None) -> bytes:
    """The network in a format."""
    output = io.BytesIO()
    FORMATS[form].write(network or small(), output)
    return output.getvalue()
