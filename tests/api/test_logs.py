"""Logs: from the level that is set on, as JSON where nobody watches."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from api.logs import configure_logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave logging as it was."""
    yield
    structlog.reset_defaults()


def test_a_line_is_json_with_level_and_time_and_lower_levels_are_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("warning")
    log = structlog.get_logger()
    log.info("store open", uri="bolt://x")
    log.warning("store gone", uri="bolt://x")
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["uri"]) == ("store gone", "warning", "bolt://x")
    assert told["timestamp"].endswith("Z")
