"""Terms of RDF become values of the graph: the way back of `api.linked_data.triples`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache

from api.linked_data.triples import XSD
from ontology.terms import Datatype, Field
from ontology.vocabulary import load_vocabulary

INTEGERS = range(-(2**63), 2**63)


class UnfitError(ValueError):
    """A term is no value of a property; the words say why not."""


def value_of(field: Field, text: str, datatype: str | None) -> str | int | float | bool:
    """The value that a term stands for: its text, and its datatype's address, None for an IRI.

    Raises UnfitError.
    """
    if field.scheme:
        notation = _notations(field.scheme).get(text) if datatype is None else None
        if notation is None:
            raise UnfitError(f"{field.name} is <{text}>, which is no concept of {field.scheme}")
        return notation
    if datatype != XSD + field.datatype:
        raise UnfitError(f"{field.name} is {text[:60]!r}, not an xsd:{field.datatype}")
    try:
        return READERS[field.datatype](text)
    except ValueError:
        raise UnfitError(f"{field.name} is {text[:60]!r}, which is no xsd:{field.datatype}") from None


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", text) or int(text) not in INTEGERS:
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> float:
    number = float(text)
    if not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text) or not math.isfinite(number):
        raise ValueError(text)
    return number


def _boolean(text: str) -> bool:
    if text not in ("true", "false", "1", "0"):
        raise ValueError(text)
    return text in ("true", "1")


def _date(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _time(text: str) -> str:
    datetime.fromisoformat(text)
    return text


READERS: Mapping[Datatype, Callable[[str], str | int | float | bool]] = {
    "string": str,
    "anyURI": str,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "dateTime": _time,
}


@cache
def _notations(scheme: str) -> Mapping[str, str]:
    return {concept.iri: concept.notation for concept in load_vocabulary().schemes[scheme].concepts}
