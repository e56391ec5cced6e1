"""The audit of packages in CI: a weakness fails it, data that cannot be reached doesn't, and is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

AUDIT = Path(__file__).parents[1] / ".ci" / "audit"
SKIPPED = {"name": "attrs", "skip_reason": "not found"}
SOUND = {"name": "six", "version": "1.17.0", "vulns": []}
WEAK = {"name": "h11", "version": "0.1", "vulns": [{"id": "CVE-2025-1", "fix_versions": ["0.16"]}]}


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([SOUND, SKIPPED], 0, "1 of 2 packages could be looked up"),
        ([SKIPPED, WEAK], 1, "h11 0.1 has CVE-2025-1; mended in: 0.16"),
        ([SKIPPED], 0, "0 of 1 packages could be looked up"),
        ([], 0, "nothing could be looked up: no way there"),
    ],
)
def test_only_a_known_weakness_fails(
    tmp_path: Path, packages: list[dict[str, Any]], code: int, words: str
) -> None:
    command = tmp_path / "pip-audit"
    written = repr(json.dumps({"dependencies": packages}))
    command.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        + (f"pathlib.Path(sys.argv[-1]).write_text({written})\n" if packages else "")
        + "sys.exit('no way there')\n"
    )
    command.chmod(0o700)
    asked = subprocess.run(
        [sys.executable, AUDIT, command], cwd=AUDIT.parents[1], capture_output=True, text=True, check=False
    )
    assert asked.returncode == code
    assert words in asked.stdout
