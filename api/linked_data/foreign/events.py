"""What happened, by a dataset: its events that have a PLOVER type, with who took part, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from api.linked_data.foreign.dataset import EVENTS, RDF, SCHEMAS, SEM, SKOS, Dataset, Thing
from loaders.register.entries import Entry
from ontology.errors import RestoreError
from ontology.facts import Period
from ontology.vocabulary import load_vocabulary

TYPES = (SEM + "eventType", *(s + "additionalType" for s in SCHEMAS))
ACTORS = tuple(s + name for s in SCHEMAS for name in ("organizer", "performer", "actor"))
PLACES = (SEM + "hasPlace", *(s + "location" for s in SCHEMAS))
BEGINS = (
    *(SEM + name for name in ("hasBeginTimeStamp", "hasEarliestBeginTimeStamp")),
    *(s + "startDate" for s in SCHEMAS),
)
ENDS = (
    *(SEM + name for name in ("hasEndTimeStamp", "hasLatestEndTimeStamp")),
    *(s + "endDate" for s in SCHEMAS),
)


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its PLOVER type; whoever took part by role, with an entry where it is known who that is."""

    name: str
    type: str
    time: Period
    parties: tuple[tuple[str, str, Entry | None], ...]
    places: tuple[Entry, ...]


def happened_in(dataset: Dataset, entries: Mapping[Thing, Entry]) -> tuple[list[Happened], int]:
    """The events, one of each, and how many were left out for want of a type."""
    events = dataset.of_class(*EVENTS)
    found = [_happened(dataset, event, type, entries) for event in events if (type := _type(dataset, event))]
    return list(dict.fromkeys(found)), len(events) - len(found)


def _type(dataset: Dataset, event: Thing) -> str | None:
    """The PLOVER type of an event: that of our scheme, or one that matches it exactly or bears its notation."""
    scheme = load_vocabulary().schemes["PloverType"]
    codes = {concept.iri: concept.notation for concept in scheme.concepts}
    for type in dataset.values(event, *TYPES):
        for each in (type, *dataset.values(type, SKOS + "exactMatch")):
            if isinstance(each, NamedNode) and each.value in codes:
                return codes[each.value]
        for notation in dataset.texts(type, SKOS + "notation"):
            if notation in scheme.by_notation:
                return notation
    return None


def _happened(dataset: Dataset, event: Thing, type: str, entries: Mapping[Thing, Entry]) -> Happened:
    parties = []
    for each in dataset.values(event, SEM + "hasActor", *ACTORS):
        actors = dataset.values(each, RDF + "value") or [each]
        roles = [(dataset.label(role) or "").lower() for role in dataset.values(each, SEM + "roleType")]
        role = next((role for role in roles if role in ("target", "mediator")), "actor")
        for actor in actors:
            if label := dataset.label(actor):
                entry = entries.get(actor)
                parties.append((role, entry.name if entry else label, entry))
    places = [entries[each] for each in dataset.values(event, *PLACES) if each in entries]
    return Happened(
        dataset.label(event) or type.lower(),
        type,
        _when(dataset, event),
        tuple(parties),
        tuple(place for place in places if place.kind == "Location"),
    )


def _when(dataset: Dataset, event: Thing) -> Period:
    for each in (event, *dataset.values(event, SEM + "hasTime")):
        told = dataset.period(each, SEM + "hasTimeStamp")
        begin = dataset.period(each, *BEGINS)
        end = dataset.period(each, *ENDS)
        time = Period(told.start or begin.start, told.end or end.end or begin.end)
        if time.start and time.end and time.end < time.start:
            raise RestoreError(f"{event} ends before it begins.", "Nothing was imported.")
        if time != Period():
            return time
    return Period()
