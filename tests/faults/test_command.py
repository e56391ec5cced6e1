"""The command `rostra load` killed in mid-load, with its workers, and resumed: the graph is that of a clean load."""

from __future__ import annotations

from pathlib import Path

from graph.engine.addresses import Address
from graph.store import Store
from tests.faults.command import command_killed

NUMBER = 48
"""Statements: some batches of them, so that the load isn't over when the first is there."""


async def test_a_killed_load_leaves_whole_statements_and_no_process_and_is_resumed(
    store: Store, engine: Address, tmp_path: Path
) -> None:
    account = await command_killed(store, engine, tmp_path, NUMBER)

    assert account.kept
    assert account.in_flight
    assert account.holds, account
