"""Files that commands write: each takes its place when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ontology.errors import SettingsError


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write beside its place. It is moved there at the end, or removed where something fails.

    Raises SettingsError where it cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        stream = part.open("wb")
    except OSError as error:
        raise cannot_write(path, error) from None
    try:
        with stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        part.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> SettingsError:
    """What to tell where a file cannot be written."""
    return SettingsError(f"{path} cannot be written: {error.strerror or error}.", "Give another --output.")
