"""Formats of several files: into a zip archive as it is written, or into a folder."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, TypeAlias

from api.files import replacing

Packing: TypeAlias = Callable[[str], AbstractContextManager[IO[bytes]]]
"""Opens a file by its name to be written, one after the other."""


@contextmanager
def archive(output: IO[bytes]) -> Iterator[Packing]:
    """A zip archive on a stream, which need not be seekable. The same content gives the same bytes."""
    with zipfile.ZipFile(output, "w") as packed:

        def open_file(name: str) -> AbstractContextManager[IO[bytes]]:
            entry = zipfile.ZipInfo(name)  # dated 1980 by itself
            entry.compress_type = zipfile.ZIP_DEFLATED
            return packed.open(entry, "w", force_zip64=True)

        yield open_file


def folder(path: Path) -> Packing:
    """The files in a folder that is there."""
    return lambda name: replacing(path / name)
