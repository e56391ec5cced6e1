"""Run as a script: `guard.py PARENT COMMAND…` becomes the command, and ends with its parent (Linux).

The kernel sends SIGTERM to the process when the thread that made it ends, however it ends. The setting
outlasts `exec`, so that the engine itself needs to know nothing of it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    """Tie this process to its parent, then become the command."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(0)
    os.execv(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
