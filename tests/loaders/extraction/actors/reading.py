"""Reads a made-up statement for the tests of actors."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors, find_actors
from loaders.extraction.parse import parse
from loaders.extraction.sentences import ParsedDocument, Sentence
from loaders.language.pipeline import load_pipeline
from loaders.register.register import built_in_register
from ontology.facts import Document, EntityKind


def read(
    text: str, *issuers: str, title: str = "", issued: date = date(2022, 5, 4)
) -> tuple[ParsedDocument, Actors]:
    """The parsed text, under a title if there is one, and its actors."""
    whole = f"{title}\n\n{text}" if title else text
    document = Document(text=whole, title=title, source="test", issuers=issuers, issued=issued)
    parsed = parse(document, load_pipeline())
    return parsed, find_actors(parsed, built_in_register())


def names(text: str, kind: EntityKind, *issuers: str, title: str = "") -> set[str]:
    """The names of the entities of one kind that the text names."""
    _, actors = read(text, *issuers, title=title)
    return {entity.name for entity in actors.entities if entity.kind == kind and entity.mentions}


def word(parsed: ParsedDocument, text: str, occurrence: int = 0) -> tuple[Sentence, Token]:
    """A word of the statement with its sentence."""
    found = [(s, token) for s in parsed.sentences for token in s.tokens if token.text == text]
    return found[occurrence]
