"""How much the graph says: nodes of each class, values of each property, relationships of each type."""

from __future__ import annotations

from dataclasses import dataclass

from graph.projections import Reader
from ontology.terms import Field
from ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Census:
    """How many triples there are, in all and by the addresses of classes and properties; without those of none."""

    triples: int
    classes: dict[str, int]
    properties: dict[str, int]


async def census(reader: Reader) -> Census:
    """Count everything, class by class."""
    vocabulary = load_vocabulary()
    classes: dict[str, int] = {}
    properties: dict[str, int] = {}

    def add(iri: str, number: int) -> None:
        properties[iri] = properties.get(iri, 0) + number

    for label in vocabulary.labels:
        fields = vocabulary.classes[label].fields.values()
        counted = ", ".join(f"{_values(field)} AS {field.name}" for field in fields)
        (row,) = await reader.read(f"MATCH (n:{label}) RETURN {counted}")
        classes[vocabulary.classes[label].iri] = row["id"]
        for field in fields:
            add(field.iri, row[field.name])
        relations = {relation.type: relation.iri for relation in vocabulary.classes[label].relations.values()}
        for found in await reader.read(f"MATCH (n:{label})-[r]->() RETURN type(r) AS type, count(*) AS n"):
            add(relations[found["type"]], found["n"])
    return Census(
        sum(classes.values()) + sum(properties.values()),
        {iri: number for iri, number in classes.items() if number},
        {iri: number for iri, number in properties.items() if number},
    )


def _values(field: Field) -> str:
    return f"sum(size(coalesce(n.{field.name}, [])))" if field.many else f"count(n.{field.name})"
