"""Who held which office of a dataset, by memberships, posts and jobs, or by who belongs to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.linked_data.foreign.dataset import FOAF, ORG, SCHEMAS, TIME, Dataset, Thing
from api.linked_data.foreign.popolo import ON_BEHALF_OF, OPENGOV, PERIOD
from loaders.register.entries import Entry
from ontology.errors import RestoreError
from ontology.facts import Period

STARTS, ENDS = tuple(s + "startDate" for s in SCHEMAS), tuple(s + "endDate" for s in SCHEMAS)
PLAIN_MEMBER = (ORG + "memberOf", *(s + "memberOf" for s in SCHEMAS))
HAS_MEMBER = (FOAF + "member", *(s + "member" for s in SCHEMAS))
WORKS_FOR, EMPLOYEE = tuple(s + "worksFor" for s in SCHEMAS), tuple(s + "employee" for s in SCHEMAS)
JOB_TITLE, ROLE_NAME = tuple(s + "jobTitle" for s in SCHEMAS), tuple(s + "roleName" for s in SCHEMAS)
INSTANT = (TIME + "inXSDDate", TIME + "inXSDDateTime", TIME + "inXSDDateTimeStamp")
Entries = Mapping[Thing, Entry]


@dataclass(frozen=True, slots=True)
class Held:
    """An official's office: the names and ids, and when it began and ended as far as is told."""

    official: Entry
    office: str
    organization: Entry | None
    first: Period
    last: Period


def held_in(dataset: Dataset, entries: Entries) -> Iterator[Held]:
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
        for predicate in HAS_MEMBER:
            groups |= dict.fromkeys(dataset.subjects(predicate, person), "member")
        groups |= dict.fromkeys(dataset.values(person, ORG + "headOf"), "head")
        for group, office in groups.items():
            if group in entries and entries[group].kind == "Organization":
                yield Held(entry, office, entries[group], Period(), Period())
        yield from _by_job(dataset, person, entry, entries)
        yield from _by_role(dataset, person, entry, entries)


def _by_job(dataset: Dataset, person: Thing, entry: Entry, entries: Entries) -> Iterator[Held]:
    """Jobs of schema.org: which title goes with which of several employers isn't told."""
    titles = [title for each in dataset.values(person, *JOB_TITLE) if (title := dataset.label(each))]
    employers = [*dataset.values(person, *WORKS_FOR)]
    employers += [each for predicate in EMPLOYEE for each in dataset.subjects(predicate, person)]
    named = {entries[each].id: entries[each] for each in employers if each in entries}
    organizations = [each for each in named.values() if each.kind == "Organization"]
    held: list[tuple[str, Entry | None]]
    if len(organizations) == 1:
        held = [(title, organizations[0]) for title in titles or ["staff"]]
    else:
        held = [*((title, None) for title in titles), *(("staff", each) for each in organizations)]
    for office, organization in held:
        yield Held(entry, office, organization, Period(), Period())


def _by_role(dataset: Dataset, person: Thing, entry: Entry, entries: Entries) -> Iterator[Held]:
    """Roles of schema.org, which stand between a person and an organization and lead on by the same property."""
    for predicates, usual in ((PLAIN_MEMBER, "member"), (WORKS_FOR, "staff")):
        for role in dataset.values(person, *predicates):
            within = (entries[each] for each in dataset.values(role, *predicates) if each in entries)
            organization = next((each for each in within if each.kind == "Organization"), None)
            if organization and role not in entries:
                names = (dataset.label(each) for each in dataset.values(role, *ROLE_NAME, *JOB_TITLE))
                office = next(filter(None, names), usual)
                yield Held(entry, office, organization, *_term(dataset, role))


def _by_membership(dataset: Dataset, membership: Thing, entries: Entries) -> Iterator[Held]:
    members = [
        *dataset.values(membership, ORG + "member"),
        *dataset.subjects(ORG + "hasMembership", membership),
    ]
    posts = dataset.values(membership, OPENGOV + "post")
    offices = [_role(dataset, membership), *(_role(dataset, p) or dataset.label(p) for p in posts)]
    office = next((each for each in offices if each), "member")
    within = [_organization(dataset, each, entries) for each in (membership, *posts)]
    organization = next((each for each in within if each), None)
    parties = [entries[each] for each in dataset.values(membership, ON_BEHALF_OF) if each in entries]
    term = _term(dataset, membership)
    for member in dict.fromkeys(members):
        if member in entries and entries[member].kind == "Official":
            yield Held(entries[member], office, organization, *term)
            for party in parties:
                yield Held(entries[member], "representative", party, *term)


def _role(dataset: Dataset, of: Thing) -> str | None:
    return next((label for each in dataset.values(of, ORG + "role") if (label := dataset.label(each))), None)


def _organization(dataset: Dataset, of: Thing, entries: Entries) -> Entry | None:
    found = [
        *dataset.values(of, ORG + "organization", ORG + "postIn"),
        *dataset.subjects(ORG + "hasPost", of),
    ]
    named = (entries[each] for each in found if each in entries)
    return next((entry for entry in named if entry.kind == "Organization"), None)


def _term(dataset: Dataset, of: Thing) -> tuple[Period, Period]:
    first, last = dataset.period(of, *STARTS), dataset.period(of, *ENDS)
    for period in dataset.values(of, PERIOD):
        first = first if first.start else dataset.period(period, *STARTS)
        last = last if last.start else dataset.period(period, *ENDS)
    for interval in dataset.values(of, ORG + "memberDuring"):
        for begin in dataset.values(interval, TIME + "hasBeginning"):
            first = dataset.period(begin, *INSTANT)
        for end in dataset.values(interval, TIME + "hasEnd"):
            last = dataset.period(end, *INSTANT)
    if first.start and last.end and last.end < first.start:
        told = f"An office is held from {first.start} to {last.end}"
        raise RestoreError(f"{told}, which is before.", "Nothing was imported.")
    return first, last
