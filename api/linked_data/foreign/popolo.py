"""Popolo's JSON as JSON-LD: its names in the terms of ORG and FOAF. Nothing is fetched: the context stands here."""

from __future__ import annotations

import re
from typing import Any

import orjson

POPOLO = "http://www.popoloproject.com/schema#"
"""What names of Popolo that have no term in our context are told under, so that they can be reported."""
GEOMETRY = POPOLO + "geometry"
PERIOD, ON_BEHALF_OF = POPOLO + "legislativePeriod", POPOLO + "onBehalfOf"
BASE = "urn:popolo:"
"""What relative ids are relative to; such addresses lead nowhere and are not kept."""
ADDRESSES = re.compile(r"https?://(www\.)?popoloproject\.com/")
ORG, OPENGOV, SCHEMA = "http://www.w3.org/ns/org#", "http://www.w3.org/ns/opengov#", "http://schema.org/"
LISTS = {
    "persons": "Person",
    "people": "Person",
    "organizations": "Organization",
    "posts": "Post",
    "memberships": "Membership",
    "areas": "Area",
    "events": "Event",
}
CLASSES = {
    "Person": "http://xmlns.com/foaf/0.1/Person",
    **{name: ORG + name for name in ("Organization", "Membership", "Post")},
    "Area": SCHEMA + "AdministrativeArea",
    "Event": POPOLO + "Event",
}
OF_A_POST = {"memberships": {"@reverse": OPENGOV + "post"}}
NESTED: dict[str, dict[str, Any]] = {
    "Organization": {
        "memberships": {"@reverse": ORG + "organization"},
        "posts": {"@reverse": ORG + "postIn", "@context": OF_A_POST},
    },
    "Post": OF_A_POST,
    "Area": {name: {"@id": SCHEMA + "containedInPlace", "@type": "@id"} for name in ("parent_id", "parent")},
}
"""What lists within a record of a class say of it: the memberships of an organization have it as organization."""
TYPES = {
    name: {"@id": address, "@context": NESTED[name]} if name in NESTED else address
    for name, address in CLASSES.items()
}
CONTEXT: dict[str, Any] = {
    "@vocab": POPOLO,
    "geometry": {"@id": GEOMETRY, "@type": "@json"},
    "birth_date": SCHEMA + "birthDate",
    "id": "@id",
    "type": "@type",
    **TYPES,
    **{name.lower(): term for name, term in TYPES.items()},
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2004/02/skos/core#prefLabel",
    "classification": ORG + "classification",
    "role": ORG + "role",
    "other_names": OPENGOV + "otherName",
    "identifiers": "http://www.w3.org/ns/adms#identifier",
    "identifier": "http://www.w3.org/2004/02/skos/core#notation",
    "scheme": "http://www.w3.org/ns/adms#schemaAgency",
    "start_date": SCHEMA + "startDate",
    "end_date": SCHEMA + "endDate",
    "memberships": {"@reverse": ORG + "member"},
    **{
        name: {"@id": address, "@type": "@id"}
        for address, names in {
            ORG + "member": ("person_id", "person", "member_id", "member"),
            ORG + "organization": ("organization_id", "organization"),
            ORG + "subOrganizationOf": ("parent_id", "parent"),
            OPENGOV + "post": ("post_id", "post"),
            ON_BEHALF_OF: ("on_behalf_of_id", "on_behalf_of"),
            PERIOD: ("legislative_period_id", "legislative_period"),
        }.items()
        for name in names
        if name not in ("person", "organization")
    },
}


def is_popolo(head: bytes) -> bool:
    """Whether JSON that begins so is Popolo's: it names its context, or has no word of JSON-LD and its lists."""
    if re.search(rb"popoloproject\.com/", head):
        return True
    return b'"@' not in head and any(f'"{name}"'.encode() in head for name in LISTS)


def with_context(data: bytes) -> bytes:
    """The JSON with our context in place of Popolo's. Raises ValueError where it is no JSON."""
    document = orjson.loads(data)
    if isinstance(document, dict) and "@context" not in document:
        lists = [(kind, document.get(name) or []) for name, kind in LISTS.items()]
        if not all(isinstance(of, list) and all(isinstance(each, dict) for each in of) for _, of in lists):
            raise ValueError("its lists hold what is no record")
        records = [{"type": kind, **record} for kind, of in lists for record in of]
        if others := {name: of for name, of in document.items() if name not in LISTS}:
            records.append(others)
        document = {"@context": CONTEXT, "@graph": records}
    return orjson.dumps(_replaced(document))


def _replaced(value: Any) -> Any:  # noqa: ANN401  (any JSON)
    if isinstance(value, list):
        return [_replaced(each) for each in value]
    if isinstance(value, dict):
        return {
            name: _local(each) if name == "@context" else _replaced(each)
            for name, each in value.items()
            if each is not None
        }
    return value


def _local(context: Any) -> Any:  # noqa: ANN401  (any JSON)
    if isinstance(context, list):
        return [_local(each) for each in context]
    return CONTEXT if isinstance(context, str) and ADDRESSES.match(context) else context
