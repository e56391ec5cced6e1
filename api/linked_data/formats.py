"""The RDF formats that go out, and which of them an Accept header asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import IO

import mimeparse
from pyoxigraph import Quad, RdfFormat, Triple, serialize

from ontology.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its short name (also its file suffix); `quads` says whether it keeps named graphs.

    `triple_terms` says whether it holds RDF 1.2's triple terms.
    """

    name: str
    media_type: str
    rdf: RdfFormat
    quads: bool
    triple_terms: bool = True

    def check_triple_terms(self) -> None:
        """Raises QuestionError where it holds none."""
        if not self.triple_terms:
            able = ", ".join(form.name for form in FORMATS.values() if form.triple_terms)
            raise QuestionError(f"{self.name} holds no triple terms.", f"Use one of {able}.")


FORMATS = {
    form.name: form
    for form in (
        Format("ttl", "text/turtle", RdfFormat.TURTLE, quads=False),
        Format("nt", "application/n-triples", RdfFormat.N_TRIPLES, quads=False),
        Format("trig", "application/trig", RdfFormat.TRIG, quads=True),
        Format("nq", "application/n-quads", RdfFormat.N_QUADS, quads=True),
        Format("jsonld", "application/ld+json", RdfFormat.JSON_LD, quads=True, triple_terms=False),
        Format("rdf", "application/rdf+xml", RdfFormat.RDF_XML, quads=False),
    )
}

# The last of equals wins in mimeparse, so the table is handed over in reverse: Turtle first.
_BY_MEDIA_TYPE = {form.media_type: form for form in FORMATS.values()} | {
    "application/json": FORMATS["jsonld"]
}


PAGE_TYPE = "text/html"


def find_format(name: str) -> Format:
    """The format of that short name.

    Raises QuestionError listing those that exist.
    """
    if name not in FORMATS:
        raise QuestionError(f"There is no format {name!r}.", f"Use one of {', '.join(FORMATS)}.")
    return FORMATS[name]


def negotiate(accept: str, among: Collection[str] = tuple(FORMATS)) -> Format | None:
    """The format that an Accept header likes best, Turtle where it takes anything, None where none fits.

    `among` are the short names of those to be had.
    """
    types = [media_type for media_type, form in _BY_MEDIA_TYPE.items() if form.name in among]
    try:
        best = mimeparse.best_match([*reversed(types)], accept or "*/*")
    except mimeparse.MimeTypeParseException:
        return None
    return _BY_MEDIA_TYPE.get(best)


def takes_page(accept: str) -> bool:
    """Whether an Accept header likes a page for people better than any RDF."""
    try:
        return bool(mimeparse.best_match([PAGE_TYPE, *_BY_MEDIA_TYPE], accept or "*/*") == PAGE_TYPE)
    except mimeparse.MimeTypeParseException:
        return False


PREFIXES = {
    "rostra": "https://w3id.org/rostra/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_rdf(quads: Iterable[Quad], output: IO[bytes], form: Format) -> None:
    """Write quads as they come; a format without named graphs gets plain triples."""
    rows = quads if form.quads else (Triple(q.subject, q.predicate, q.object) for q in quads)
    prefixes = PREFIXES if form.rdf not in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS) else None
    serialize(rows, output, form.rdf, prefixes=prefixes)
