"""Memory of processes, where /proc tells."""

from __future__ import annotations

from pathlib import Path


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def family(pid: int) -> list[int]:
    """A process and all that it or they started."""
    found = [pid]
    for each in found:
        for file in Path(f"/proc/{each}/task").glob("*/children"):
            found += map(int, file.read_text().split())
    return found
