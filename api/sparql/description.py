"""The service description: what `/sparql` can do, as RDF. https://www.w3.org/TR/sparql11-service-description/"""

from __future__ import annotations

import io

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from api.linked_data.formats import Format
from api.sparql.results import TABLES, TRIPLES
from api.sparql.snapshot import Snapshot
from ontology.vocabulary import ONTOLOGY

SD, RDF, VOID = (
    "http://www.w3.org/ns/sparql-service-description#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://rdfs.org/ns/void#",
)
FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nq": "N-Quads",
}
"""The names of formats under http://www.w3.org/ns/formats/."""


def describe(address: str, snapshot: Snapshot | None, form: Format) -> bytes:
    """The description of the endpoint at an address, with the size of its snapshot where there is one."""
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    triples = [
        Triple(service, _rdf("type"), _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(address)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        *(
            Triple(
                service, _sd("resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{FORMATS[each.name]}")
            )
            for each in (*TABLES, *TRIPLES)
        ),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _rdf("type"), _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, _rdf("type"), _sd("Graph")),
        Triple(default, NamedNode(f"{VOID}vocabulary"), NamedNode(ONTOLOGY)),
    ]
    if snapshot:
        size = Literal(snapshot.triples)
        triples.append(Triple(default, NamedNode(f"{VOID}triples"), size))
    output = io.BytesIO()
    prefixes = None if form.name in ("nt", "nq") else {"sd": SD, "void": VOID}
    serialize(triples, output, form.rdf, prefixes=prefixes)
    return output.getvalue()


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _rdf(name: str) -> NamedNode:
    return NamedNode(RDF + name)
