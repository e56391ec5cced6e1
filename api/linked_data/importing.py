"""RDF in our own terms becomes nodes and relationships again: the way back of the export.

RDF says things in any order, so the triples are gathered by subject in a database on disk (SQLite, in a temporary
folder): memory does not grow with the files. Everything is checked before anything is given away.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from urllib.parse import quote

import orjson
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from api.linked_data.triples import EXACT_MATCH, RDF_TYPE
from api.linked_data.values import UnfitError, value_of
from graph.ids import class_of
from graph.rows import Node, Relationship, Value
from ontology.constraints import violations
from ontology.errors import RestoreError
from ontology.terms import Class, Relation
from ontology.vocabulary import load_vocabulary

Object: TypeAlias = tuple[str, str | None]
"""The text of an object, and its datatype's address, None for an IRI."""
CLAIM = "#claim"
"""What ends the address of a claim (`api.linked_data.claims`): it says nothing that its assertion doesn't."""
TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE type (subject TEXT, label TEXT, PRIMARY KEY (subject, label)) WITHOUT ROWID;
CREATE TABLE triple (subject TEXT, predicate TEXT, object TEXT, datatype TEXT);
CREATE TABLE node (subject TEXT PRIMARY KEY, label TEXT, id TEXT UNIQUE, properties BLOB) WITHOUT ROWID;
CREATE TABLE relationship (type TEXT, source TEXT, target TEXT);
"""


class Imported:
    """What was read: the content that `Store.fill` takes."""

    register: str | None = None

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        digest = hashlib.sha256()
        for row in self._rows("SELECT id, label, properties FROM node ORDER BY subject"):
            digest.update(repr(row).encode())
        for row in self._rows("SELECT type, source, target FROM relationship ORDER BY rowid"):
            digest.update(repr(row).encode())
        self.digest = digest.hexdigest()
        ((self.count,),) = database.execute("SELECT count(*) FROM node")

    def nodes(self) -> Iterator[Node]:
        """Every node."""
        for label, id, properties in self._rows("SELECT label, id, properties FROM node ORDER BY subject"):
            yield Node(label, id, orjson.loads(properties))

    def relationships(self) -> Iterator[Relationship]:
        """Every relationship."""
        ends = (
            "SELECT r.type, a.label, a.id, b.label, b.id FROM relationship r "
            "JOIN node a ON a.subject = r.source JOIN node b ON b.subject = r.target ORDER BY r.rowid"
        )
        return (Relationship(*row) for row in self._rows(ends))

    def _rows(self, query: str) -> Iterator[Any]:
        return iter(self._database.execute(query))


@contextmanager
def imported(quads: Iterable[Quad]) -> Iterator[Imported]:
    """What the quads say, as rows of the graph; there as long as the block lasts.

    Raises RestoreError where a term is none of the ontology's, a value or its number isn't what the shapes ask, or a
    relation leads to what isn't there.
    """
    with (
        TemporaryDirectory(prefix="rostra-import-") as folder,
        closing(sqlite3.connect(Path(folder) / "triples")) as database,
    ):
        database.executescript(TABLES)
        _gather(database, quads)
        subjects = database.execute(
            "SELECT subject, predicate, object, datatype FROM triple ORDER BY subject, rowid"
        )
        writing = database.cursor()
        for subject, triples in groupby(subjects, key=lambda row: row[0]):
            said: dict[str, dict[Object, None]] = {}
            for _, predicate, text, datatype in triples:
                said.setdefault(predicate, {})[text, datatype] = None
            _Subject(writing, subject, {name: [*objects] for name, objects in said.items()}).keep()
        _check_ends(database)
        yield Imported(database)


def _gather(database: sqlite3.Connection, quads: Iterable[Quad]) -> None:
    """Put the triples in tables; the named graphs say nothing that relations don't."""
    vocabulary = load_vocabulary()
    labels = {vocabulary.classes[label].iri: label for label in vocabulary.labels}
    classes = [vocabulary.classes[label] for label in vocabulary.labels]
    terms = {field.iri for cls in classes for field in cls.fields.values()}
    terms |= {relation.iri for cls in classes for relation in cls.relations.values()}

    def rows() -> Iterator[tuple[str, str, str, str | None]]:
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode) or isinstance(value, BlankNode):
                raise _wrong(f"Something without an address is said to be <{predicate}>")
            if subject.value.endswith(CLAIM) or quad.predicate == EXACT_MATCH:
                continue
            if quad.predicate == RDF_TYPE:
                label = labels.get(value.value) if isinstance(value, NamedNode) else None
                if label is None:
                    raise _wrong(f"<{subject.value}> is of class {value}, which the ontology hasn't")
                database.execute("INSERT OR IGNORE INTO type VALUES (?, ?)", (subject.value, label))
            elif predicate not in terms:
                raise _wrong(f"<{subject.value}> has <{predicate}>, which the ontology hasn't")
            elif isinstance(value, Literal):
                yield subject.value, predicate, value.value, value.datatype.value
            elif isinstance(value, NamedNode):
                yield subject.value, predicate, value.value, None

    database.executemany("INSERT INTO triple VALUES (?, ?, ?, ?)", rows())
    database.execute("CREATE INDEX by_subject ON triple (subject)")


