"""What a dataset of others holds, in our terms: actors and places, who held which office, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from api.linked_data.foreign.actors import entries_of
from api.linked_data.foreign.dataset import (
    FOAF,
    ORG,
    RDF,
    SCHEMAS,
    SEM,
    SKOS,
    TIME,
    Dataset,
    Thing,
)
from api.linked_data.foreign.identity import Known
from api.linked_data.foreign.popolo import OPENGOV
from loaders.register.entries import Entry
from ontology.errors import RestoreError
from ontology.facts import Period
from ontology.vocabulary import load_vocabulary

STARTS, ENDS = tuple(s + "startDate" for s in SCHEMAS), tuple(s + "endDate" for s in SCHEMAS)
PLAIN_MEMBER = (ORG + "memberOf", *(s + "memberOf" for s in SCHEMAS))
INSTANT = (TIME + "inXSDDate", TIME + "inXSDDateTime", TIME + "inXSDDateTimeStamp")


@dataclass(frozen=True, slots=True)
class Held:
    """An official's office: the names and ids, and when it began and ended as far as is told."""

    official: Entry
    office: str
    organization: Entry | None
    first: Period
    last: Period


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its PLOVER type; whoever took part by role, with an entry where it is known who that is."""

    name: str
    type: str
    time: Period
    parties: tuple[tuple[str, str, Entry | None], ...]
    places: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """All of a dataset; `untyped` is the number of events left out for want of a PLOVER type."""

    entries: tuple[Entry, ...]
    held: tuple[Held, ...]
    happened: tuple[Happened, ...]
    untyped: int


def records_of(dataset: Dataset, known: Known) -> Records:
    """The records; who is who already, `api.linked_data.foreign.identity` tells.

    Raises RestoreError where an actor or place has no name, or a time is none.
    """
    entries = entries_of(dataset, known)
    events = dataset.of_class(SEM + "Event")
    happened = [
        _happened(dataset, event, type, entries) for event in events if (type := _type(dataset, event))
    ]
    held = dict.fromkeys(_held(dataset, entries))
    return Records(
        tuple({entry.id: entry for entry in entries.values()}.values()),
        tuple(held),
        tuple(dict.fromkeys(happened)),
        len(events) - len(happened),
    )


def _held(dataset: Dataset, entries: dict[Thing, Entry]) -> Iterator[Held]:
    """Offices by memberships, by posts, and by what says no more than who belongs to what."""
    memberships = [*dataset.of_class(ORG + "Membership"), *dataset.having(ORG + "member")]
    for membership in dict.fromkeys(memberships):
        yield from _by_membership(dataset, membership, entries)
    for person, entry in entries.items():
        if entry.kind != "Official":
            continue
        posts = [*dataset.values(person, ORG + "holds"), *dataset.subjects(ORG + "heldBy", person)]
        for post in dict.fromkeys(posts):
            office = _role(dataset, post) or dataset.label(post) or "member"
            yield Held(entry, office, _organization(dataset, post, entries), *_term(dataset, post))
        groups = dict.fromkeys(dataset.values(person, *PLAIN_MEMBER), "member")
        groups |= dict.fromkeys(dataset.subjects(FOAF + "member", person), "member")
        groups |= dict.fromkeys(dataset.values(person, ORG + "headOf"), "head")
        for group, office in groups.items():
            if group in entries and entries[group].kind == "Organization":
                yield Held(entry, office, entries[group], Period(), Period())


def _by_membership(dataset: Dataset, membership: Thing, entries: dict[Thing, Entry]) -> Iterator[Held]:
    members = [
        *dataset.values(membership, ORG + "member"),
        *dataset.subjects(ORG + "hasMembership", membership),
    ]
    posts = dataset.values(membership, OPENGOV + "post")
    offices = [_role(dataset, membership), *(_role(dataset, p) or dataset.label(p) for p in posts)]
    office = next((each for each in offices if each), "member")
    within = [_organization(dataset, each, entries) for each in (membership, *posts)]
    organization = next((each for each in within if each), None)
    for member in dict.fromkeys(members):
        if member in entries and entries[member].kind == "Official":
            yield Held(entries[member], office, organization, *_term(dataset, membership))


def _role(dataset: Dataset, of: Thing) -> str | None:
    return next((label for each in dataset.values(of, ORG + "role") if (label := dataset.label(each))), None)


def _organization(dataset: Dataset, of: Thing, entries: dict[Thing, Entry]) -> Entry | None:
    found = [
        *dataset.values(of, ORG + "organization", ORG + "postIn"),
        *dataset.subjects(ORG + "hasPost", of),
    ]
    named = (entries[each] for each in found if each in entries)
    return next((entry for entry in named if entry.kind == "Organization"), None)


def _term(dataset: Dataset, of: Thing) -> tuple[Period, Period]:
    first, last = dataset.period(of, *STARTS), dataset.period(of, *ENDS)
    for interval in dataset.values(of, ORG + "memberDuring"):
        for begin in dataset.values(interval, TIME + "hasBeginning"):
            first = dataset.period(begin, *INSTANT)
        for end in dataset.values(interval, TIME + "hasEnd"):
            last = dataset.period(end, *INSTANT)
    if first.start and last.end and last.end < first.start:
        told = f"An office is held from {first.start} to {last.end}"
        raise RestoreError(f"{told}, which is before.", "Nothing was imported.")
    return first, last


def _type(dataset: Dataset, event: Thing) -> str | None:
    """The PLOVER type of an event: that of our scheme, or one that matches it exactly or bears its notation."""
    scheme = load_vocabulary().schemes["PloverType"]
    codes = {concept.iri: concept.notation for concept in scheme.concepts}
    for type in dataset.values(event, SEM + "eventType"):
        for each in (type, *dataset.values(type, SKOS + "exactMatch")):
            if isinstance(each, NamedNode) and each.value in codes:
                return codes[each.value]
        for notation in dataset.texts(type, SKOS + "notation"):
            if notation in scheme.by_notation:
                return notation
    return None


def _happened(dataset: Dataset, event: Thing, type: str, entries: dict[Thing, Entry]) -> Happened:
    parties = []
    for each in dataset.values(event, SEM + "hasActor"):
        actors = dataset.values(each, RDF + "value") or [each]
        roles = [(dataset.label(role) or "").lower() for role in dataset.values(each, SEM + "roleType")]
        role = next((role for role in roles if role in ("target", "mediator")), "actor")
        for actor in actors:
            if label := dataset.label(actor):
                entry = entries.get(actor)
                parties.append((role, entry.name if entry else label, entry))
    places = [entries[each] for each in dataset.values(event, SEM + "hasPlace") if each in entries]
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
        begin = dataset.period(each, SEM + "hasBeginTimeStamp", SEM + "hasEarliestBeginTimeStamp")
        end = dataset.period(each, SEM + "hasEndTimeStamp", SEM + "hasLatestEndTimeStamp")
        time = Period(told.start or begin.start, told.end or end.end or begin.end)
        if time.start and time.end and time.end < time.start:
            raise RestoreError(f"{event} ends before it begins.", "Nothing was imported.")
        if time != Period():
            return time
    return Period()
