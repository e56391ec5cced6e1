"""Files of RDF, plain or compressed, as a stream of quads."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gzip import BadGzipFile
from io import BytesIO
from pathlib import Path, PurePath
from typing import IO

from pyoxigraph import Quad, parse

from api.compression import UNPACKING, split_name, unpacked
from api.linked_data.foreign.popolo import BASE, is_popolo, with_context
from api.linked_data.formats import FORMATS, Format
from ontology.errors import ReadingError

OTHER_SUFFIXES = {"json": "jsonld", "xml": "rdf"}


def quads_of(files: Sequence[Path]) -> Iterator[Quad]:
    """All quads of the files, as they are read; blank nodes of different files are different ones.

    Raises ReadingError where a file's name tells of no format, or it isn't what its name says.
    """
    for path in files:
        format_of(path)
    for path in files:
        with rdf_in(path) as (stream, form):
            popolo = form.name == "jsonld" and is_popolo(_head(path))
            data = BytesIO(with_context(stream.read())) if popolo else stream
            base = BASE if popolo else None
            yield from parse(data, form.rdf, base_iri=base, rename_blank_nodes=len(files) > 1)


@contextmanager
def rdf_in(path: Path) -> Iterator[tuple[IO[bytes], Format]]:
    """A file to be parsed in the block, unpacked, and the format that its name tells.

    Raises ReadingError where its name tells none; what goes wrong in reading and parsing it becomes one.
    """
    form = format_of(path)
    try:
        with unpacked(path) as stream:
            yield stream, form
    except SyntaxError as error:
        if "LoadDocumentCallback" in str(error.msg):
            message = f"{path} has a JSON-LD context on the web, which is not fetched."
            raise ReadingError(message, "Put the context into the file.", source=str(path)) from None
        place = f", line {error.lineno}" if error.lineno else ""
        raise ReadingError(f"{path}{place}: {error.msg}", source=str(path)) from None
    except (zlib.error, BadGzipFile, *UNPACKING) as error:
        raise ReadingError(f"{path} cannot be unpacked: {error}.", source=str(path)) from None
    except (OSError, ValueError) as error:
        raise ReadingError(f"{path} cannot be read: {error}.", source=str(path)) from None


def _head(path: Path) -> bytes:
    with unpacked(path) as stream:
        return stream.read(4096)


def format_of(path: Path) -> Format:
    """The format that a file's name tells.

    Raises ReadingError where it tells none.
    """
    name, _ = split_name(path.name)
    suffix = PurePath(name).suffix[1:]
    form = FORMATS.get(OTHER_SUFFIXES.get(suffix, suffix))
    if form is None:
        known = ", ".join(f".{name}" for name in FORMATS)
        advice = f"Name it {known}, also .gz and .zst."
        raise ReadingError(f"The name of {path} tells of no RDF format.", advice, source=str(path))
    return form
