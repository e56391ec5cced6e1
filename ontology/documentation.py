"""docs/ontology.md, made from the vocabulary. `python -m ontology.documentation` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ontology.terms import Class, Scheme, Vocabulary
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
    inherited = {name for parent in cls.parents for name in vocabulary.classes[parent].fields}
    inherited |= {name for parent in cls.parents for name in vocabulary.classes[parent].relations}
    rows = [
        (field.name, field.scheme or field.datatype, field.many, field.required, field.comment)
        for field in cls.fields.values()
        if field.name not in inherited
    ] + [
        (
            f"{r.name} → {r.target}",
            f"`{r.type}`",
            r.many,
            r.required,
            f"{r.comment} Back: `{r.inverse_name}`.",
        )
        for r in cls.relations.values()
        if r.name not in inherited
    ]
    if rows:
        yield ""
        yield "| name | kind | how many | meaning |"
        yield "|---|---|---|---|"
    for name, kind, many, required, comment in rows:
        count = ("1 or more" if required else "any") if many else ("1" if required else "0 or 1")
        yield f"| {name} | {kind} | {count} | {comment} |"


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
