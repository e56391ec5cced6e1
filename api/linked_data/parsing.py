"""Files of RDF, plain or compressed, as a stream of quads."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from gzip import BadGzipFile
from io import BytesIO
from pathlib import Path, PurePath

from pyoxigraph import Quad, parse

from api.compression import UNPACKING, split_name, unpacked
from api.linked_data.foreign.popolo import BASE, is_popolo, with_context
from api.linked_data.formats import FORMATS, Format
from ontology.errors import RestoreError

OTHER_SUFFIXES = {"json": "jsonld", "xml": "rdf"}


def quads_of(files: Sequence[Path]) -> Iterator[Quad]:
    """All quads of the files, as they are read; blank nodes of different files are different ones.

    Raises RestoreError where a file's name tells of no format, or it isn't what its name says.
    """
    for path, form in [(path, format_of(path)) for path in files]:
        try:
            with unpacked(path) as stream:
                popolo = form.name == "jsonld" and is_popolo(_head(path))
                data = BytesIO(with_context(stream.read())) if popolo else stream
                base = BASE if popolo else None
                yield from parse(data, form.rdf, base_iri=base, rename_blank_nodes=len(files) > 1)
        except SyntaxError as error:
            if "LoadDocumentCallback" in str(error.msg):
                raise RestoreError(
                    f"{path} has a JSON-LD context on the web, which is not fetched.",
                    "Put the context into the file. Nothing was imported.",
                ) from None
            place = f", line {error.lineno}" if error.lineno else ""
            raise RestoreError(f"{path}{place}: {error.msg}", "Nothing was imported.") from None
        except (zlib.error, BadGzipFile, *UNPACKING) as error:
            raise RestoreError(f"{path} cannot be unpacked: {error}.", "Nothing was imported.") from None
        except (OSError, ValueError) as error:
            raise RestoreError(f"{path} cannot be read: {error}.", "Nothing was imported.") from None


def _head(path: Path) -> bytes:
    with unpacked(path) as stream:
        return stream.read(4096)


def format_of(path: Path) -> Format:
    """The format that a file's name tells.

    Raises RestoreError where it tells none.
    """
    name, _ = split_name(path.name)
    suffix = PurePath(name).suffix[1:]
    form = FORMATS.get(OTHER_SUFFIXES.get(suffix, suffix))
    if form is None:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise RestoreError(
            f"The name of {path} tells of no RDF format.", f"Name it {known}, also .gz and .zst."
        )
    return form
