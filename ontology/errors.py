"""The errors that Rostra tells a person about.

RostraError
├── SettingsError      a setting is missing, contradictory or out of range
├── ReadingError       one input (a file, a row) cannot be read; where there are more, the rest goes on
├── ModelError         the language pipeline asked for is not there or does not fit
├── VocabularyError    the ontology lacks a term, or a file of it is broken
├── EngineError        the graph engine cannot be reached, started or kept
├── RestoreError       a dump or RDF file cannot be put into the graph, and nothing of it was
├── AccessError        an API key is missing, unknown, over, or lacks a scope
└── QuestionError      a question is malformed, unknown or over a limit
"""

from __future__ import annotations


class RostraError(Exception):
    """Base of all; `message` says in one line what is wrong, `advice` what to do about it."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".rstrip()


class SettingsError(RostraError):
    """A setting is missing, contradictory or out of range."""


class ReadingError(RostraError):
    """One input cannot be read as a statement or as RDF; `source` names the file, and the row if it is a table."""

    def __init__(self, message: str, advice: str = "", *, source: str = "") -> None:
        super().__init__(message, advice)
        self.source = source


class ModelError(RostraError):
    """The language pipeline that was asked for is not installed or does not fit."""


class VocabularyError(RostraError):
    """The ontology lacks a term, or one of its files is broken."""


class EngineError(RostraError):
    """The graph engine cannot be reached, started or kept."""


class RestoreError(RostraError):
    """A dump or RDF file is damaged, foreign or newer than this, or there is no empty graph to put it into."""


class AccessError(RostraError):
    """There is no valid API key (`scope` is None), or the key lacks the scope that is needed."""

    def __init__(self, message: str, advice: str = "", *, scope: str | None = None) -> None:
        super().__init__(message, advice)
        self.scope = scope


class QuestionError(RostraError):
    """A question is malformed, asks for what does not exist, or is over a limit."""
