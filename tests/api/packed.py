"""What was compressed, plain again."""

from __future__ import annotations

import gzip
import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def unpacked(data: bytes, way: str | None) -> bytes:
    """The content of a gzip or zstd file; None leaves it as it is."""
    if way is None:
        return data
    return gzip.decompress(data) if way == "gzip" else zstd.decompress(data)
