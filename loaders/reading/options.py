"""What a person may say about the input, over what the source itself tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from ontology.errors import SettingsError

Format = Literal["text", "markdown", "html", "pdf", "csv", "jsonl"]

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read; every value given here wins over what the source says.

    `columns` names the column of a table that holds a field, field first: `{"text": "body"}`; the fields are
    those of `loaders.reading.columns`. `day_first` reads 03/04/2023 as 3 April. `max_bytes` is the largest
    single statement, counted after decompression: a whole file, or one row of a table; `max_fetched_bytes` is the
    largest file that is fetched from an address, as it comes.
    """

    format: Format | None = None
    issuers: tuple[str, ...] = ()
    issued: date | None = None
    url: str | None = None
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first: bool = False
    max_bytes: int = 20 * MEGABYTE
    max_fetched_bytes: int = 200 * MEGABYTE


DEFAULT_OPTIONS = ReadOptions()


def columns_of(given: Iterable[str]) -> dict[str, str]:
    """Fields and the columns that hold them, each given as `field=column`; raises SettingsError for another form."""
    pairs = [pair.partition("=") for pair in given]
    if any(not equals for _, equals, _ in pairs):
        raise SettingsError("A column is given as field=column.", "For example text=body.")
    return {field.strip(): name.strip() for field, _, name in pairs}
