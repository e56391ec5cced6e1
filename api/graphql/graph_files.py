"""Any GraphQL answer as JSON-LD, as another format of RDF, or as a network, by the Accept header.

JSON-LD keeps the shape of the answer: what is nested stays nested, under the names of the ontology, and the context
says what they mean. The other formats hold the nodes of the answer and the relationships that it shows.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeAlias

import orjson
from graphql import (
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationType,
    get_operation_ast,
    get_variable_values,
)

from api.graphql.documents import Documents
from api.graphql.members import Forward, Members
from api.graphql.requests import EVENTS, GRAPHQL, JSON, Asked, RefusedError
from api.graphql.roots import QUERY
from api.graphql.selection import Selection
from api.graphql.shown import Answer, Shown, rows, with_ids
from api.linked_data.formats import FORMATS as RDF_FORMATS
from api.linked_data.formats import write_rdf
from api.linked_data.triples import TripleWriter
from api.networks.drawing import gathered
from api.networks.formats import FORMATS as NETWORK_FORMATS
from graph.rows import Relationship
from ontology.context import context_path
from ontology.terms import Vocabulary

JSON_LD = RDF_FORMATS["jsonld"].media_type
RDF = {form.media_type: form for form in RDF_FORMATS.values()}
NETWORKS = {form.media_type: form for form in NETWORK_FORMATS.values() if form.write_file}
Tree: TypeAlias = dict[str, Any]


def graph_type(accept: str) -> str | None:
    """The media type of a graph, where an Accept header names one before any of GraphQL's own."""
    for each in (part.split(";")[0].strip().lower() for part in accept.split(",")):
        if each in RDF or each in NETWORKS:
            return each
        if each in (JSON, GRAPHQL, EVENTS, "*/*", "application/*"):
            return None
    return None


class GraphFiles:
    """Makes graphs of answers. A request is first put `with_ids`, since what has no id is no node."""

    def __init__(
        self, schema: GraphQLSchema, members: Members, documents: Documents, triples: TripleWriter
    ) -> None:
        self._schema, self._members = schema, members
        self._documents, self._triples = documents, triples

    def with_ids(self, asked: Asked) -> Asked:
        """The request, asking for ids and types too; one with an error in it as it is, to be told of it.

        Raises RefusedError where it isn't a query.
        """
        document = self._documents.check(asked.query).document
        if document is None:
            return asked
        operation = get_operation_ast(document, asked.operation_name)
        if operation is not None and operation.operation is not OperationType.QUERY:
            raise RefusedError(406, f"Only the answer to a query is a graph; others come as {JSON}.")
        return replace(asked, query=with_ids(document, self._schema))

    def written(self, asked: Asked, data: Mapping[str, Any], media_type: str, root: str) -> bytes:
        """The graph that the data of an answer show; the address of the context begins with `root`."""
        tops = self._shown(asked, data)
        if media_type == JSON_LD:
            trees = [tree(top, self._triples, self._members.vocabulary) for top in tops]
            return orjson.dumps({"@context": root + context_path(), "@graph": trees})
        nodes, relationships = rows(tops)
        output = io.BytesIO()
        if media_type in RDF:
            leaving: dict[str, list[Relationship]] = {node.id: [] for node in nodes}
            for each in relationships:
                leaving[each.source].append(each)
            quads = (quad for node in nodes for quad in self._triples.quads(node, leaving[node.id]))
            write_rdf(quads, output, RDF[media_type])
        else:
            classes = dict.fromkeys(node.label for node in nodes)
            NETWORKS[media_type].write(gathered("An answer", classes, nodes, relationships), output)
        return output.getvalue()

    def _shown(self, asked: Asked, data: Mapping[str, Any]) -> Sequence[Shown]:
        document = self._documents.check(asked.query).document
        assert document is not None, "it was answered"
        operation = get_operation_ast(document, asked.operation_name)
        assert operation is not None
        fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        values = get_variable_values(
            self._schema, operation.variable_definitions or (), asked.variables or {}
        )
        assert not isinstance(values, list)
        selection = Selection(self._schema, fragments, values.coerced)
        answer = Answer(self._schema, self._members, selection)
        return answer.read(data, selection.roots(operation, QUERY))


def tree(shown: Shown, triples: TripleWriter, vocabulary: Vocabulary) -> Tree:
    """A node in JSON-LD with those behind its ties nested in it. Decimals are text: JSON has only doubles."""
    fields = vocabulary.classes[shown.label].fields
    made: Tree = {"@id": triples.address(shown.id).value, "@type": shown.label, "id": shown.id}
    for name, value in shown.values.items():
        decimal = fields[name].datatype == "decimal"
        made[name] = format(Decimal(str(value)), "f") if decimal else value
    for name, way, others in shown.ties:
        nested = [tree(other, triples, vocabulary) for other in others]
        if isinstance(way, Forward) and not way.relation.many:
            made.update((name, each) for each in nested)
        else:
            made[name] = made.get(name, []) + nested
    return made
