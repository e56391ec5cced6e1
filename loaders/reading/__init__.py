"""Files, pages and tables become documents."""

from loaders.reading.extent import Extent
from loaders.reading.options import DEFAULT_OPTIONS, Format, ReadOptions, columns_of
from loaders.reading.paths import read_path, read_stream, size_of

__all__ = [
    "DEFAULT_OPTIONS",
    "Extent",
    "Format",
    "ReadOptions",
    "columns_of",
    "read_path",
    "read_stream",
    "size_of",
]
