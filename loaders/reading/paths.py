"""What a path stands for: a file, a folder, a pattern, an address, or "-" for standard input; and what is in it."""

from __future__ import annotations

import glob
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from loaders.reading.archives import SUFFIX, is_statement_file, read_archive
from loaders.reading.extent import Extent
from loaders.reading.fetching import Bounds, fetched, is_address
from loaders.reading.formats import read_format
from loaders.reading.opening import unpacked
from loaders.reading.options import DEFAULT_OPTIONS, ReadOptions
from loaders.reading.sidecar import with_sidecar
from ontology.errors import ReadingError
from ontology.facts import Document

STANDARD_INPUT = "-"


def read_path(
    path: str | Path, options: ReadOptions = DEFAULT_OPTIONS, extent: Extent | None = None
) -> Iterator[Document | ReadingError]:
    """The documents that a path leads to, one at a time; what cannot be read comes as an error in its place.

    A folder is read with all folders in it, in the order of names; hidden files, README files and those whose
    names tell no known format are passed over. A file's sidecar (`loaders.reading.sidecar`) is heeded. What lies at
    an address is fetched first (`loaders.reading.fetching`). Never raises for what the input holds. `extent` is told
    how far reading has come.
    """
    if str(path) == STANDARD_INPUT:
        yield from read_stream(sys.stdin.buffer, "standard input", options, extent)
        return
    if is_address(str(path)):
        yield from _read_address(str(path), options, extent)
        return
    try:
        files = _files(str(path))
    except ReadingError as error:
        yield error
        return
    for file in files:
        try:
            told = with_sidecar(file, options)
            with file.open("rb") as stream:
                yield from read_stream(stream, str(file), told, extent)
        except ReadingError as error:
            yield error
        except OSError as error:
            yield ReadingError(
                f"{file} cannot be opened: {error.strerror}.", "Check its rights.", source=str(file)
            )


def read_stream(
    stream: BinaryIO, name: str, options: ReadOptions = DEFAULT_OPTIONS, extent: Extent | None = None
) -> Iterator[Document | ReadingError]:
    """The documents in a stream of bytes, as `read_path`; a suffix of `name` tells the format."""
    extent = extent or Extent()
    before = extent.read
    try:
        for each in _read(stream, name, options):
            extent.read = before + (stream.tell() if stream.seekable() else 0)
            yield each
    except ReadingError as error:
        yield error
    except (EOFError, OSError, zlib.error) as error:
        yield ReadingError(
            f"{name} breaks off or is damaged: {error}.",
            "Get it again; what came before is read.",
            source=name,
        )


def size_of(paths: Iterable[str]) -> int:
    """The bytes of all files that the paths lead to; 0 where standard input or an address is among them."""
    listed = list(paths)
    if STANDARD_INPUT in listed or any(map(is_address, listed)):
        return 0
    files: list[Path] = []
    for path in listed:
        with suppress(ReadingError):
            files += _files(path)
    return sum(file.stat().st_size for file in files if file.is_file())


def _read_address(
    address: str, options: ReadOptions, extent: Extent | None
) -> Iterator[Document | ReadingError]:
    """The documents at an address; one that is the whole of it, and names no other, is published there."""
    try:
        with fetched(address, Bounds(options.max_fetched_bytes)) as found:
            told = replace(options, format=options.format or found.format)
            name = urlsplit(found.address)._replace(query="", fragment="").geturl()
            for each in read_stream(found.file, name, told, extent):
                if isinstance(each, Document) and each.source == name:
                    yield replace(each, url=each.url or found.address)
                else:
                    yield each
    except ReadingError as error:
        yield error


def _read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Document | ReadingError]:
    if name.lower().endswith(SUFFIX):
        return read_archive(stream, name, options)
    return read_format(unpacked(stream), name, options)


def _files(path: str) -> list[Path]:
    """The files that a path means, in order; raises `ReadingError` if there are none."""
    found = Path(path)
    if found.is_dir():
        if files := list(_files_below(found)):
            return files
        raise ReadingError(
            f"{path} has no files that can be read.", "See --format for the kinds.", source=path
        )
    if os.path.lexists(path):
        return [found]
    matches = glob.glob(path, recursive=True)  # noqa: PTH207 (Path.glob refuses absolute patterns)
    if files := sorted(Path(match) for match in matches):
        return [each for file in files for each in (_files_below(file) if file.is_dir() else [file])]
    raise ReadingError(f"{path} does not exist.", "Check the path.", source=path)


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if is_statement_file(name):
                yield Path(root, name)
