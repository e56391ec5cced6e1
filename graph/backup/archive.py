"""The file of a backup: JSON Lines, packed with Zstandard, that any engine's graph goes into and comes out of.

    {"format": "rostra dump", "formatVersion": 1, "ontologyVersion": "2", "made": "2026-11-23T21:00:00+00:00", …}
    {"label": "Organization", "id": "…", "properties": {…}, "relationships": [["COUNTRY", "Location", "…"]]}
    …
    {"nodes": 5120, "relationships": 21033, "sha256": "…"}

One line a node, with the relationships that leave it. The last line has the counts, and the SHA-256 of all bytes
before it, unpacked.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import orjson

from graph.rows import Node, Relationship
from graph.schema import STATE
from graph.store import Store
from ontology.errors import RestoreError
from ontology.vocabulary import load_vocabulary

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FORMAT, FORMAT_VERSION = "rostra dump", 1
OPTIONS: dict[int, int] = {zstd.CompressionParameter.checksum_flag: 1}
TRAILER = {"nodes", "relationships", "sha256"}
LONGEST_LINE = 1 << 28
"""Bytes; what is longer is no line of ours."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a backup."""

    nodes: int
    relationships: int


async def dump(store: Store, output: IO[bytes]) -> Counts:
    """Write the whole graph as it is at one moment. Loads wait meanwhile; memory stays flat."""
    digest = hashlib.sha256()
    nodes = relationships = 0
    with zstd.ZstdFile(output, "wb", options=OPTIONS) as packed:

        def put(line: dict[str, Any]) -> None:
            data = orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
            digest.update(data)
            packed.write(data)

        async with store.still():
            put(await _header(store))
            async for node, leaving in store.nodes_with_relationships():
                put(_line(node, leaving))
                nodes += 1
                relationships += len(leaving)
        put({"nodes": nodes, "relationships": relationships, "sha256": digest.hexdigest()})
    return Counts(nodes, relationships)


class Archive:
    """A backup in a file: the content that `Store.fill` takes."""

    def __init__(self, path: Path) -> None:
        """Read the file through once, to know that it is whole.

        Raises RestoreError where it is no backup, truncated or altered, or made by another version.
        """
        self._path = path
        digest = hashlib.sha256()
        header, trailer, before = b"", {}, b""
        nodes = relationships = 0
        with _explained(path):
            for line in self._lines():
                digest.update(before)
                if not header:
                    header = line
                    _check_header(path, orjson.loads(line))
                elif (known := orjson.loads(line)).keys() == TRAILER:
                    trailer = known
                else:
                    _check(known)
                    nodes += 1
                    relationships += len(known["relationships"])
                before = line
        self.digest = digest.hexdigest()
        self.counts = Counts(nodes, relationships)
        if trailer != {"nodes": nodes, "relationships": relationships, "sha256": self.digest}:
            raise _damaged(path)
        told = orjson.loads(header)
        self.made: str = told["made"]
        self.register: str | None = told["register"]

    def nodes(self) -> Iterator[Node]:
        """Every node."""
        return (Node(line["label"], line["id"], line["properties"]) for line in self._rows())

    def relationships(self) -> Iterator[Relationship]:
        """Every relationship."""
        return (
            Relationship(type, line["label"], line["id"], label, target)
            for line in self._rows()
            for type, label, target in line["relationships"]
        )

    def _rows(self) -> Iterator[dict[str, Any]]:
        lines = self._lines()
        next(lines)
        return (row for row in map(orjson.loads, lines) if row.keys() != TRAILER)

    def _lines(self) -> Iterator[bytes]:
        """The lines, those beyond all bounds cut, so that they are not JSON."""
        with zstd.open(self._path, "rb") as packed:
            while line := packed.readline(LONGEST_LINE):
                yield line


async def _header(store: Store) -> dict[str, Any]:
    (state,) = await store.read(f"MATCH (s:{STATE}) RETURN s.register AS register")
    return {
        "format": FORMAT,
        "formatVersion": FORMAT_VERSION,
        "ontologyVersion": load_vocabulary().version,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "register": state["register"],
    }


def _line(node: Node, leaving: list[Relationship]) -> dict[str, Any]:
    return {
        "label": node.label,
        "id": node.id,
        "properties": node.properties,
        "relationships": [(each.type, each.target_label, each.target) for each in leaving],
    }


def _check_header(path: Path, header: dict[str, Any]) -> None:
    if header.get("format") != FORMAT:
        raise RestoreError(f"{path} is no dump of Rostra.", "RDF is read by `rostra import`.")
    version, ours = header["ontologyVersion"], load_vocabulary().version
    if header["formatVersion"] > FORMAT_VERSION or int(version) > int(ours):
        raise RestoreError(
            f"{path} was written by a newer Rostra.", "Restore it with that one, or a newer one."
        )
    if version != ours:
        raise RestoreError(
            f"{path} has version {version} of the ontology, this is version {ours}.",
            "Restore it with the Rostra that wrote it, then run `rostra migrate` with this one.",
        )


def _check(row: dict[str, Any]) -> None:
    """Raises KeyError or ValueError where the row isn't one that the ontology has."""
    vocabulary = load_vocabulary()
    cls = vocabulary.classes[row["label"]]
    types = {relation.type for relation in cls.relations.values()}
    if cls.abstract or not row["properties"].keys() <= cls.fields.keys() or not isinstance(row["id"], str):
        raise ValueError(row["label"])
    for type, label, target in row["relationships"]:
        if type not in types or label not in vocabulary.labels or not isinstance(target, str):
            raise ValueError(type)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RestoreError(f"{path} cannot be read: {error.strerror or error}.") from None
    except zstd.ZstdError:
        raise RestoreError(
            f"{path} is no dump of Rostra, or is damaged.", "Take another copy of it."
        ) from None
    except (EOFError, KeyError, TypeError, ValueError, AttributeError):
        raise _damaged(path) from None


def _damaged(path: Path) -> RestoreError:
    return RestoreError(
        f"{path} is truncated or was altered: its checksum is not right.", "Take another copy of it."
    )
