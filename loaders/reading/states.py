"""Names of states for the codes of ISO 3166-1 alpha-3, as statements call them."""

from __future__ import annotations

from functools import cache

import pycountry

RESERVED = {"EU": "European Union", "EUU": "European Union", "XKX": "Kosovo"}
"""Codes that lists of states use and ISO 3166 only reserves or leaves to its users."""


@cache
def state_name(code: str) -> str | None:
    """The state's common name ("South Korea", "Democratic Republic of the Congo"); `None` if unknown."""
    code = code.strip().upper()
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return RESERVED.get(code)
    if common := getattr(country, "common_name", None):
        return str(common)
    name, _, prefix = str(country.name).partition(", ")
    return f"{prefix.removeprefix('The ')} {name}" if prefix else name
