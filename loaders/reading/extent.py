"""How far the reading of some input has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Extent:
    """Bytes of the input as it lies on disk, compressed or not; `total` is 0 where nobody can know it."""

    total: int = 0
    read: int = 0

    @property
    def share(self) -> float | None:
        """How much of it is read, from 0 to 1; None where that is unknown."""
        return min(self.read / self.total, 1.0) if self.total else None
