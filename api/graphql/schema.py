"""The whole schema, made of the vocabulary."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.graphql.building import Namespace, make_output
from api.graphql.inputs import add_inputs
from api.graphql.members import members
from api.graphql.mutations import add_mutations
from api.graphql.objects import add_types
from api.graphql.questions import QUESTIONS
from api.graphql.records import add_records
from api.graphql.roots import QUERY, question_field, roots
from api.graphql.subscriptions import Subscription
from graph.hubs import Keyed
from ontology.terms import Vocabulary


def build_schema(vocabulary: Vocabulary, *, keyed: Keyed = "index") -> strawberry.Schema:
    """The schema of a vocabulary. Its fields want an `api.graphql.roots.Context`.

    `keyed` is how the engine reads hubs, by `graph.hubs.keyed_by`; all else is the same.
    """
    all_members = members(vocabulary, keyed=keyed)
    all_roots = roots(all_members)
    namespace: Namespace = {}
    add_types(all_members, namespace)
    namespace |= {enum.__name__: enum for question in QUESTIONS for enum in question.enums}
    add_records([question.record for question in QUESTIONS], namespace)
    add_inputs(all_members, namespace)
    query = make_output(
        namespace,
        QUERY,
        "Questions to the graph.",
        [root.spec for root in all_roots.values()],
        field_class=question_field(all_members, all_roots),
    )
    return strawberry.Schema(
        query,
        mutation=add_mutations(all_members, namespace),
        subscription=Subscription,
        types=[namespace[label] for label in vocabulary.labels],
        config=StrawberryConfig(auto_camel_case=False),
    )
