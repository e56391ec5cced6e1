"""The formats of an answer, and which of them is asked for: by name, or by an Accept header."""

from __future__ import annotations

from dataclasses import dataclass

import mimeparse

from api.linked_data.formats import FORMATS, PAGE_TYPE
from api.sparql.query import Form
from ontology.errors import QuestionError

PAGE = "html"


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A format by its short name and the media type that the answer bears; others that mean it too."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()


TABLES = (
    ResultFormat("json", "application/sparql-results+json", ("application/json",)),
    ResultFormat("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    ResultFormat("csv", "text/csv; charset=utf-8"),
    ResultFormat("tsv", "text/tab-separated-values; charset=utf-8"),
)
TRIPLES = tuple(
    ResultFormat(name, FORMATS[name].media_type, also)
    for name, also in (
        ("ttl", ("text/plain",)),
        ("nt", ()),
        ("rdf", ("application/xml", "text/xml")),
        ("jsonld", ("application/json",)),
        ("trig", ()),
        ("nq", ()),
    )
)
HTML = ResultFormat(PAGE, f"{PAGE_TYPE}; charset=utf-8")


def formats_of(form: Form) -> tuple[ResultFormat, ...]:
    """What an answer to the form is to be had in; the first where nothing is said."""
    return (*(TRIPLES if form.gives_triples else TABLES), HTML)


def named(name: str, form: Form) -> ResultFormat:
    """The format of a short name. Raises QuestionError listing those that the form has."""
    found = next((each for each in formats_of(form) if each.name == name), None)
    if found is None:
        names = ", ".join(each.name for each in formats_of(form))
        raise QuestionError(f"There is no format {name!r} for {form}.", f"Use one of {names}.")
    return found


def negotiated(accept: str, form: Form) -> ResultFormat | None:
    """The format that an Accept header likes best, None where it takes none of the form's."""
    by_type = {
        media_type: each
        for each in reversed(formats_of(form))  # the last of equals wins
        for media_type in (*each.also, each.media_type.partition(";")[0])
    }
    try:
        best = mimeparse.best_match([*by_type], accept or "*/*")
    except mimeparse.MimeTypeParseException:
        return None
    return by_type.get(best)
