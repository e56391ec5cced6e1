"""The lock file pins all that pyproject.toml asks for, within its ranges, by hashes alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKED = (ROOT / "requirements.lock").read_text("utf-8")
PINNED = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)", re.MULTILINE)


def asked() -> list[Requirement]:
    """What Rostra, its extras and its developers need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [each for group in project["optional-dependencies"].values() for each in group]
    return [Requirement(each) for each in [*project["dependencies"], *extras]]


def test_all_that_is_asked_for_is_pinned_in_its_range() -> None:
    pinned: dict[str, set[str]] = {}
    for name, version in PINNED.findall(LOCKED):
        pinned.setdefault(name, set()).add(version)
    for requirement in asked():
        versions = pinned.get(re.sub(r"[-_.]+", "-", requirement.name).lower(), set())
        assert any(map(requirement.specifier.contains, versions)), f"{requirement}: run `make lock`"


def test_every_pin_has_hashes_and_nothing_says_where_from() -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", LOCKED.split("\n", 1)[1])
    assert all("--hash=sha256:" in block for block in blocks if block.strip())
    assert "://" not in LOCKED
    assert not re.search(r"^\s*--(?!hash)", LOCKED, re.MULTILINE)
