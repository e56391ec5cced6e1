"""Triples of others in memory: what is said of each subject, and what the terms of the vocabularies are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from api.linked_data.foreign.popolo import POPOLO
from ontology.errors import RestoreError
from ontology.facts import Period
from ontology.vocabulary import NAMESPACE

Thing = NamedNode | BlankNode | Literal | Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
SCHEMAS = ("http://schema.org/", "https://schema.org/")
LABELS = (
    SKOS + "prefLabel",
    FOAF + "name",
    *(schema + "name" for schema in SCHEMAS),
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://purl.org/dc/terms/title",
)
PARTS_OF_NAMES = (
    (FOAF + "givenName", FOAF + "familyName"),
    (FOAF + "firstName", FOAF + "lastName"),
    *((schema + "givenName", schema + "familyName") for schema in SCHEMAS),
)
"""What together names a person who has no label."""
ORGANIZATIONS = frozenset(
    [ORG + name for name in ("Organization", "FormalOrganization", "OrganizationalUnit", "OrganizationalCollaboration")]
    + [FOAF + "Organization", FOAF + "Group"]
    + [
        schema + name
        for schema in SCHEMAS
        for name in ("Organization", "GovernmentOrganization", "NGO", "Corporation", "NewsMediaOrganization")
    ]
    + [schema + "PoliticalParty" for schema in SCHEMAS]
)  # fmt: skip
OFFICIALS = frozenset([FOAF + "Person", *(schema + "Person" for schema in SCHEMAS)])
PLACES = frozenset(
    [SEM + "Place"]
    + [
        schema + name
        for schema in SCHEMAS
        for name in ("Place", "AdministrativeArea", "City", "State", "Country")
    ]
)
EVENTS = frozenset([SEM + "Event", *(schema + "Event" for schema in SCHEMAS)])
CLASSES = ORGANIZATIONS | OFFICIALS | PLACES | EVENTS | {ORG + "Membership", ORG + "Post"}


PREFIXES = (
    ("org", ORG),
    ("foaf", FOAF),
    ("sem", SEM),
    ("skos", SKOS),
    *(("schema", schema) for schema in SCHEMAS),
    ("popolo", POPOLO),
)


def shortened(name: str) -> str:
    """The address of a term with a prefix in place of its vocabulary: "foaf:mbox", "popolo:links"."""
    for prefix, vocabulary in PREFIXES:
        if name.startswith(vocabulary):
            return f"{prefix}:{name.removeprefix(vocabulary)}"
    return name


def is_foreign(quads: Iterable[Quad]) -> bool:
    """Whether RDF has a class of those vocabularies and no term of our own; read as far as needed to tell."""
    found = False
    for quad in quads:
        kind = (
            quad.object.value
            if isinstance(quad.object, NamedNode) and quad.predicate.value == RDF + "type"
            else ""
        )
        if quad.predicate.value.startswith(NAMESPACE) or kind.startswith(NAMESPACE):
            return False
        found = found or kind in CLASSES
    return found


class Dataset:
    """What is said of each subject. Subjects and values come in the order of their names, whatever the file's."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._said: dict[Thing, dict[str, set[Thing]]] = defaultdict(lambda: defaultdict(set))
        self._about: dict[tuple[str, Thing], set[Thing]] = defaultdict(set)
        self._asked = {RDF + "type"}
        for quad in quads:
            self._said[quad.subject][quad.predicate.value].add(quad.object)
            self._about[quad.predicate.value, quad.object].add(quad.subject)

    def of_class(self, *classes: str) -> list[Thing]:
        """The subjects of any of these classes."""
        found = {each for name in classes for each in self._about.get((RDF + "type", NamedNode(name)), ())}
        return sorted(found, key=self._key)

    def values(self, subject: Thing, *predicates: str) -> list[Thing]:
        """What these properties of a subject lead to."""
        self._asked.update(predicates)
        said = self._said.get(subject, {})
        return [each for name in predicates for each in sorted(said.get(name, ()), key=self._key)]

    def subjects(self, predicate: str, value: Thing) -> list[Thing]:
        """What leads to a value by this property."""
        self._asked.add(predicate)
        return sorted(self._about.get((predicate, value), ()), key=self._key)

    def texts(self, subject: Thing, *predicates: str) -> list[str]:
        """The literals of these properties, English first, each with single spaces."""
        found = [each for each in self.values(subject, *predicates) if isinstance(each, Literal)]
        found.sort(key=lambda each: (each.language or "en").partition("-")[0] != "en")
        return [text for each in found if (text := " ".join(each.value.split()))]

    def label(self, thing: Thing) -> str | None:
        """A literal's own text, or the first label that something has, or given and family name."""
        if isinstance(thing, Literal):
            return " ".join(thing.value.split()) or None
        whole = next((text for name in LABELS for text in self.texts(thing, name)), None)
        return whole or next(filter(None, (self._of_parts(thing, parts) for parts in PARTS_OF_NAMES)), None)

    def _of_parts(self, thing: Thing, parts: tuple[str, ...]) -> str | None:
        texts = [self.texts(thing, part)[:1] for part in parts]
        return " ".join(text for each in texts for text in each) if all(texts) else None

    def period(self, subject: Thing, *predicates: str) -> Period:
        """The time that the first date of these properties gives: a day, a month or a year."""
        return next((_period(text) for text in self.texts(subject, *predicates)), Period())

    def having(self, predicate: str) -> list[Thing]:
        """The subjects of which this property is told."""
        self._asked.add(predicate)
        return sorted((each for each, said in self._said.items() if predicate in said), key=self._key)

    def not_asked(self) -> Counter[str]:
        """The properties that nobody has asked for until now, with how often each is told."""
        return Counter(
            {
                name: sum(len(said[name]) for said in self._said.values() if name in said)
                for name in {name for said in self._said.values() for name in said} - self._asked
            }
        )

    def _key(self, thing: Thing) -> tuple[str, str]:
        """Blank nodes have no name that lasts: they go by what they are called."""
        if isinstance(thing, BlankNode):
            return self.label(thing) or "", ""
        return str(thing), ""


def _period(text: str) -> Period:
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[TZ+ -])", text)
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        first = date(year, month or 1, day or 1)
        if day:
            return Period(first, first)
        if month:
            following = date(year + month // 12, month % 12 + 1, 1)
            return Period(first, following - timedelta(days=1))
        return Period(first, date(year, 12, 31))
    except ValueError:
        raise RestoreError(
            f"{text[:60]!r} is no date.", "Write it as 2010-03-04; nothing was imported."
        ) from None
