"""Ids: stable, readable, and made of what the thing is, so that loading twice finds what is there."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date

from ontology.vocabulary import load_vocabulary

LONGEST_SLUG = 60


def slug(text: str) -> str:
    """Words as part of an id, cut at a word: "On the raid, again" -> "on-the-raid-again"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    return words


def digest(text: str, length: int = 8) -> str:
    """The first hexadecimal digits of the SHA-256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def content_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return digest(text, 64)


def statement_id(issued: date, title: str, text: str) -> str:
    """`statement/2023-01-27-on-the-escalation-0a1b2c3d`."""
    parts = (issued.isoformat(), slug(title), digest(text))
    return "statement/" + "-".join(part for part in parts if part)


def issued_by(day: str) -> str:
    """Above the ids of statements issued on this day or earlier, and of what belongs to them; below all others."""
    return f"statement/{day}."


def name_of(id: str) -> str:
    """What follows the class in an id: "jenin-refugee-camp"."""
    return id.partition("/")[2]


def class_of(id: str) -> str | None:
    """The class whose nodes have such ids: "statement/…/report/120-133" is a Report's; None if no class has."""
    owner, *rest = id.split("/")
    kind = rest[1] if owner == "statement" and len(rest) > 1 else owner
    if kind == "report" and len(rest) > 3:  # "statement/…/report/120-133/actor-1"
        kind = "participation"
    return next((label for label in load_vocabulary().labels if label.lower() == kind), None)
