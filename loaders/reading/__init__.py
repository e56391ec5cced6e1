"""Files, pages and tables become documents."""

from loaders.reading.options import Format, ReadOptions
from loaders.reading.paths import read_path, read_stream

__all__ = ["Format", "ReadOptions", "read_path", "read_stream"]
