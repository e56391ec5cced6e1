"""The state file of an embedded engine: which process serves a data folder, and on which ports.

A process is known by its id and the moment of its birth together, so that a stale file never points to a
stranger that got the same id.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

STATE_FILE = "engine.json"
STOPPED_FILE = "engine.stopped"
"""Stands in the folder from `rostra engine stop` until somebody starts the engine again."""


@dataclass(frozen=True, slots=True)
class EngineState:
    """A running engine. `detached` ones outlive the process that started them."""

    pid: int
    born: str
    bolt_port: int
    http_port: int
    detached: bool

    @property
    def alive(self) -> bool:
        """Whether this very process still runs."""
        return birth(self.pid) == self.born


def birth(pid: int) -> str | None:
    """What tells the process from a later one of the same id; None if it doesn't run (a zombie doesn't)."""
    if sys.platform == "linux":
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] in "ZX" else fields[19]
    found = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


def read_state(folder: Path) -> EngineState | None:
    """The engine that runs on the folder; None if there is none, or the file is stale."""
    try:
        state = EngineState(**json.loads((folder / STATE_FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if state.alive else None


def write_state(folder: Path, state: EngineState) -> None:
    """Put the state in place at once: a reader sees the whole file or none."""
    new = folder / f"{STATE_FILE}.new"
    new.write_text(json.dumps(asdict(state)), "utf-8")
    new.replace(folder / STATE_FILE)


def mark_stopped(folder: Path) -> None:
    """Note that the engine ends because somebody wants it stopped."""
    (folder / STOPPED_FILE).touch()


def is_marked_stopped(folder: Path) -> bool:
    """Whether it was stopped on purpose, and not started since."""
    return (folder / STOPPED_FILE).exists()


def clear_stopped(folder: Path) -> None:
    """Forget that it was stopped."""
    (folder / STOPPED_FILE).unlink(missing_ok=True)


def clear_state(folder: Path) -> None:
    """Forget the engine of the folder."""
    (folder / STATE_FILE).unlink(missing_ok=True)
