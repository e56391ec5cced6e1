"""Structured logs on standard error: readable in a terminal, JSON lines elsewhere. No text of a statement.

What libraries log (the web server, the driver) comes in the same form. A line that belongs to a request has its id.
"""

from __future__ import annotations

import logging
import sys

import structlog

from api.settings import LogLevel

FOREIGN_LEVEL = "warning"
"""Libraries are heard from this level on, or from ours where it is higher: below it the driver tells statements."""


def configure_logs(level: LogLevel) -> None:
    """Log from this level on, times in UTC."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # looked up at each line
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            renderer,
        ],
    )
    _hear_libraries(formatter, level)


def _hear_libraries(formatter: logging.Formatter, level: LogLevel) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    for former in [each for each in root.handlers if isinstance(each.formatter, type(formatter))]:
        root.removeHandler(former)
    root.addHandler(handler)
    root.setLevel(max(logging.getLevelName(FOREIGN_LEVEL.upper()), logging.getLevelName(level.upper())))
