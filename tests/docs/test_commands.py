"""The docs speak of commands, flags, settings and files that exist; and every command is spoken of."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from api.commands import app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
COMMANDS: Any = typer.main.get_command(app)


def told_commands(page: Path) -> Iterator[list[str]]:
    """The `rostra …` command lines in shell blocks, without comments and what follows a pipe."""
    for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(re.split(r"[|<>]", line)[0], comments=True)
            if "rostra" in words[:1]:
                yield words[1:]


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words name, and what is left of them."""
    command: Any = COMMANDS
    while hasattr(command, "commands"):
        assert words[0] in command.commands, words
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_flags_in_the_docs_exist(page: Path) -> None:
    for words in told_commands(page):
        command, rest = command_of(words)
        flags = {
            flag for parameter in command.params for flag in (*parameter.opts, *parameter.secondary_opts)
        }
        assert {word.split("=")[0] for word in rest if word.startswith("--")} <= flags, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_settings_files_and_make_targets_in_the_docs_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    named = {
        name.lower()
        for name in re.findall(r"\bROSTRA_([A-Z][A-Z0-9_]*[A-Z0-9])\b", text)
        if "TEST" not in name
    }
    assert named <= set(Settings.model_fields)
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets


def test_every_command_is_documented() -> None:
    told = "\n".join(page.read_text("utf-8") for page in PAGES)
    missing = [name for name in COMMANDS.commands if f"rostra {name}" not in told]
    assert missing == []
