"""Names that the register knows, where they stand for what it knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.mentions import Name
from loaders.register.entries import Entry
from loaders.register.register import Register
from ontology.facts import Found

REGISTER, PART = Found("register", 0.95), Found("part of a known place", 0.85)
DIRECTIONS = frozenset(
    "North South East West Northern Southern Eastern Western Northeast Northwest Southeast Southwest "
    "Northeastern Northwestern Southeastern Southwestern Central".split()
)
"""With these before it a known place is another one."""


def find_registered(doc: Doc, text: str, register: Register) -> Iterator[Name]:
    """What the register knows by name, as far as the words around it do not make it something else."""
    for match in register.index.matches(text):
        tokens = doc.char_span(match.start, match.end, alignment_mode="expand")
        glued = text[max(0, match.start - 1) : match.start] + text[match.end : match.end + 1]
        if tokens is None or _in_longer_word(tokens) or {"@", "_", "/", "\\"} & set(glued):
            continue
        before = doc[tokens.start - 1] if tokens.start else None
        if before is not None and before.text in DIRECTIONS and _is_only_place(match.bearers):
            yield Name(doc[before.i : tokens.end], "Location", PART)
        elif _only_qualifies(tokens):
            if states := register.named(tokens[:-1].text):
                yield Name(tokens[:-1], "Organization", REGISTER, states)
        elif not _is_code(tokens):
            yield Name(tokens, match.bearers[0].kind, REGISTER, match.bearers)


def _is_only_place(bearers: Sequence[Entry]) -> bool:
    """Whether a name, with a direction before it, is that of a part of it: "Northern Uganda"."""
    return any(entry.kind == "Location" and entry.type != "building" for entry in bearers)


def _only_qualifies(tokens: SpacySpan) -> bool:
    """Whether "U.S. military" only says whose equipment is meant."""
    doc, end = tokens.doc, tokens.end
    if tokens[-1].lower_ not in {"military", "army"} or len(tokens) < 2 or end >= len(doc):
        return False
    return tokens[-1].dep_ in {"compound", "amod"} and doc[end].pos_ in {"NOUN", "PROPN", "ADJ"}


def _is_code(tokens: SpacySpan) -> bool:
    """Whether letters belong to a citation: "22 U.S.C. 2370", "SEC. 2"."""
    doc, end = tokens.doc, tokens.end
    following = doc[end : end + 2].text
    if tokens.text in {"SEC", "Sec"}:
        return following.startswith(".")
    return tokens.text == "U.S.C." or following.startswith("Code")


def _in_longer_word(tokens: SpacySpan) -> bool:
    """Whether the name is a part of a hyphenated surname: "Watson-Coleman"; not so in "U.S.-led"."""
    doc, end = tokens.doc, tokens.end
    if (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end].whitespace_
        and not tokens[-1].whitespace_
    ):
        return (
            doc[end + 1].text[:1].isupper()
            and tokens[0].ent_type_ == "PER"
            and doc[end + 1].ent_type_ == "PER"
        )
    return False
