"""Ends a statement that took too long on the embedded engine.

Neo4j heeds the time limit that comes with a statement. ArcadeDB doesn't, nor does it notice that nobody waits for an
answer any longer; but it lists what runs, and ends what it is told to.
"""

from __future__ import annotations

import asyncio

import structlog
from neo4j import AsyncDriver
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.time import Duration

SHOWN = 200
"""Characters by which a statement is known again; the list cuts long ones."""
NEARLY = 0.9
"""Of the time limit: a statement begins a little later than the wait for it."""
PATIENCE = 5.0
"""Seconds for ending a statement, before that is given up."""

log = structlog.get_logger()


async def stop(driver: AsyncDriver, database: str, cypher: str, seconds: float) -> None:
    """End the statements with this text that have run for so long; it is logged where that can't be done."""
    try:
        async with asyncio.timeout(PATIENCE):
            running, _, _ = await driver.execute_query("SHOW TRANSACTIONS", database_=database)
            for each in running:
                known = str(each["currentQuery"])[:SHOWN] == cypher[:SHOWN]
                if known and _in_seconds(each["elapsedTime"]) >= NEARLY * seconds:
                    id = each["transactionId"]
                    await driver.execute_query("TERMINATE TRANSACTIONS $id", id=id, database_=database)
                    log.info("engine.stopped", seconds=seconds)
    except (DriverError, Neo4jError, TimeoutError) as error:
        log.warning("engine.not_stopped", error=str(error))


def _in_seconds(elapsed: Duration) -> float:
    return float(elapsed.seconds + elapsed.nanoseconds / 1e9)
