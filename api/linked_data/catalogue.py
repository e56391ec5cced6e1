"""What there is to take, in VoID and DCAT: counts, dumps, the SPARQL endpoint, versions, the licence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from api.linked_data.triples import RDF_TYPE, XSD
from graph.census import Census
from ontology.vocabulary import NAMESPACE

VOID, DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
DCT, FOAF = "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
SPDX, SD = "http://spdx.org/rdf/terms#", "http://www.w3.org/ns/sparql-service-description#"
VOCABULARIES = (
    NAMESPACE,
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/org#",
    "https://schema.org/",
    FOAF,
    "http://www.w3.org/2004/02/skos/core#",
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
)
IANA = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of the whole dataset; size in bytes and SHA-256 are known of one that doesn't change."""

    address: str
    media_type: str
    compression: str = ""
    bytes: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A dated state of the dataset that no longer changes."""

    address: str
    name: str
    issued: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is told of a dataset. `base` is what the addresses of its nodes begin with; what is empty isn't told."""

    address: str
    title: str
    base: str
    census: Census
    dumps: Sequence[Dump]
    publisher: str = ""
    license: str = ""
    version: str = ""
    issued: str = ""
    example: str = ""
    sparql: str = ""
    versions: Sequence[Version] = field(default=())


class Describing:
    """Makes the triples of a dataset's description."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._self = NamedNode(dataset.address)
        self._numbers = count(1)

    def quads(self) -> Iterator[Quad]:
        """All of them; the same description for the same dataset."""
        dataset, this = self._dataset, self._self
        for type in (VOID + "Dataset", DCAT + "Dataset"):
            yield Quad(this, RDF_TYPE, NamedNode(type))
        yield _told(this, DCT + "title", dataset.title)
        for predicate, text in ((DCAT + "version", dataset.version), (VOID + "uriSpace", dataset.base)):
            if text:
                yield _told(this, predicate, text)
        if dataset.issued:
            yield Quad(this, _term(DCT + "issued"), _typed(dataset.issued, "date"))
        for predicate, address in (
            (DCT + "license", dataset.license),
            (VOID + "sparqlEndpoint", dataset.sparql),
            (VOID + "exampleResource", dataset.example),
        ):
            if address:
                yield Quad(this, _term(predicate), NamedNode(address))
        if dataset.publisher:
            publisher = self._blank("publisher")
            yield Quad(this, _term(DCT + "publisher"), publisher)
            yield Quad(publisher, RDF_TYPE, _term(FOAF + "Agent"))
            yield _told(publisher, FOAF + "name", dataset.publisher)
        for vocabulary in VOCABULARIES:
            yield Quad(this, _term(VOID + "vocabulary"), NamedNode(vocabulary))
        yield from self._counts()
        for dump in dataset.dumps:
            yield from self._dump(dump)
        for version in dataset.versions:
            yield from self._version(version)

    def _counts(self) -> Iterator[Quad]:
        counted, this = self._dataset.census, self._self
        yield _number(this, VOID + "triples", counted.triples)
        yield _number(this, VOID + "entities", sum(counted.classes.values()))
        yield _number(this, VOID + "classes", len(counted.classes))
        yield _number(this, VOID + "properties", len(counted.properties) + 1)
        typed = {RDF_TYPE.value: sum(counted.classes.values())}
        yield from self._parts("classPartition", "class", "entities", counted.classes)
        yield from self._parts("propertyPartition", "property", "triples", typed | counted.properties)

    def _parts(self, kind: str, by: str, of: str, counts: Mapping[str, int]) -> Iterator[Quad]:
        for iri, number in counts.items():
            part = self._blank("part")
            yield Quad(self._self, _term(VOID + kind), part)
            yield Quad(part, _term(VOID + by), NamedNode(iri))
            yield _number(part, VOID + of, number)

    def _dump(self, dump: Dump) -> Iterator[Quad]:
        file, this = NamedNode(dump.address), self._blank("distribution")
        yield Quad(self._self, _term(VOID + "dataDump"), file)
        yield Quad(self._self, _term(DCAT + "distribution"), this)
        yield Quad(this, RDF_TYPE, _term(DCAT + "Distribution"))
        yield Quad(this, _term(DCAT + "downloadURL"), file)
        yield Quad(this, _term(DCAT + "mediaType"), NamedNode(IANA + dump.media_type))
        if dump.compression:
            yield Quad(this, _term(DCAT + "compressFormat"), NamedNode(IANA + dump.compression))
        if dump.bytes is not None:
            yield Quad(this, _term(DCAT + "byteSize"), _typed(str(dump.bytes), "nonNegativeInteger"))
        if dump.sha256:
            checksum = self._blank("checksum")
            yield Quad(this, _term(SPDX + "checksum"), checksum)
            yield Quad(checksum, _term(SPDX + "algorithm"), _term(SPDX + "checksumAlgorithm_sha256"))
            yield Quad(checksum, _term(SPDX + "checksumValue"), _typed(dump.sha256, "hexBinary"))

    def _version(self, version: Version) -> Iterator[Quad]:
        address = NamedNode(version.address)
        yield Quad(self._self, _term(DCAT + "hasVersion"), address)
        yield Quad(address, RDF_TYPE, _term(DCAT + "Dataset"))
        yield _told(address, DCAT + "version", version.name)
        yield Quad(address, _term(DCT + "issued"), _typed(version.issued, "date"))

    def _blank(self, kind: str) -> BlankNode:
        """A blank node whose label the description alone decides, so that its ETag holds."""
        seed = f"{self._dataset.address} {kind} {next(self._numbers)}"
        return BlankNode("b" + hashlib.sha256(seed.encode()).hexdigest()[:12])


def _term(iri: str) -> NamedNode:
    return NamedNode(iri)


def _told(subject: NamedNode | BlankNode, predicate: str, text: str) -> Quad:
    return Quad(subject, NamedNode(predicate), Literal(text))


def _number(subject: NamedNode | BlankNode, predicate: str, number: int) -> Quad:
    return Quad(subject, NamedNode(predicate), _typed(str(number), "integer"))


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))
