"""What was read of a statement, with the decisions in force applied: pure.

The graph holds of each statement just what this gives. So a decision, its undoing and a later reading need no
bookkeeping of what they changed: the statement's rows are worked out with it and without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.decisions.decision import JUDGING, Decision
from graph.decisions.marks import assertion_marks
from graph.nodes import StatementRows
from graph.rows import Node, Relationship
from ontology.vocabulary import load_vocabulary

MUST_LEAD = ("ISSUER", "OFFICIAL")
"""What a Statement and a Tenure can't be without: they stay with the entity that was read."""
WORDS = ("words", "holderWords", "issuerWords", "addresseesWords", "target")


@dataclass(frozen=True)
class Rulings:
    """The decisions in force as they are looked up: by absorbed entity, by split entity, by mark."""

    merges: Mapping[str, Decision] = field(default_factory=dict)
    splits: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    judged: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Rulings:
        """Those of the decisions that are in force, given in their order; the last one on one thing holds."""
        merges: dict[str, Decision] = {}
        splits: dict[str, list[Decision]] = defaultdict(list)
        judged: dict[str, str] = {}
        names: dict[str, str] = {}
        for decision in decisions:
            if not decision.in_force:
                continue
            if decision.kind == "merge":
                merges |= dict.fromkeys(decision.subjects, decision)
            elif decision.kind == "split":
                splits[decision.subjects[0]].insert(0, decision)
            elif decision.kind in JUDGING:
                judged |= dict.fromkeys(decision.marks, decision.kind)
            if decision.leads_to:
                names[decision.leads_to] = decision.leads_to_name or decision.leads_to
        return cls(merges, splits, judged, names)

    def way(self, entity: str, mention: Node | None = None, mark: str = "") -> list[str]:
        """The ids that an entity goes by, from the one that was read to the one that holds."""
        way, used = [entity], set[str]()
        while step := self._step(way[-1], mention, mark, used):
            used.add(step.id)
            way.append(str(step.leads_to))
        return way

    def _step(self, entity: str, mention: Node | None, mark: str, used: Collection[str]) -> Decision | None:
        """What leads on from an entity: a split that takes the mention along, else a merger."""
        for split in self.splits.get(entity, ()):
            if mention and split.id not in used and takes(split, mention, mark):
                return split
        return self.merges.get(entity)


def takes(split: Decision, mention: Node, mark: str) -> bool:
    """Whether a split takes a mention along."""
    return mark in split.marks or fold(mention.properties.get("words")) in map(fold, split.surfaces)


def fold(words: object) -> str:
    """Words in lower case, with single spaces."""
    return " ".join(str(words).lower().split())


def decided(rows: StatementRows, rulings: Rulings) -> StatementRows:
    """The rows of a statement as they stand by the rulings."""
    if not (rulings.merges or rulings.splits or rulings.judged):
        return rows
    return _Deciding(rows, rulings).rows()


