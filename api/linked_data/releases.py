"""Releases: what was in the graph on a day, in files that never change, with checksums and how to cite it.

A release is a folder. It is made beside its place and moved there when all of it is written, so that there is never
half a release, and none is ever written twice.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from pyoxigraph import NamedNode, Quad, parse

from api.compression import COMPRESSIONS, compressed, unpacked
from api.files import cannot_write
from api.linked_data.catalogue import Dataset, Describing, Dump
from api.linked_data.citation import Cited, bibtex, citation_file, sentence
from api.linked_data.export import export
from api.linked_data.formats import FORMATS, write_rdf
from api.linked_data.triples import RDF_TYPE, TripleWriter
from graph.census import Census
from graph.store import Store
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary

FOLDER = "releases"
"""Where releases are in the data folder."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
SUMS = "SHA256SUMS"
CITATION = "CITATION.cff"
PACKED = {"nq": COMPRESSIONS["zstd"], "ttl": COMPRESSIONS["gzip"]}
"""The dumps of a release, and how each is compressed."""


@dataclass(frozen=True, slots=True)
class About:
    """What a release says of itself beside what is in it; `base` is that of the ids, others may be empty."""

    title: str
    publisher: str
    license: str
    base: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release that is there: its files with their SHA-256, in order."""

    name: str
    issued: str
    folder: Path
    files: dict[str, str]


async def release(
    store: Store, folder: Path, name: str, about: About, today: date, *, data_dir: Path | None = None
) -> Release:
    """Freeze what is in the graph under a name, as a folder within `folder`. Loads wait while the graph is read.

    It comes from the snapshot for SPARQL under `data_dir`, where that is of the graph as it is now.
    Raises QuestionError where the name cannot be one or is taken, SettingsError where nothing can be written.
    """
    if not NAME.fullmatch(name):
        raise QuestionError(
            f"{name!r} cannot be the name of a release.", "Use letters, digits, dots, dashes."
        )
    place = folder / name
    if place.exists():
        raise QuestionError(
            f"There is a release {name} already.", "Releases never change: take another name."
        )
    part = folder / f".{name}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)  # of a release that was interrupted
        part.mkdir(parents=True)
        try:
            await _dump(store, part / _dump_name("nq"), about.base, data_dir)
            await asyncio.to_thread(_finish, part, name, about, today)
            part.rename(place)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise cannot_write(place, error) from None
    return read_release(place)


def releases(folder: Path) -> list[Release]:
    """All releases in a folder, the newest first."""
    found = [read_release(each) for each in folder.glob("*") if (each / SUMS).is_file()]
    found = [each for each in found if not each.name.startswith(".")]
    return sorted(found, key=lambda each: (each.issued, each.name), reverse=True)


def read_release(place: Path) -> Release:
    """The release in a folder, as its checksums list it."""
    lines = (place / SUMS).read_text("utf-8").splitlines()
    files = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    told = (place / CITATION).read_text("utf-8")
    issued = re.search(r"^date-released: '?([\d-]+)", told, re.MULTILINE)
    return Release(place.name, issued[1] if issued else "", place, files)


def address_of(base: str, name: str) -> str:
    """The address of a release: beside that of the ids."""
    return urljoin(base, f"../release/{name}")


async def _dump(store: Store, path: Path, base: str, data_dir: Path | None) -> None:
    """The whole graph in N-Quads, as it is at one moment."""
    with path.open("wb") as file, compressed(file, PACKED["nq"]) as stream:
        async with store.still():
            writer = TripleWriter(load_vocabulary(), base)
            await export(store, writer, stream, FORMATS["nq"], data_dir=data_dir)


def _finish(part: Path, name: str, about: About, today: date) -> None:
    """All other files, made of the first dump: so that they tell of the same graph."""
    counting = _Counting()
    with (part / _dump_name("ttl")).open("wb") as file, compressed(file, PACKED["ttl"]) as stream:
        write_rdf(counting.passed(_quads(part / _dump_name("nq"))), stream, FORMATS["ttl"])
    address, issued = address_of(about.base, name), today.isoformat()
    dumps = [_described(part / _dump_name(form), address, form) for form in PACKED]
    dataset = Dataset(
        address,
        about.title,
        about.base,
        counting.census(),
        dumps,
        publisher=about.publisher,
        license=about.license,
        version=name,
        issued=issued,
    )
    with (part / "void.ttl").open("wb") as file:
        write_rdf(Describing(dataset).quads(), file, FORMATS["ttl"])
    cited = Cited(about.title, about.publisher, name, issued, address, about.license)
    (part / CITATION).write_text(citation_file(cited), "utf-8")
    (part / "CITATION.bib").write_text(bibtex(cited), "utf-8")
    (part / "CITATION.txt").write_text(sentence(cited) + "\n", "utf-8")
    sums = "".join(f"{_sha256(each)}  {each.name}\n" for each in sorted(part.iterdir()))
    (part / SUMS).write_text(sums, "utf-8")
    for each in part.iterdir():
        each.chmod(0o444)


def _dump_name(form: str) -> str:
    return f"graph.{form}{PACKED[form].suffix}"


def _described(file: Path, address: str, form: str) -> Dump:
    media_type, packing = FORMATS[form].media_type, PACKED[form].media_type
    return Dump(f"{address}/{file.name}", media_type, packing, file.stat().st_size, _sha256(file))


def _quads(path: Path) -> Iterator[Quad]:
    with unpacked(path) as stream:
        yield from parse(stream, FORMATS["nq"].rdf)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Counting:
    """Counts what passes."""

    def __init__(self) -> None:
        self._classes: Counter[str] = Counter()
        self._properties: Counter[str] = Counter()

    def passed(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads, counted."""
        for quad in quads:
            if quad.predicate == RDF_TYPE:
                assert isinstance(quad.object, NamedNode)
                self._classes[quad.object.value] += 1
            else:
                self._properties[quad.predicate.value] += 1
            yield quad

    def census(self) -> Census:
        total = self._classes.total() + self._properties.total()
        return Census(total, dict(self._classes), dict(self._properties))
