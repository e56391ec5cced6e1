"""The addresses that an actor or place has elsewhere, by the identifiers that lists of actors give.

Only what a list says becomes an address; nothing is looked up or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheme:
    """How an identifier of a scheme looks, and the address that it makes."""

    pattern: str
    address: str


SCHEMES = {
    "wikidata": Scheme(r"Q[1-9]\d*", "http://www.wikidata.org/entity/{}"),
    "geonames": Scheme(r"[1-9]\d*", "https://sws.geonames.org/{}/"),
    "iso3166": Scheme(r"[A-Z]{2}", "https://www.iso.org/obp/ui/#iso:code:3166:{}"),
    "bioguide": Scheme(r"[A-Z]\d{6}", "https://bioguide.congress.gov/search/bio/{}"),
    "govtrack": Scheme(r"[1-9]\d*", "https://www.govtrack.us/congress/members/{}"),
    "ucdp": Scheme(r"[1-9]\d*", "https://ucdp.uu.se/actor/{}"),
    "viaf": Scheme(r"[1-9]\d*", "https://viaf.org/viaf/{}"),
    "isni": Scheme(r"\d{15}[\dX]", "https://isni.org/isni/{}"),
    "lei": Scheme(r"[0-9A-Z]{18}\d{2}", "https://search.gleif.org/#/record/{}"),
}
"""By the names that lists use, in lower case."""


def addresses(identifiers: Mapping[str, object]) -> tuple[str, ...]:
    """The addresses of identifiers by scheme; unknown schemes, and what cannot be one of a scheme, are left out."""
    found = []
    for name, identifier in identifiers.items():
        scheme = SCHEMES.get(name.lower())
        if scheme and re.fullmatch(scheme.pattern, str(identifier)):
            found.append(scheme.address.format(identifier))
    return tuple(found)
