"""What a file beside the statement tells of it: `speech.meta.json` of `speech.txt`, with a table row's fields."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from loaders.reading.fields import record_of_fields
from loaders.reading.options import ReadOptions
from ontology.errors import ReadingError

SUFFIX = ".meta.json"


def with_sidecar(file: Path, options: ReadOptions) -> ReadOptions:
    """The options, with issuers, date, address and language from the file's sidecar where they don't say.

    Raises `ReadingError` where there is a sidecar and it is no JSON object, or its date is none.
    """
    sidecar = file.with_suffix(SUFFIX)
    if not sidecar.is_file():
        return options
    try:
        fields = json.loads(sidecar.read_text("utf-8"))
    except ValueError as error:
        raise _broken(sidecar, str(error)) from None
    if not isinstance(fields, dict):
        raise _broken(sidecar, "it is a list or a value")
    told = record_of_fields(fields, [], str(sidecar), options)
    return replace(
        options,
        issuers=options.issuers or told.issuers,
        issued=options.issued or told.issued,
        url=options.url or told.url,
        language=options.language or told.language,
    )


def _broken(sidecar: Path, why: str) -> ReadingError:
    return ReadingError(
        f"{sidecar} is no JSON object: {why}.",
        "Mend it, or move it away from its statement.",
        source=str(sidecar),
    )
