"""Peak memory of `rostra export`: of a process of its own, which does nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

from api.linked_data.formats import FORMATS
from bench.rdf.exporting import BASE
from graph.engine.addresses import Address

TELLING = """
import atexit, pathlib, re, sys
from api.commands import main
told = pathlib.Path("/proc/self/status")
atexit.register(lambda: print(re.search(r"VmHWM:\\s*(\\d+)", told.read_text())[1], file=sys.stderr))
main()
"""
"""Tells at its end the most that it had: the system's account of a child begins with what its parent has."""
Peaks: TypeAlias = dict[int, dict[str, float]]
"""By how many triples there are and by what is exported, in MB."""


def peaks_of(address: Address, folder: Path) -> dict[str, float]:
    """By format from the graph; then from a snapshot under the folder."""
    peaks = {f"{name} from the graph": _peak(address, name, folder / "none") for name in FORMATS}
    return peaks | {f"{name} from the snapshot": _peak(address, name, folder) for name in ("nq", "ttl")}


def tell_peaks(peaks: Peaks) -> None:
    """Print the peaks, and how they grow from the fewest triples to the most: 1 is flat."""
    few, most = min(peaks), max(peaks)
    for what in peaks[few]:
        told = ", ".join(f"{peaks[number][what]:.0f} MB at {number:,}" for number in sorted(peaks))
        print(
            f"peak memory of `rostra export`, {what}: {told}: ratio {peaks[most][what] / peaks[few][what]:.2f}"
        )


def _peak(address: Address, form: str, data_dir: Path) -> float:
    """Most memory in MB that `rostra export` has had, where /proc tells."""
    environment = {
        "ROSTRA_NEO4J_URI": address.uri,
        "ROSTRA_NEO4J_USER": "neo4j",
        "ROSTRA_NEO4J_PASSWORD": "none",
        "ROSTRA_BASE": BASE,
        "ROSTRA_DATA_DIR": str(data_dir),
    }
    command = [sys.executable, "-c", TELLING, "export", "--format", form]
    told = subprocess.run(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
    )
    return int(told.stderr.split()[-1]) / 1024
