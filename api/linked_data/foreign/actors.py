"""Actors and places of a dataset: their names, addresses elsewhere, and what they are part of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from api.linked_data.foreign.coordinates import coordinates
from api.linked_data.foreign.dataset import (
    FOAF,
    LABELS,
    OFFICIALS,
    ORG,
    ORGANIZATIONS,
    PLACES,
    SCHEMAS,
    SKOS,
    Dataset,
    Thing,
)
from api.linked_data.foreign.identity import Described, Known, canonical, identified
from api.linked_data.foreign.popolo import OPENGOV
from loaders.register.elsewhere import addresses
from loaders.register.entries import Entry, entity_id
from ontology.errors import RestoreError
from ontology.facts import EntityKind

ADMS = "http://www.w3.org/ns/adms#"
SAME = (SKOS + "exactMatch", "http://www.w3.org/2002/07/owl#sameAs", *(s + "sameAs" for s in SCHEMAS))
BORN = (FOAF + "birthday", *(s + "birthDate" for s in SCHEMAS))
ABOVE, BELOW = ("parentOrganization", "containedInPlace"), ("subOrganization", "containsPlace")
AllDescribed: TypeAlias = Mapping[EntityKind, Mapping[Thing, Described]]
KINDS: dict[EntityKind, frozenset[str]] = {
    "Organization": ORGANIZATIONS,
    "Official": OFFICIALS,
    "Location": PLACES,
}


def entries_of(dataset: Dataset, described: AllDescribed, known: Known) -> dict[Thing, Entry]:
    """By subject; several may be one (see `identity`), and all that is told of them comes together."""
    found: dict[Thing, Entry] = {}
    for of_kind in described.values():
        found |= zip(of_kind, identified([*of_kind.values()], known), strict=True)
    parents: dict[str, dict[str, None]] = {entry.id: dict.fromkeys(entry.parents) for entry in found.values()}
    for subject, entry in found.items():
        above = [found[each] for each in _above(dataset, subject) if each in found]
        parents[entry.id] |= {
            each.id: None for each in above if each.kind == entry.kind and each.id != entry.id
        }
    return {subject: replace(entry, parents=tuple(parents[entry.id])) for subject, entry in found.items()}


def described_in(dataset: Dataset) -> AllDescribed:
    """What is said of each actor and place, by its kind; what is of two kinds is of the first.

    Raises RestoreError where one has no name.
    """
    found: dict[EntityKind, dict[Thing, Described]] = {}
    seen: set[Thing] = set()
    for kind, classes in KINDS.items():
        found[kind] = {
            each: _described(dataset, each, kind) for each in dataset.of_class(*classes) if each not in seen
        }
        seen |= found[kind].keys()
    return found


def _described(dataset: Dataset, subject: Thing, kind: EntityKind) -> Described:
    told = dict.fromkeys(_elsewhere(dataset, subject))
    web = tuple(each for each in told if each.startswith(("http://", "https://")))
    born = next(iter(dataset.texts(subject, *BORN)), None)
    entry = _entry(dataset, subject, kind, web)
    if kind == "Location":
        entry = replace(entry, coordinates=coordinates(dataset, subject))
    return Described(entry, frozenset(told), born)


def _entry(dataset: Dataset, subject: Thing, kind: EntityKind, web: tuple[str, ...]) -> Entry:
    name = dataset.label(subject)
    if not name:
        raise RestoreError(f"{subject} has no name.", "Give it a label; nothing was imported.")
    others = [*dataset.texts(subject, *LABELS, SKOS + "altLabel", FOAF + "nick")]
    others += [text for s in SCHEMAS for text in dataset.texts(subject, s + "alternateName")]
    others += [
        text for each in dataset.values(subject, OPENGOV + "otherName") if (text := dataset.label(each))
    ]
    classified = (dataset.label(each) for each in dataset.values(subject, ORG + "classification"))
    type = next((label.lower() for label in classified if label), kind.lower())
    return Entry(
        id=entity_id(kind, name),
        name=name,
        kind=kind,
        type="place" if kind == "Location" else type,
        aliases=tuple(dict.fromkeys(other for other in others if other != name)),
        exact_matches=web,
    )


def _elsewhere(dataset: Dataset, subject: Thing) -> Iterator[str]:
    """Its own address and those that it is said to have; identifiers of schemes that are known as addresses."""
    said_by_others = (other for predicate in SAME for other in dataset.subjects(predicate, subject))
    for each in (subject, *dataset.values(subject, *SAME), *said_by_others):
        if isinstance(each, NamedNode) or (isinstance(each, Literal) and each.value.startswith("http")):
            yield canonical(each.value)
    for each in dataset.values(subject, ADMS + "identifier"):
        schemes = dataset.texts(each, ADMS + "schemaAgency")
        for scheme, identifier in zip(schemes, dataset.texts(each, SKOS + "notation"), strict=False):
            yield from addresses({scheme: identifier})


def _above(dataset: Dataset, subject: Thing) -> list[Thing]:
    up = (ORG + "subOrganizationOf", ORG + "unitOf", *(s + name for s in SCHEMAS for name in ABOVE))
    down = (ORG + "hasSubOrganization", ORG + "hasUnit", *(s + name for s in SCHEMAS for name in BELOW))
    return [
        *dataset.values(subject, *up),
        *(each for predicate in down for each in dataset.subjects(predicate, subject)),
    ]
