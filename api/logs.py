"""Structured logs on standard error: readable in a terminal, JSON lines elsewhere. No text of a statement."""

from __future__ import annotations

import logging
import sys

import structlog

from api.settings import LogLevel


def configure_logs(level: LogLevel) -> None:
    """Log from this level on, times in UTC."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # looked up at each line
    )
