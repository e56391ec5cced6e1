"""gzip and zstd for what goes out: told by a file's name, by a word, or by an Accept-Encoding header."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, cast

from ontology.errors import QuestionError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZSTD_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: 3,
    zstd.CompressionParameter.checksum_flag: 1,
}


@dataclass(frozen=True, slots=True)
class Compression:
    """A way to compress by its name, which is also its content coding in HTTP.

    `wrap` gives a stream to write to onto a stream, `unwrap` one to read from.
    """

    name: str
    suffix: str
    media_type: str
    wrap: Callable[[IO[bytes]], AbstractContextManager[IO[bytes]]]
    unwrap: Callable[[IO[bytes]], AbstractContextManager[IO[bytes]]]


def _gzip(output: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    """Without name and time, so that the same content gives the same bytes."""
    packed = gzip.GzipFile("", "wb", compresslevel=6, fileobj=output, mtime=0)
    return cast("AbstractContextManager[IO[bytes]]", packed)


def _zstd(output: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    return cast("AbstractContextManager[IO[bytes]]", zstd.ZstdFile(output, "wb", options=ZSTD_OPTIONS))


def _gunzip(source: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    return cast("AbstractContextManager[IO[bytes]]", gzip.GzipFile(fileobj=source))


def _unzstd(source: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    return cast("AbstractContextManager[IO[bytes]]", zstd.ZstdFile(source))


COMPRESSIONS = {
    each.name: each
    for each in (
        Compression("zstd", ".zst", "application/zstd", _zstd, _unzstd),
        Compression("gzip", ".gz", "application/gzip", _gzip, _gunzip),
    )
}
"""The ways there are, what is liked best first."""
UNPACKING = (EOFError, zstd.ZstdError)
"""What reading a compressed file that is broken raises, beside OSError."""


@contextmanager
def compressed(output: IO[bytes], way: Compression | None) -> Iterator[IO[bytes]]:
    """A stream onto the output, compressed where a way is given; the output stays open."""
    with way.wrap(output) if way else nullcontext(output) as stream:
        yield stream


def find_compression(name: str) -> Compression:
    """The way of that name.

    Raises QuestionError listing those that exist.
    """
    if name not in COMPRESSIONS:
        raise QuestionError(f"There is no compression {name!r}.", f"Use one of {', '.join(COMPRESSIONS)}.")
    return COMPRESSIONS[name]


def split_name(name: str) -> tuple[str, Compression | None]:
    """A file's name without what tells of compression, and that: "graph.nq.zst" is "graph.nq" by zstd."""
    suffix = PurePath(name).suffix
    for way in COMPRESSIONS.values():
        if suffix == way.suffix:
            return name.removesuffix(suffix), way
    return name, None


def accepted(accept_encoding: str) -> Compression | None:
    """The way that an Accept-Encoding header likes best; None where it likes plain bytes better, or says nothing."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, parameters = part.partition(";")
        weights[coding.strip()] = _weight(parameters)
    anything = weights.get("*", 0.0)
    liked = [(weights.get(name, anything), way) for name, way in COMPRESSIONS.items()]
    weight, way = max(liked, key=lambda pair: pair[0])
    return way if weight > 0 and weight >= weights.get("identity", 0.0) else None


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """A file to read from, unpacked where its suffix says so. Reading raises OSError or what UNPACKING names."""
    _, way = split_name(path.name)
    with path.open("rb") as file, way.unwrap(file) if way else nullcontext(file) as stream:
        yield stream
