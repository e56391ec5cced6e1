"""Files, pages and tables become documents."""

from loaders.reading.options import DEFAULT_OPTIONS, Format, ReadOptions
from loaders.reading.paths import read_path, read_stream

__all__ = ["DEFAULT_OPTIONS", "Format", "ReadOptions", "read_path", "read_stream"]
