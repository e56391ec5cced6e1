"""Clocks that jump, zones far from UTC, and days that calendars are odd about: dates stay what they were."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graph.opening import open_store
from graph.store import Store
from tests.engines.fixtures import OPTIONS
from tests.faults.accounting import parts
from tests.graph.samples import harbour_watch, many

EXAMPLE = Path(__file__).parents[2] / "examples" / "2023-01-27-j-street.md"
PARIS = ZoneInfo("Europe/Paris")


async def ended_at(store: Store) -> list[str]:
    """When the runs ended."""
    return [row["at"] for row in await store.read("MATCH (r:Run) RETURN r.endedAt AS at ORDER BY r.id")]


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        (datetime(2023, 2, 1, 1, tzinfo=ZoneInfo("Pacific/Kiritimati")), "2023-01-31T11:00:00+00:00"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS), "2026-10-25T00:30:00+00:00"),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS), "2026-10-25T01:30:00+00:00"),
        (datetime(2026, 3, 29, 2, 30, tzinfo=PARIS), "2026-03-29T01:30:00+00:00"),
    ],
)
async def test_times_are_kept_in_utc_whatever_the_clock_shows(store: Store, now: datetime, kept: str) -> None:
    async with open_store(store.address, OPTIONS, clock=lambda: now) as elsewhere:
        await elsewhere.write(many(1)[0])

    assert await ended_at(store) == [kept]


async def test_a_clock_that_jumps_back_changes_nothing_but_the_times_it_shows(store: Store) -> None:
    years = iter((2026, 1999, 2026, 1970))
    earlier, later = many(4)[:2], many(4)[2:]
    async with open_store(
        store.address, OPTIONS, clock=lambda: datetime(next(years), 1, 1, tzinfo=UTC)
    ) as jumping:
        for facts in (*earlier, *later):
            await jumping.write(facts)
    jumped = {part for part in await parts(store) if not part[1].startswith("Run ")}
    await store.reset()
    await store.write_many(many(4))

    assert jumped == {part for part in await parts(store) if not part[1].startswith("Run ")}


@pytest.mark.parametrize("issued", [date(2028, 2, 29), date.max, date.min])
async def test_leap_days_and_days_far_off_come_back_as_they_were(store: Store, issued: date) -> None:
    written = await store.write(harbour_watch(issued=issued, day=issued).facts())
    found = await store.read("MATCH (s:Statement) RETURN s.id AS id, s.issued AS issued")

    assert found == [{"id": written.statement, "issued": issued.isoformat()}]
    assert written.statement.startswith(f"statement/{issued.isoformat()}-")


def test_a_statement_is_read_the_same_in_every_time_zone() -> None:
    def read(zone: str) -> str:
        command = [
            sys.executable,
            "-c",
            "from api.commands import main; main()",
            "extract",
            str(EXAMPLE),
            "--json",
        ]
        environment = os.environ | {"TZ": zone}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert read("Pacific/Kiritimati") == read("America/Adak") != ""
