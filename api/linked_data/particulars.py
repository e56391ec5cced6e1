"""What a page lists of a node: its properties and where its relations lead, in the order that a reader expects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.linked_data.neighbours import Group, Neighbour
from api.linked_data.wording import line_of
from graph.rows import Node, Value
from ontology.terms import Field, Vocabulary

HIDDEN = ("id", "text", "findings", "content")
"""What stands elsewhere on the page, or is for machines."""
ORDER = (
    *("issuers", "issued", "url", "holder", "holderWords", "issuer", "issuerWords", "stance", "polarity"),
    *("addressees", "addresseesWords", "action", "target", "targetEntity", "targetReport", "strength"),
    *("official", "office", "organization", "earliestStart", "latestStart", "earliestEnd", "latestEnd"),
    *("entity", "role", "words", "actor", "report", "type", "trigger", "status", "incident"),
    *("startDate", "endDate", "locations", "killedMin", "killedMax", "injuredMin", "injuredMax", "causedBy"),
    *("respondsTo", "answeredBy", "brokenBy", "topics", "name", "aliases", "organizationType", "parents"),
    *("country", "countryCode", "within", "latitude", "longitude", "exactMatches"),
)
"""Names of fields and relations; others come behind these, as the ontology has them."""
MADE_BY = (
    *("rule", "confidence", "linkScore", "matchScore", "confirmed", "statement", "passage", "run"),
    *("start", "end", "ordinal", "contentHash", "source", "provisional"),
)
"""How something came to be known: told apart, for whoever wants to check."""
SIDES = {1: "for", 0: "neither for nor against", -1: "against"}


@dataclass(frozen=True, slots=True)
class Particular:
    """A line of the list: what it is, what that means, its values, and how many more there are."""

    name: str
    label: str
    meaning: str
    values: Sequence[str | Neighbour]
    more: int = 0


def particulars(
    vocabulary: Vocabulary, node: Node, towards: Mapping[str, Group], title: str
) -> tuple[list[Particular], list[Particular]]:
    """What is known of the node, without what its title says; and apart from that, how it came to be known."""
    cls = vocabulary.classes[node.label]
    found = [
        Particular(field.name, field.label, field.comment, _values(vocabulary, field, value))
        for field in cls.fields.values()
        if (value := node.properties.get(field.name)) is not None and field.name not in HIDDEN
        if value != title
    ]
    for name, group in towards.items():
        relation = cls.relations[name]
        more = group.total - len(group.neighbours)
        found.append(Particular(name, relation.label, relation.comment, group.neighbours, more))
    known = [each for each in found if each.name not in MADE_BY]
    rank = {name: place for place, name in enumerate(ORDER)}
    known.sort(key=lambda each: rank.get(each.name, len(ORDER)))
    made = sorted((each for each in found if each.name in MADE_BY), key=lambda each: MADE_BY.index(each.name))
    return known, made


def title_of(node: Node, towards: Mapping[str, Group]) -> str:
    """The line of a node that is read whole, with the relations that leave it; of a statement its title alone."""
    if node.label == "Statement":
        return str(node.properties["title"])
    named = {name: {"name": group.neighbours[0].title} for name, group in towards.items() if group.neighbours}
    return line_of(node.label, {"id": node.id, **node.properties, **named})


def _values(vocabulary: Vocabulary, field: Field, value: Value) -> list[str]:
    values = value if isinstance(value, list) else [value]
    if field.scheme:
        return [vocabulary.schemes[field.scheme].by_notation[str(each)].label for each in values]
    return [_said(field, each) for each in values]


def _said(field: Field, value: str | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.name == "polarity":
        return SIDES[int(value)]
    return str(value)