class _Subject:
    """One subject and what is said of it, made a node and the relationships that leave it."""

    def __init__(self, writing: sqlite3.Cursor, address: str, said: dict[str, list[Object]]) -> None:
        self.writing, self.address, self.said = writing, address, said

    def keep(self) -> None:
        cls = self._class()
        properties = self._properties(cls)
        id = str(properties.pop("id"))
        if not self.address.endswith(quote(id, safe="/-._~:")):
            raise self._wrong(f"has the id {id}")
        if cls.name not in (class_of(id), "Retraction"):
            raise self._wrong(f"has the id {id}, which no {cls.name} has")
        for wrong in violations(cls.name, properties):
            raise self._wrong(f"does not fit its shape: {wrong}")
        if cls.name == "Topic" and id not in _topics():
            raise self._wrong("is a topic that this version hasn't")
        try:
            self.writing.execute(
                "INSERT INTO node VALUES (?, ?, ?, ?)", (self.address, cls.name, id, orjson.dumps(properties))
            )
        except sqlite3.IntegrityError:
            raise self._wrong(f"has the id {id}, as something else has") from None
        for relation in cls.relations.values():
            self._relate(relation)
        if self.said:
            raise self._wrong(f"has <{next(iter(self.said))}>, which the ontology gives no {cls.name}")

    def _class(self) -> Class:
        found = self.writing.execute("SELECT label FROM type WHERE subject = ?", (self.address,)).fetchall()
        if len(found) != 1:
            raise self._wrong("is of several classes" if found else "is of no class")
        return load_vocabulary().classes[found[0][0]]

    def _properties(self, cls: Class) -> dict[str, Value]:
        properties: dict[str, Value] = {}
        for field in cls.fields.values():
            objects = self.said.pop(field.iri, [])
            self._count(field.name, len(objects), many=field.many, required=field.required)
            try:
                values = [value_of(field, *each) for each in objects]
            except UnfitError as error:
                raise self._wrong(f"does not fit its shape: {error}") from None
            if field.many and values:
                properties[field.name] = [str(value) for value in values]
            elif values:
                properties[field.name] = values[0]
        return properties

    def _relate(self, relation: Relation) -> None:
        objects = self.said.pop(relation.iri, [])
        self._count(relation.name, len(objects), many=relation.many, required=relation.required)
        for text, datatype in objects:
            if datatype is not None:
                raise self._wrong(f"has {text[:60]!r} as {relation.name}, which is no address")
            row = (relation.type, self.address, text)
            self.writing.execute("INSERT INTO relationship VALUES (?, ?, ?)", row)

    def _count(self, name: str, number: int, *, many: bool, required: bool) -> None:
        if number > 1 and not many:
            raise self._wrong(f"does not fit its shape: {name} has {number} values")
        if number == 0 and required:
            raise self._wrong(f"does not fit its shape: {name} is missing")

    def _wrong(self, what: str) -> RestoreError:
        return _wrong(f"<{self.address}> {what}")


def _check_ends(database: sqlite3.Connection) -> None:
    """Raises RestoreError where a relation leads nowhere, or to what it must not lead to."""
    vocabulary = load_vocabulary()
    ways = {
        (label, relation.type): frozenset(vocabulary.concrete(relation.target))
        for label in vocabulary.labels
        for relation in vocabulary.classes[label].relations.values()
    }
    ends = database.execute(
        "SELECT DISTINCT r.type, a.label, b.label, min(r.source), min(r.target) FROM relationship r "
        "JOIN node a ON a.subject = r.source LEFT JOIN node b ON b.subject = r.target GROUP BY 1, 2, 3"
    )
    for type, source, target, subject, address in ends:
        if target is None:
            raise _wrong(f"<{subject}> leads to <{address}> ({type}), of which nothing is said")
        if target not in ways[source, type]:
            raise _wrong(f"<{subject}> leads to <{address}> ({type}), which is a {target}")
    orphan = "SELECT subject FROM type WHERE subject NOT IN (SELECT subject FROM node) LIMIT 1"
    for (subject,) in database.execute(orphan):
        raise _wrong(f"<{subject}> does not fit its shape: id is missing")


def _topics() -> frozenset[str]:
    return frozenset(f"topic/{notation}" for notation in load_vocabulary().schemes["Topics"].by_notation)


def _wrong(what: str) -> RestoreError:
    return RestoreError(f"{what}.", "Nothing was imported.")
