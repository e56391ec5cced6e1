"""The snapshot of what the graph holds at this moment, if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from api.sparql.snapshot import FOLDER, QUADS, find, key_of
from graph.engine.addresses import Address
from graph.marks import change_mark
from graph.store import Store
from ontology.vocabulary import load_vocabulary


def place_of(address: Address) -> str:
    """What tells one graph from another, whatever port its engine has."""
    return str(address.folder or f"{address.uri}/{address.database}")


async def quads_as_of_now(store: Store, base: str, data_dir: Path) -> IO[bytes] | None:
    """The graph as N-Quads, if there is a snapshot of just what it holds now; None if there is none.

    Who has opened it can read it to the end, also when the snapshot is deleted meanwhile.
    """
    mark, version = await change_mark(store), load_vocabulary().version
    found = find(data_dir / FOLDER, key_of(mark, place_of(store.address), base, version))
    try:
        return (found.folder / QUADS).open("rb") if found else None
    except OSError:
        return None
