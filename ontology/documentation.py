"""docs/ontology.md, made from the vocabulary. `python -m ontology.documentation` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ontology.reference import how_many, own_terms
from ontology.terms import Class, Field, Relation, Scheme, Vocabulary
from ontology.vocabulary import load_vocabulary

FILE = Path(__file__).parents[1] / "docs" / "ontology.md"


def render(vocabulary: Vocabulary) -> str:
    """The whole document as Markdown."""
    return "\n".join(_lines(vocabulary)) + "\n"


def _lines(vocabulary: Vocabulary) -> Iterator[str]:
    yield "# Ontology"
    yield ""
    yield f"Version {vocabulary.version}, namespace `{vocabulary.namespace}`. This page is made from the"
    yield "files in `ontology/`; change those, then run `python -m ontology.documentation`."
    yield ""
    yield "Each node has one label, the name of its class, and one unique `id`; relationships have no"
    yield "properties. In RDF a class is a class, a field a literal or a concept, a relation a triple."
    yield ""
    yield "## Classes"
    for cls in vocabulary.classes.values():
        yield from _class(vocabulary, cls)
    yield ""
    yield "## Code schemes"
    for scheme in vocabulary.schemes.values():
        yield from _scheme(scheme)


def _class(vocabulary: Vocabulary, cls: Class) -> Iterator[str]:
    yield ""
    yield f"### {cls.name}"
    yield ""
    yield cls.comment
    yield ""
    if cls.parents:
        yield f"Is a kind of: {', '.join(cls.parents)}."
    if cls.aligned:
        yield f"Falls under: {', '.join(f'`{iri}`' for iri in cls.aligned)}."
    rows = [_row(term) for term in own_terms(vocabulary, cls)]
    if rows:
        yield ""
        yield "| name | kind | how many | meaning |"
        yield "|---|---|---|---|"
    yield from rows


def _row(term: Field | Relation) -> str:
    if isinstance(term, Relation):
        back = f"{term.comment} Back: `{term.inverse_name}`."
        return f"| {term.name} → {term.target} | `{term.type}` | {how_many(term)} | {back} |"
    return f"| {term.name} | {term.scheme or term.datatype} | {how_many(term)} | {term.comment} |"


def _scheme(scheme: Scheme) -> Iterator[str]:
    yield ""
    yield f"### {scheme.name}"
    yield ""
    yield scheme.definition
    yield ""
    yield "| code | label | meaning |"
    yield "|---|---|---|"
    for concept in scheme.concepts:
        yield f"| {concept.notation} | {concept.label} | {concept.definition} |"


if __name__ == "__main__":
    FILE.write_text(render(load_vocabulary()), "utf-8")
