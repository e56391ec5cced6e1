"""Requests that the service's own OpenAPI description allows, and ones that it doesn't: made up by Schemathesis.

Each answer must be one that the description tells of, in its status, its media type and its shape, and no fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS: list[Callable[..., bool | None]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def ask_all(
    url: str, examples: int, headers: Mapping[str, str] | None = None, modes: Sequence[GenerationMode] = MODES
) -> tuple[int, list[str]]:
    """How many requests were tried, about so many of each operation and mode, and a line on each kind that failed."""
    tried, lost = 0, []
    for found in schemathesis.openapi.from_url(f"{url}/openapi.json").get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        for mode in modes:
            number, trouble = _ask(operation, mode, examples, dict(headers or {}))
            tried += number
            lost += [f"{operation.label}, {mode.value}: {trouble}"] if trouble else []
    return tried, lost


def _ask(operation: Any, mode: GenerationMode, examples: int, headers: dict[str, str]) -> tuple[int, str]:  # noqa: ANN401
    tried = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        nonlocal tried
        tried += 1
        case.call_and_validate(checks=CHECKS, headers=headers)

    try:
        ask()
    except Unsatisfiable:
        return tried, ""  # there is nothing wrong that could be sent
    except Exception as error:
        told = [str(each) for each in getattr(error, "exceptions", [error])]
        return tried, " ".join(told[0].split())[:500]
    return tried, ""
