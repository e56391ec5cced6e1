"""Actor dictionaries of PETRARCH and TABARI: names in capitals, synonyms after "+", role codes in brackets.

A code is an ISO 3166 alpha-3 country and roles of three letters (CAMEO). Roles that change with time belong to
persons: `[AFGGOV 730717-780427]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pycountry

from loaders.register.entries import Entry, entity_id

TYPES = {
    "REB": "armed group",
    "SEP": "armed group",
    "INS": "armed group",
    "UAF": "armed group",
    "MIL": "army",
    "COP": "agency",
    "SPY": "agency",
    "GOV": "agency",
    "LEG": "legislature",
    "JUD": "court",
    "PTY": "party",
    "OPP": "party",
    "MED": "media",
    "BUS": "company",
    "MNC": "company",
    "NGO": "ngo",
    "NGM": "ngo",
    "IGO": "igo",
    "IMG": "armed group",
}
CODE = re.compile(r"\[([A-Z]{3,})(?:\s+([<>]?\d{6})(?:-(\d{6}))?)?\]")
CENTURY = 40
"""Two-digit years from here on are of the 20th century."""
SMALL = frozenset("OF THE AND FOR IN ON TO AL DE LA EL DEL".split())


@dataclass(slots=True)
class _Record:
    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)


def read_petrarch(path: Path) -> Iterator[Entry]:
    """Organizations and persons of a dictionary; names of countries and cities alone are left out."""
    for record in _records(path.read_text("utf-8", errors="replace")):
        entry = _entry(record)
        if entry is not None:
            yield entry


def _records(text: str) -> Iterator[_Record]:
    record = _Record()
    for raw in text.splitlines():
        line = re.split(r"[#;]", raw)[0].strip()
        if not line:
            continue
        codes = [(m[1], m[2] or "", m[3] or "") for m in CODE.finditer(line)]
        name = _readable(CODE.sub("", line).lstrip("+"))
        if name and not line.startswith(("+", "[")):
            yield record
            record = _Record()
        if name:
            record.names.append(name)
        record.codes.extend(codes)
    yield record


def _entry(record: _Record) -> Entry | None:
    if not record.names or not record.codes:
        return None
    code, name = record.codes[-1][0], record.names[0]
    role = next((code[i : i + 3] for i in range(0, len(code), 3) if code[i : i + 3] in TYPES), None)
    years = [_year(day) for _, *days in record.codes for day in days if day]
    country = pycountry.countries.get(alpha_3=code[:3])
    kind = "Official" if years else "Organization"
    if role is None and not years:
        return None
    return Entry(
        id=entity_id("Official" if years else "Organization", name),
        name=name,
        kind="Official" if years else "Organization",
        type="official" if kind == "Official" else TYPES[role or "GOV"],
        aliases=tuple(dict.fromkeys(alias for alias in record.names[1:] if alias != name)),
        country=country.alpha_2 if country else None,
        since=min(years, default=None),
        until=max(years) if len(years) > 1 else None,
    )


def _year(day: str) -> int:
    year = int(day.lstrip("<>")[:2])
    return 1900 + year if year >= CENTURY else 2000 + year


def _readable(name: str) -> str:
    """The name as people write it: "Abu Nidal Organization" of "ABU_NIDAL_ORGANIZATION_"."""
    words = [word for word in re.split(r"[_\s]+", re.sub(r"\(.*?\)", "", name)) if word]
    return " ".join(
        word.lower() if number and word in SMALL else "-".join(part.capitalize() for part in word.split("-"))
        for number, word in enumerate(words)
    )