class _Deciding:
    """Works out one statement."""

    def __init__(self, read: StatementRows, rulings: Rulings) -> None:
        self.read, self.rulings = read, rulings
        self.marks = assertion_marks(read)
        self.nodes = {node.id: node for node in read.own}
        self.passages = {r.source: r.target for r in read.relationships if r.type == "PASSAGE"}
        self.rejected = self._rejected()
        self.passed: set[str] = set()
        self.mentions: dict[str, dict[str, str | None]] = defaultdict(dict)
        for r in read.relationships:
            if r.type == "ENTITY":
                self.mentions[r.target][r.source] = self._of_mention(r)

    def rows(self) -> StatementRows:
        led = dict.fromkeys(self._relationships())
        led |= dict.fromkeys(self._absorbed())
        offices = {r.target for r in led if r.type == "OFFICE"}
        relationships = [r for r in led if r.source_label != "Office" or r.source in offices]
        own = tuple(self._own(node) for node in self.read.own)
        shared = tuple(self._shared(relationships))
        return replace(self.read, own=own, shared=shared, relationships=tuple(relationships))

    def _rejected(self) -> frozenset[str]:
        """Assertions that were rejected, and the participations of reports that were."""
        wrong = {id for id, mark in self.marks.items() if self.rulings.judged.get(mark) == "reject"}
        parts = {r.source for r in self.read.relationships if r.type == "REPORT" and r.target in wrong}
        return frozenset(wrong | parts)

    def _own(self, node: Node) -> Node:
        if node.id in self.rejected:
            return retraction(node)
        if self.rulings.judged.get(self.marks.get(node.id, "")) == "confirm":
            return replace(node, properties={**node.properties, "confirmed": True})
        return node

    def _relationships(self) -> Iterator[Relationship]:
        for r in self.read.relationships:
            if r.source in self.rejected:
                yield from _of_retraction(r)
            elif r.target not in self.rejected:
                target = self._led(r) if r.target_label in entity_labels() else r.target
                if target is not None:
                    yield replace(r, target=target)

    def _absorbed(self) -> Iterator[Relationship]:
        """The statement points to the retractions of merged entities whose place others take in it."""
        for id in sorted(self.passed & self.rulings.merges.keys()):
            yield Relationship("ABSORBED", "Statement", self.read.id, "Retraction", id)

    def _shared(self, relationships: Iterable[Relationship]) -> Iterator[Node]:
        """Entities and offices that are still pointed to, and those that are led to."""
        known = {(node.label, node.id): node for node in self.read.shared}
        for label, id in dict.fromkeys((r.target_label, r.target) for r in relationships):
            if (label, id) in known:
                yield known[label, id]
            elif label in entity_labels():
                yield Node(label, id, {"name": self.rulings.names.get(id, id), "provisional": True})

    def _of_mention(self, relationship: Relationship) -> str | None:
        """The entity that a mention names; None for a rejected one."""
        if relationship.source in self.rejected:
            return None
        return self._way(relationship.source, relationship.target)[-1]

    def _way(self, mention: str, entity: str) -> list[str]:
        return self.rulings.way(entity, self.nodes[mention], self.marks[mention])

    def _led(self, relationship: Relationship) -> str | None:
        """Where a relationship to an entity leads: as a rule, where the mentions do that it rests on."""
        read = relationship.target
        plain = self.rulings.way(read)
        if relationship.type == "ENTITY":
            end = self.mentions[read][relationship.source]
        else:
            end = self._end(relationship, plain[-1])
            if end is None and relationship.type in MUST_LEAD:
                end = plain[-1]
        ways = [plain, *(self._way(mention, read) for mention in self.mentions[read])]
        self.passed |= {id for way in ways if way[-1] == end for id in way}
        return end

    def _end(self, relationship: Relationship, plain: str) -> str | None:
        """Where the mentions lead that a relationship rests on, if they lead to one end: all of the statement,
        else those of the same sentence, else those with the very words.
        """
        mentions = self.mentions[relationship.target]
        if all(end == plain for end in mentions.values()) or relationship.source_label == "Office":
            return plain
        source = self.nodes[relationship.source]
        here = {id: end for id, end in mentions.items() if self._in_passage(id, source)}
        said = {fold(words) for name in WORDS for words in _listed(source.properties.get(name))}
        named = {id: end for id, end in here.items() if fold(self.nodes[id].properties["words"]) in said}
        for group in (mentions, here, named):
            if len(ends := set(group.values())) == 1:
                return ends.pop()
        return plain

    def _in_passage(self, mention: str, source: Node) -> bool:
        return self.passages.get(mention) == self.passages.get(source.id)


def retraction(node: Node) -> Node:
    """What is left of a rejected assertion."""
    kept = {name: node.properties[name] for name in ("start", "end", "rule", "confidence")}
    for name in ("words", "trigger", "target", "action"):
        if name in node.properties:
            kept["words"] = node.properties[name]
    return Node("Retraction", node.id, {"retracted": node.label, **kept})


def _of_retraction(relationship: Relationship) -> Iterator[Relationship]:
    """A rejected assertion keeps its statement and its sentence."""
    type = {"STATEMENT": "STATEMENT", "PASSAGE": "SENTENCE"}.get(relationship.type)
    if type:
        yield replace(relationship, type=type, source_label="Retraction")


def entity_labels() -> tuple[str, ...]:
    """The classes of entities."""
    return load_vocabulary().concrete("Entity")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
