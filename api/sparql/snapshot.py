"""Snapshots on disk: each a folder with a store that is never written to again.

Several services and many processes may use one. Whoever does holds its lock, shared; a snapshot that nobody holds and
that is no longer the newest is deleted. Locks are the system's: none outlives its process.
The processes that answer import this: what reads the graph stays out of it, or each grows by the driver.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

FOLDER = "sparql"
HOUSE = Path(__file__).parents[2]
"""Where processes are started: whatever lies in the folder of the person who asks, its modules aren't ours."""
TOLD, LOCK = "snapshot.json", "snapshot.lock"
QUADS = "graph.nq"
"""The graph as N-Quads, without the ontology: what exports of the whole graph are made of."""
UNFINISHED = "new-"
LAYOUT = 2
"""Moves when the same graph gives other triples than before, or the folder other files."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A finished snapshot. `taken` is when reading the graph began, ISO 8601 in UTC; `seconds` what it took."""

    folder: Path
    taken: str
    triples: int
    seconds: float


def key_of(mark: str, place: str, base: str, version: str) -> str:
    """The name of the snapshot of a graph's state: by its mark, where it is, the base of addresses, the ontology."""
    told = json.dumps([LAYOUT, mark, place, base, version])
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def find(root: Path, key: str) -> Snapshot | None:
    """The finished snapshot of this name; None if there is none."""
    folder = root / key
    try:
        return Snapshot(folder, **json.loads((folder / TOLD).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def finish(snapshot: Snapshot, root: Path, key: str) -> None:
    """Put an unfinished snapshot in its place, whole; where another process was first, its own stays."""
    told = {name: value for name, value in asdict(snapshot).items() if name != "folder"}
    (snapshot.folder / TOLD).write_text(json.dumps(told), "utf-8")
    with suppress(OSError):
        snapshot.folder.rename(root / key)


def hold(folder: Path) -> IO[bytes]:
    """Hold a snapshot until the file is closed. Raises OSError where it is gone."""
    file = (folder / LOCK).open("rb")
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise
    return file


def delete_old(root: Path, newest: str) -> None:
    """Delete what nobody holds: snapshots but the newest, and unfinished ones whose builder is gone."""
    for folder in root.iterdir():
        if folder.name == newest or not folder.is_dir():
            continue
        with suppress(OSError), (folder / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
