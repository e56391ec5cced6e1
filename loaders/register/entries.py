"""What the register knows of one actor or place, and the folding that makes spellings of one name equal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ontology.facts import EntityId, EntityKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A known organization, official or place.

    `type` says what sort of organization or place it is ("state", "agency", "armed group", "city" …).
    `aliases` are other names, as written; `parents` the organizations or places it belongs to.
    `country` is an ISO 3166 alpha-2 code. Officials have an `office`, the `organization` it belongs to and the
    years they held it; an unknown end is None, not "until today". `exact_matches` are its addresses elsewhere.
    Places may have `coordinates`: latitude and longitude, degrees of WGS 84.
    """

    id: EntityId
    name: str
    kind: EntityKind
    type: str
    aliases: tuple[str, ...] = ()
    parents: tuple[EntityId, ...] = ()
    country: str | None = None
    office: str | None = None
    organization: EntityId | None = None
    since: int | None = None
    until: int | None = None
    exact_matches: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


def _folding() -> dict[int, str]:
    """One letter for one letter, so that offsets stay: accented Latin to plain, curly quotes to straight."""
    table = {ord(a): b for a, b in zip("øØłŁđĐðÐıþÞ‘’ʼ`“”–—‑\u00a0", "oOlLdDdDitT''''\"\"--- ", strict=True)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFKD", chr(code))
        if plain[0].isascii() and all(unicodedata.combining(c) for c in plain[1:]):
            table[code] = plain[0]
    return table


FOLDING = _folding()
"""For `str.translate`: keeps the length of the text."""


def fold(text: str) -> str:
    """The text without accents and typographic quotes, as long as before; case is kept."""
    return text.translate(FOLDING)


@lru_cache(maxsize=100_000)
def slug(name: str) -> str:
    """A name as part of an id: "Médecins Sans Frontières" -> "medecins-sans-frontieres"."""
    plain = unicodedata.normalize("NFKD", fold(name)).encode("ascii", "ignore").decode()
    plain = re.sub(r"\b(\w)\.(?=\w\.)", r"\1", plain).replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


def entity_id(kind: EntityKind, name: str) -> EntityId:
    """The id of an actor or place of this name: `organization/j-street`."""
    return f"{kind.lower()}/{slug(name)}"
