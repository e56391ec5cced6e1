"""Networks that researchers draw of the graph: nodes of it joined by what lies between them, counted.

Each projection is one Cypher statement, the same on both engines. It takes `$since` and `$until` (ISO dates, both
included) and gives rows of `source`, `target` (ids), `weight` (a count), `signed` (a balance, null where there is no
sign) and `days` (the days on which it came about). Whatever was rejected is no assertion any more, so it isn't counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary

EVER = ("", "~")
"""Below and above all ISO dates."""

_SAID = "MATCH ({of})-[:STATEMENT]->(s:Statement) WHERE s.issued >= $since AND s.issued <= $until"
_TARGETS = """CALL (p) {
  MATCH (p)-[:TARGET_ENTITY]->(t) RETURN t
  UNION ALL MATCH (p)-[:TARGET_REPORT]->(:Report)-[:INCIDENT]->(t) RETURN t
}"""
_SUMS = "count(*) AS weight, sum(p.polarity) AS signed, collect(DISTINCT s.issued) AS days"
_ACTORS = "|".join(load_vocabulary().concrete("Actor"))


@dataclass(frozen=True, slots=True)
class Projection:
    """A way to see the graph as a network. `type` names its edges."""

    name: str
    type: str
    comment: str
    directed: bool
    signed: bool
    cypher: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two nodes: how many things, the balance of for and against where there is one, and on which days."""

    source: str
    target: str
    weight: int
    signed: int | None
    days: tuple[str, ...]


class Reader(Protocol):
    """A store as far as it is needed here."""

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        """All rows of a query."""
        ...


PROJECTIONS = {
    each.name: each
    for each in (
        Projection(
            "actors-by-demands",
            "DEMANDS_OF",
            "Who asks whom: from the issuer of demands to an addressee; the weight is the number of demands.",
            directed=True,
            signed=False,
            cypher=f"""MATCH (a)<-[:ISSUER]-(d:Demand)-[:ADDRESSEE]->(b) WHERE a.id <> b.id
{_SAID.format(of="d")}
RETURN a.id AS source, b.id AS target, count(*) AS weight, null AS signed, collect(DISTINCT s.issued) AS days""",
        ),
        Projection(
            "actors-by-incidents",
            "TOOK_PART_WITH",
            "Who took part in the same incidents, in whatever role; the weight is the number of incidents. "
            "The period is that of the incidents, or of the statements where no day is told.",
            directed=False,
            signed=False,
            cypher="""MATCH (i:Incident)<-[:INCIDENT]-(r:Report)<-[:REPORT]-(:Participation)-[:ACTOR]->(a)
MATCH (r)-[:STATEMENT]->(s:Statement)
WITH i, a, min(s.issued) AS told
WITH i, a, coalesce(i.startDate, told) AS day
WHERE day >= $since AND day <= $until
WITH i, collect({id: a.id, day: day}) AS cast
UNWIND cast AS one UNWIND cast AS other
WITH one, other WHERE one.id < other.id
RETURN one.id AS source, other.id AS target, count(*) AS weight, null AS signed,
  collect(DISTINCT CASE WHEN one.day > other.day THEN one.day ELSE other.day END) AS days""",
        ),
        Projection(
            "actors-by-positions",
            "TAKES_SIDES_WITH",
            "Who takes a side on the same entities and incidents; the weight is the number of shared targets, "
            "the sign is for being on one side more often than on opposite ones.",
            directed=False,
            signed=True,
            cypher=f"""MATCH (p:Position)-[:HOLDER]->(h)
{_SAID.format(of="p")}
{_TARGETS}
WITH h, t, sum(p.polarity) AS side, min(s.issued) AS day
WHERE side <> 0
WITH t, collect({{id: h.id, side: side, day: day}}) AS holders
UNWIND holders AS one UNWIND holders AS other
WITH one, other WHERE one.id < other.id
RETURN one.id AS source, other.id AS target, count(*) AS weight,
  sum(CASE WHEN one.side * other.side > 0 THEN 1 ELSE -1 END) AS signed,
  collect(DISTINCT CASE WHEN one.day > other.day THEN one.day ELSE other.day END) AS days""",
        ),
        Projection(
            "holders-targets",
            "JUDGES",
            "Who thinks what of whom: from the holder of positions to the entity or incident that is judged; "
            "the weight is the number of positions, the sign their balance.",
            directed=True,
            signed=True,
            cypher=f"""MATCH (p:Position)-[:HOLDER]->(h)
{_SAID.format(of="p")}
{_TARGETS}
WITH h, t, p, s WHERE h.id <> t.id
RETURN h.id AS source, t.id AS target, {_SUMS}""",
        ),
        Projection(
            "holders-topics",
            "JUDGES_ON",
            "Who takes which side on which policy topic: from the holder of positions to a topic of theirs.",
            directed=True,
            signed=True,
            cypher=f"""MATCH (h)<-[:HOLDER]-(p:Position)-[:TOPIC]->(t:Topic)
{_SAID.format(of="p")}
RETURN h.id AS source, t.id AS target, {_SUMS}""",
        ),
        Projection(
            "issuers-topics",
            "DEMANDS_ON",
            "Who makes demands on which policy topic; the weight is the number of demands.",
            directed=True,
            signed=False,
            cypher=f"""MATCH (a)<-[:ISSUER]-(d:Demand)-[:TOPIC]->(t:Topic)
{_SAID.format(of="d")}
RETURN a.id AS source, t.id AS target, count(*) AS weight, null AS signed,
  collect(DISTINCT s.issued) AS days""",
        ),
        Projection(
            "statements-actors",
            "SPEAKS_OF",
            "Which statements speak of which actors; the weight counts the mentions, and one more for who issued it.",
            directed=True,
            signed=False,
            cypher=f"""MATCH (s:Statement)
WHERE s.issued >= $since AND s.issued <= $until AND NOT EXISTS {{ MATCH (s)<-[:SUPERSEDES]-(:Statement) }}
CALL (s) {{
  MATCH (s)-[:ISSUER]->(a) RETURN a
  UNION ALL MATCH (s)<-[:STATEMENT]-(:Mention)-[:ENTITY]->(a:{_ACTORS}) RETURN a
}}
RETURN s.id AS source, a.id AS target, count(*) AS weight, null AS signed, [s.issued] AS days""",
        ),
    )
}


def find_projection(name: str) -> Projection:
    """The projection of that name. Raises QuestionError listing those that exist."""
    if name not in PROJECTIONS:
        raise QuestionError(f"There is no projection {name!r}.", f"Use one of {', '.join(PROJECTIONS)}.")
    return PROJECTIONS[name]


async def ties(
    reader: Reader,
    projection: Projection,
    since: str | None = None,
    until: str | None = None,
    seconds: float | None = None,
) -> list[Tie]:
    """What the projection joins, by source and target; `since` and `until` are ISO dates, both included.

    Raises QuestionError where it takes longer than `seconds`.
    """
    bounds = {"since": since or EVER[0], "until": until or EVER[1]}
    found = await reader.read(projection.cypher, bounds, seconds)
    made = [
        Tie(row["source"], row["target"], row["weight"], row["signed"], tuple(sorted(row["days"])))
        for row in found
    ]
    return sorted(made, key=lambda tie: (tie.source, tie.target))
